package org.bivouac.jobs.simulate.dumps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.can.DatabaseTable;
import org.bivouac.jobs.dump.can.Databases;
import org.bivouac.jobs.dump.readers.Dumps;
import org.bivouac.jobs.simulate.car.ModelChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames of all rates, byte orders and pages: what the project's readers make of them by the DBC is what was sent. */
class BusDumpsTest {
    private static final int SECONDS = 4;

    @TempDir
    private Path inbox;

    @ParameterizedTest
    @EnumSource(
            value = DumpFormat.class,
            names = {"CANDUMP", "MDF4_BUS"})
    void everySampleComesBackByTheDatabase(DumpFormat format) throws IOException {
        double[][] signals = MadeDrive.signals(MadeDrive.CHASSIS, SECONDS, 8);
        Path file = MadeDrive.write(inbox, format, MadeDrive.CHASSIS, signals);
        Logger logger = MadeDrive.logger(format, MadeDrive.CHASSIS);
        SideNotes.write(inbox, file, logger, format);
        SideNotes.indexBusLogs(inbox);
        String said = Files.readAllLines(inbox.resolve("dumps.csv")).get(1);
        String name = file.getFileName().toString();
        assertThat(said).startsWith(name + ",");
        Databases databases = DatabaseTable.databases(List.of(), inbox).saidBy(said.substring(name.length() + 1));
        DumpReader reader = Dumps.standard(List.of(), databases).recognise(new DumpFile(file, name, Files.size(file)));
        ReadBack read = ReadBack.of(file, reader);
        assertThat(read.rejects).isEmpty();
        for (CanSignal signal : new CanPlan(logger).signals()) {
            same(read, signal, signals[signal.column()]);
        }
    }

    @Test
    void theInboxSaysWhichChannelsTheDatabasesNamesMean() throws IOException {
        Map<String, String> formats = Map.of("engine", "candump");
        Logger logger = ModelChannel.loggers(2026, formats, 100).get(0);
        SideNotes.write(inbox, Files.createFile(inbox.resolve("engine.log")), logger, DumpFormat.CANDUMP);
        SideNotes.indexBusLogs(inbox);
        assertThat(Files.readAllLines(inbox.resolve("aliases.csv")))
                .contains(
                        "*,1900,2999,Fuel_Flow,,fuel_flow_l_per_h", "*,1900,2999,Vehicle_Speed,,vehicle_speed_km_per_h")
                .doesNotHaveDuplicates();
    }

    private static void same(ReadBack read, CanSignal signal, double[] values) {
        ReadBack.Read got = read.channels.get(signal.name());
        assertThat(got).as(signal.name()).isNotNull();
        assertThat(got.unit).isEqualTo(signal.channel().unit());
        List<Double> seconds = new ArrayList<>();
        List<Double> present = new ArrayList<>();
        for (int i = 0; i < got.values.size(); i++) {
            if (!got.values.get(i).isNaN()) {
                seconds.add(got.seconds.get(i));
                present.add(got.values.get(i));
            }
        }
        assertThat(present).as(signal.name()).hasSize(values.length);
        double rate = signal.channel().rateHz();
        double ahead =
                Duration.between(MadeDrive.OUTING.start(), read.header.start()).toNanos() / 1e9;
        for (int i = 0; i < values.length; i++) {
            assertThat(seconds.get(i) + ahead).isBetween(i / rate - 1e-9, (i + 1) / rate);
            ReadBack.requireSame(present.get(i), signal.channel().storage().stored(values[i]), 1e-12);
        }
    }
}
