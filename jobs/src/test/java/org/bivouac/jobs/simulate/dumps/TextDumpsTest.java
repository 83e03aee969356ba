package org.bivouac.jobs.simulate.dumps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.motec.MotecCsvReader;
import org.bivouac.jobs.dump.motec.MotecLdReader;
import org.bivouac.jobs.dump.tabular.Profile;
import org.bivouac.jobs.dump.tabular.TabularReader;
import org.bivouac.jobs.dump.vbo.VboReader;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** MoTeC, VBO and tables: what the project's readers read is what the storage made of the samples. */
class TextDumpsTest {
    private static final int SECONDS = 17;

    @TempDir
    private Path folder;

    @Test
    void anLdHoldsEveryChannelAtItsRate() throws IOException {
        double[][] signals = MadeDrive.signals(MadeDrive.CHASSIS, SECONDS, 1);
        signals[2][17] = Double.NaN;
        Path file = MadeDrive.write(folder, DumpFormat.MOTEC_LD, MadeDrive.CHASSIS, signals);
        ReadBack read = ReadBack.of(file, new MotecLdReader());
        assertThat(read.rejects).isEmpty();
        assertThat(read.header.start()).isEqualTo(MadeDrive.OUTING.start());
        assertThat(read.header.metadata()).containsEntry("Driver", "A. Driver").containsEntry("Vehicle", "501");
        for (int c = 0; c < signals.length; c++) {
            same(read, MadeDrive.CHASSIS.get(c), signals[c], 1e-12);
        }
        try (var left = Files.list(folder)) {
            assertThat(left).as("no spool is left").containsExactly(file);
        }
    }

    private static void same(ReadBack read, LoggedChannel channel, double[] signal, double relative) {
        ReadBack.Read got = read.channels.get(channel.name());
        assertThat(got.unit).isEqualTo(channel.unit());
        List<Double> stored = MadeDrive.stored(channel, signal);
        assertThat(got.values).hasSize(stored.size());
        for (int i = 0; i < stored.size(); i++) {
            ReadBack.requireSame(got.seconds.get(i), (double) i / channel.rateHz(), 1e-12);
            ReadBack.requireSame(got.values.get(i), stored.get(i), relative);
        }
    }

    @Test
    void anI2ExportHoldsSlowChannelsBetweenTheirSamples() throws IOException {
        List<LoggedChannel> channels = MadeDrive.CHASSIS.subList(3, 15);
        double[][] signals = MadeDrive.signals(channels, SECONDS, 2);
        signals[1][17] = Double.NaN;
        ReadBack read =
                ReadBack.of(MadeDrive.write(folder, DumpFormat.MOTEC_CSV, channels, signals), new MotecCsvReader());
        assertThat(read.rejects).isEmpty();
        assertThat(read.header.start()).isEqualTo(MadeDrive.OUTING.start());
        assertThat(read.header.metadata()).containsEntry("Sample Rate", "100.000 Hz");
        for (int c = 0; c < channels.size(); c++) {
            List<Double> got = read.channels.get(channels.get(c).name()).values;
            Cells cells = new Cells(channels.get(c));
            assertThat(got).hasSize(100 * SECONDS);
            for (int row = 0; row < got.size(); row++) {
                double value = signals[c][row * channels.get(c).rateHz() / 100];
                ReadBack.requireSame(got.get(row), cells.stored(value), 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DumpFormat.class,
            names = {"CSV", "CSV_SEMICOLON", "CSV_TAB"})
    void aTableLeavesSlowChannelsEmptyBetweenTheirSamples(DumpFormat format) throws IOException {
        List<LoggedChannel> channels = MadeDrive.CHASSIS.subList(8, 15);
        double[][] signals = MadeDrive.signals(channels, SECONDS, 3);
        signals[0][39] = Double.NaN;
        Path file = MadeDrive.write(folder, format, channels, signals);
        String profile = TableProfile.text(MadeDrive.logger(format, channels), format.tableStyle());
        ReadBack read = ReadBack.of(file, new TabularReader(Profile.parse("table", profile)));
        assertThat(read.rejects).isEmpty();
        assertThat(read.header.start()).isEqualTo(MadeDrive.OUTING.start());
        for (int c = 0; c < channels.size(); c++) {
            ReadBack.Read got = read.channels.get(channels.get(c).name());
            Cells cells = new Cells(channels.get(c));
            int every = 20 / channels.get(c).rateHz();
            for (int row = 0; row < 20 * SECONDS; row++) {
                ReadBack.requireSame(got.seconds.get(row), row / 20.0, 1e-12);
                double expected = row % every == 0 ? cells.stored(signals[c][row / every]) : Double.NaN;
                ReadBack.requireSame(got.values.get(row), expected, 0);
            }
        }
    }

    @Test
    void aVboHoldsMinutesAndNoRowWithoutSatellites() throws IOException {
        double[][] signals = MadeDrive.signals(MadeDrive.GPS, SECONDS, 4);
        signals[0][55] = Double.NaN;
        DumpReader reader = new VboReader();
        Path file = MadeDrive.write(folder, DumpFormat.VBO, MadeDrive.GPS, signals);
        ReadBack read = ReadBack.of(file, reader);
        assertThat(read.rejects).isEmpty();
        assertThat(read.header.start()).isEqualTo(MadeDrive.OUTING.start());
        assertThat(read.channels.get("Slip").unit).isEqualTo("deg");
        ReadBack.Read latitude = read.channels.get("lat");
        ReadBack.Read longitude = read.channels.get("long");
        assertThat(latitude.values).hasSize(10 * SECONDS - 1);
        for (int i = 0; i < latitude.values.size(); i++) {
            int sample = i < 55 ? i : i + 1;
            assertThat(latitude.seconds.get(i)).isEqualTo(sample / 10.0, within(1e-9));
            assertThat(latitude.values.get(i)).isEqualTo(signals[0][sample] * 60, within(5.1e-7));
            assertThat(longitude.values.get(i)).isEqualTo(signals[1][sample] * -60, within(5.1e-7));
            assertThat(read.channels.get("velocity").values.get(i))
                    .isEqualTo(MadeDrive.GPS.get(2).storage().stored(signals[2][sample]));
        }
    }

    @ParameterizedTest
    @EnumSource(DumpFormat.class)
    void howTheDriveIsCutIntoStretchesChangesNoByte(DumpFormat format) throws IOException {
        List<LoggedChannel> channels = format == DumpFormat.VBO ? MadeDrive.GPS : MadeDrive.CHASSIS;
        double[][] signals = MadeDrive.signals(channels, 9, 5);
        Path fed = MadeDrive.write(folder, format, channels, signals);
        Path whole = folder.resolve("whole");
        try (var writer = format.open(
                whole,
                MadeDrive.OUTING,
                MadeDrive.logger(format, channels),
                LoggerClock.RIGHT,
                Mdf4Layout.Ending.FINALISED)) {
            writer.write(signals, 9);
        }
        assertThat(fed).hasSameBinaryContentAs(whole);
    }
}
