package org.bivouac.jobs.simulate.dumps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.simulate.log.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames and their database, read by python-can and decoded by canmatrix where they are installed. */
class ForeignBusToolsTest {
    private static final int SECONDS = 4;
    private static final String SCRIPT = """
            import sys, warnings
            warnings.simplefilter("ignore")
            import can, canmatrix, canmatrix.formats
            database = canmatrix.formats.loadp_flat(sys.argv[2])
            for message in can.LogReader(sys.argv[1]):
                wanted = canmatrix.ArbitrationId(message.arbitration_id, message.is_extended_id)
                for name, signal in database.frame_by_id(wanted).decode(bytes(message.data)).items():
                    print("%.6f" % (message.timestamp - float(sys.argv[3])), name, repr(float(signal.phys_value)))
            """;

    @TempDir
    private Path folder;

    @Test
    void pythonCanAndCanmatrixReadEverySample() throws IOException, InterruptedException {
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(Files.isExecutable(python), "no python3");
        assumeTrue(
                new ProcessBuilder(python.toString(), "-c", "import can, canmatrix.formats")
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0,
                "python3-can and python3-canmatrix are not installed");
        double[][] signals = MadeDrive.signals(MadeDrive.CHASSIS, SECONDS, 6);
        Path log = MadeDrive.write(folder, DumpFormat.CANDUMP, MadeDrive.CHASSIS, signals);
        Logger logger = MadeDrive.logger(DumpFormat.CANDUMP, MadeDrive.CHASSIS);
        CanPlan plan = new CanPlan(logger);
        Path database = Files.writeString(folder.resolve("chassis.dbc"), Dbc.text(logger, plan));
        Process process = new ProcessBuilder(
                        python.toString(),
                        "-c",
                        SCRIPT,
                        log.toString(),
                        database.toString(),
                        "" + MadeDrive.OUTING.start().getEpochSecond())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        Map<String, List<double[]>> read = new HashMap<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines()
                    .map(line -> line.split(" "))
                    .forEach(cells -> read.computeIfAbsent(cells[1], name -> new ArrayList<>())
                            .add(new double[] {Double.parseDouble(cells[0]), Double.parseDouble(cells[2])}));
        }
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("errors")))
                .isZero();
        for (CanMessage message : plan.messages()) {
            for (CanSignal signal : message.signals()) {
                same(read.get(signal.name()), message, signal, signals[signal.column()]);
            }
        }
    }

    private static void same(List<double[]> read, CanMessage message, CanSignal signal, double[] values) {
        assertThat(read).as(signal.name()).hasSize(values.length);
        for (int i = 0; i < values.length; i++) {
            double due = (double) i / message.rateHz();
            assertThat(read.get(i)[0]).as(signal.name()).isBetween(due, due + 1.0 / message.rateHz());
            double stored = signal.channel().storage().stored(values[i]);
            ReadBack.requireSame(read.get(i)[1], stored, 1e-12);
        }
    }
}
