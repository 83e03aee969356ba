package org.bivouac.jobs.dump.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.DumpHeader.Group;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.matlab.MatReader;
import org.bivouac.jobs.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;
import us.hebi.matlab.mat.types.Struct;

/** MATLAB files: those that an independent library writes, and those built byte by byte. */
class MatDumpsTest {
    @TempDir
    Path folder;

    private Recording read(byte[] bytes) throws IOException {
        return read(SampleDumps.write(folder, "t.mat", bytes));
    }

    private Recording read(DumpFile file) throws IOException {
        Recording recording = Recording.of(file, new MatReader());
        assertThat(recording.ledger.discrepancy(file.bytes())).isEmpty();
        return recording;
    }

    private DumpFile written(MatFile mat) throws IOException {
        Path path = folder.resolve("w.mat");
        try (var sink = Sinks.newStreamingFile(path.toFile())) {
            mat.writeTo(sink);
        }
        return new DumpFile(path, "w.mat", Files.size(path));
    }

    private static Matrix matrix(int rows, int columns, double first) {
        Matrix matrix = Mat5.newMatrix(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.setDouble(i, first + i);
        }
        return matrix;
    }

    @Test
    void whatAnotherLibraryWroteIsReadVectorsMatricesAndStructures() throws IOException {
        Struct run = Mat5.newStruct();
        run.set("t", matrix(1, 3, 10)).set("rpm", matrix(3, 1, 1000)).set("gyro", matrix(3, 2, 0));
        run.set("note", Mat5.newString("stage 3")).set("gain", Mat5.newScalar(2.5));
        Struct inner = Mat5.newStruct();
        inner.set("values", matrix(2, 3, 7));
        run.set("imu", inner);
        Mat5File mat = Mat5.newMatFile();
        mat.addArray("run", run).addArray("time", matrix(4, 1, 0)).addArray("speed", matrix(4, 1, 50));
        mat.addArray("lonely", matrix(5, 1, 0)).addArray("cells", Mat5.newCell(1, 2));

        Recording read = read(written(mat));

        assertThat(read.header.clock()).isEqualTo(Clock.RELATIVE);
        assertThat(read.header.groups()).extracting(Group::name).containsExactly("run.t", "time");
        assertThat(read.header.groups().get(0).channels())
                .extracting(RawChannel::name)
                .containsExactly(
                        "run.t",
                        "run.rpm",
                        "run.gyro(:,1)",
                        "run.gyro(:,2)",
                        "run.imu.values(1,:)",
                        "run.imu.values(2,:)");
        assertThat(read.rows.get(0))
                .containsExactly(
                        "10.0 10.0 1000.0 0.0 3.0 7.0 8.0",
                        "11.0 11.0 1001.0 1.0 4.0 9.0 10.0",
                        "12.0 12.0 1002.0 2.0 5.0 11.0 12.0");
        assertThat(read.rows.get(1)).containsExactly("0.0 0.0 50.0", "1.0 1.0 51.0", "2.0 2.0 52.0", "3.0 3.0 53.0");
        assertThat(read.header.metadata()).containsEntry("run.note", "stage 3").containsEntry("run.gain", "2.5");
        assertThat(read.rejects)
                .extracting(Fault::reason)
                .containsExactly(
                        "'cells' is a cell array", "array 'lonely' of 5 x 1 values has no time vector of its length");
    }

    enum Order {
        LITTLE,
        BIG
    }

