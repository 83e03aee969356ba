package org.bivouac.jobs.simulate.dumps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bivouac.jobs.dump.mdf.Mdf4Reader;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** MDF4 sorted, unsorted, packed both ways and unfinalised: what the project's reader reads is what was stored. */
class Mdf4DumpsTest {
    private static final int SECONDS = 7;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = DumpFormat.class,
            names = {"MDF4", "MDF4_UNSORTED", "MDF4_DEFLATE", "MDF4_TRANSPOSED"})
    void everySampleComesBackAsStored(DumpFormat format) throws IOException {
        double[][] signals = MadeDrive.signals(MadeDrive.CHASSIS, SECONDS, 11);
        signals[0][4321] = Double.NaN;
        signals[2][77] = Double.NaN;
        signals[9][13] = Double.NaN;
        Path file = MadeDrive.write(folder, format, MadeDrive.CHASSIS, signals);
        ReadBack read = ReadBack.of(file, new Mdf4Reader());
        assertThat(read.rejects).isEmpty();
        assertThat(read.header.start()).isEqualTo(MadeDrive.OUTING.start());
        assertThat(read.header.metadata()).containsEntry("comment", "stage 3");
        assertThat(read.header.metadata().toString()).contains("BOX 7");
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .contains("<e name=\"author\">A. Driver</e>")
                .contains("<e name=\"subject\">501</e>");
        same(read, MadeDrive.CHASSIS, signals);
    }

    private static void same(ReadBack read, List<LoggedChannel> channels, double[][] signals) {
        for (int c = 0; c < signals.length; c++) {
            LoggedChannel channel = channels.get(c);
            ReadBack.Read got = read.channels.get(channel.name());
            assertThat(got).as(channel.name()).isNotNull();
            assertThat(got.unit).isEqualTo(channel.unit());
            assertThat(got.values).as(channel.name()).hasSize(signals[c].length);
            for (int i = 0; i < got.values.size(); i++) {
                double value = signals[c][i];
                // The reader's own formula for a linear conversion: offset + factor × raw.
                double stored = channel.storage() instanceof Storage.Int16 raw && !Double.isNaN(value)
                        ? raw.offset() + raw.scale() * raw.raw(value)
                        : channel.storage().stored(value);
                ReadBack.requireSame(got.values.get(i), stored, 0);
                ReadBack.requireSame(got.seconds.get(i), (double) i / channel.rateHz(), 0);
            }
        }
    }

    @Test
    void anUnfinalisedFileSaysSoAndIsReadToItsEnd() throws IOException {
        double[][] signals = MadeDrive.signals(MadeDrive.CHASSIS, SECONDS, 12);
        Path file = folder.resolve("chassis.mf4");
        MadeDrive.feed(
                DumpFormat.MDF4_UNSORTED.open(
                        file,
                        MadeDrive.OUTING,
                        MadeDrive.logger(DumpFormat.MDF4_UNSORTED, MadeDrive.CHASSIS),
                        LoggerClock.RIGHT,
                        Mdf4Layout.Ending.UNFINALISED),
                MadeDrive.CHASSIS,
                signals);
        assertThat(new String(Files.readAllBytes(file), 0, 8, StandardCharsets.US_ASCII))
                .isEqualTo("UnFinMF ");
        ReadBack read = ReadBack.of(file, new Mdf4Reader());
        same(read, MadeDrive.CHASSIS, signals);
    }

    @Test
    void longDrivesHaveChainsOfLists() throws IOException {
        List<LoggedChannel> channels = MadeDrive.CHASSIS.subList(0, 2);
        double[][] signals = MadeDrive.signals(channels, 340, 13);
        for (DumpFormat format : List.of(DumpFormat.MDF4, DumpFormat.MDF4_TRANSPOSED)) {
            Path file = MadeDrive.write(folder, format, channels, signals);
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1).split("##DL", -1))
                    .hasSizeGreaterThan(2);
            ReadBack read = ReadBack.of(file, new Mdf4Reader());
            same(read, channels, signals);
        }
    }

    @Test
    void aPackedFileCannotBeUnfinalised() {
        assertThatThrownBy(() -> new Mdf4Layout(
                        Mdf4Layout.Order.SORTED, Mdf4Layout.Packing.DEFLATE, Mdf4Layout.Ending.UNFINALISED))
                .hasMessage("an unfinalised file is unsorted and not packed");
    }
}