    @ParameterizedTest
    @EnumSource
    void bothByteOrdersPackedAndPlainGiveTheSame(Order order) throws IOException {
        MatBuilder mat = new MatBuilder(order == Order.LITTLE ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        mat.plain(mat.doubles("t", 1, 3, 0, 0.5, 1))
                .packed(mat.doubles("x", 3, 1, 5, Double.NaN, Double.POSITIVE_INFINITY));
        mat.packed(mat.struct("s", new String[] {"y"}, mat.matrix("", 8, 1, 3, mat.element(1, new byte[] {1, -2, 3}))));
        assertThat(read(mat.build()).rows.get(0))
                .containsExactly("0.0 0.0 5.0 1.0", "0.5 0.5 NaN -2.0", "1.0 1.0 NaN 3.0");
    }

    @Test
    void timesOfABillionAndMoreAreSecondsSince1970AndMillisecondsAreSaid() throws IOException {
        MatBuilder mat = new MatBuilder(ByteOrder.LITTLE_ENDIAN);
        mat.plain(mat.doubles("timestamp", 2, 1, 1_767_592_800.25, 1_767_592_801.25))
                .plain(mat.doubles("x", 2, 1, 1, 2));
        Recording unix = read(mat.build());
        assertThat(unix.header.start()).hasToString("2026-01-05T06:00:00.250Z");
        assertThat(unix.rows.get(0)).extracting(row -> row.split(" ")[0]).containsExactly("0.0", "1.0");

        MatBuilder millis = new MatBuilder(ByteOrder.LITTLE_ENDIAN);
        millis.plain(millis.doubles("t_ms", 2, 1, 0, 20)).plain(millis.doubles("x", 2, 1, 1, 2));
        assertThat(read(millis.build()).rows.get(0)).containsExactly("0.0 0.0 1.0", "0.02 20.0 2.0");
    }

    @Test
    void aTimeOfItsOwnComesBeforeTheCommonOne() throws IOException {
        MatBuilder mat = new MatBuilder(ByteOrder.LITTLE_ENDIAN);
        mat.plain(mat.doubles("time", 2, 1, 0, 1)).plain(mat.doubles("rpm_time", 2, 1, 5, 6));
        mat.plain(mat.doubles("rpm", 2, 1, 900, 901)).plain(mat.doubles("gear", 2, 1, 1, 2));
        Recording read = read(mat.build());
        assertThat(read.header.groups()).extracting(Group::name).containsExactly("rpm_time", "time");
        assertThat(read.rows.get(0)).containsExactly("5.0 5.0 900.0", "6.0 6.0 901.0");
    }

    @Test
    void aDamagedVariableCostsItself() throws IOException {
        MatBuilder mat = new MatBuilder(ByteOrder.LITTLE_ENDIAN);
        mat.packed(mat.doubles("t", 3, 1, 0, 1, 2)).packed(mat.doubles("x", 3, 1, 1, 2, 3));
        int from = mat.build().length;
        mat.packed(mat.doubles("y", 3, 1, 7, 8, 9));
        byte[] bytes = mat.build();
        bytes[bytes.length - 2] ^= 1;

        Recording read = read(bytes);

        assertThat(read.rows.get(0)).hasSize(3);
        assertThat(read.rejects).singleElement().satisfies(fault -> {
            assertThat(fault.rule()).isEqualTo("C5");
            assertThat(fault.byteOffset()).isEqualTo(from);
            assertThat(fault.byteLength()).isEqualTo(bytes.length - from);
        });
    }

    @Test
    void aBombIsBoundedByWhatItStates() throws IOException {
        MatBuilder mat = new MatBuilder(ByteOrder.LITTLE_ENDIAN);
        mat.packed(mat.doubles("t", 2, 1, 0, 1)).packed(mat.doubles("x", 2, 1, 0, 1));
        byte[] zeros = mat.element(14, mat.ints(6));
        mat.packed(Arrays.copyOf(zeros, 32 << 20));
        Recording read = read(mat.build());
        assertThat(read.rows.get(0)).hasSize(2);
        assertThat(read.rejects).extracting(Fault::rule).containsExactly("C5");
    }

    @Test
    void version73IsRefusedByNameWithWhatToDo() throws IOException {
        byte[] bytes = new MatBuilder(ByteOrder.LITTLE_ENDIAN).build();
        System.arraycopy("MATLAB 7.3 MAT-file".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, bytes, 0, 19);
        DumpFile file = SampleDumps.write(folder, "new.mat", bytes);
        assertThat(new MatReader().recognises(new org.bivouac.jobs.dump.DumpHead(bytes, bytes.length)))
                .isTrue();
        assertThatThrownBy(() -> read(file))
                .hasMessageContaining("C4: MATLAB version 7.3 (HDF5) found, expected 5 to 7")
                .hasMessageEndingWith("save it with save -v7");
    }
}
