package org.bivouac.jobs.dump.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.DumpHeader.Group;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text exports of AiM Race Studio, Bosch WinDarab and Cosworth Pi Toolbox, as public descriptions lay them out. */
class RaceTextDumpsTest {
    @TempDir
    Path folder;

    private Recording read(String text) throws IOException {
        DumpFile file = SampleDumps.write(folder, "t.dat", text.getBytes(Charset.forName("windows-1252")));
        Recording recording = Recording.of(file, Dumps.standard(List.of()).recognise(file));
        assertThat(recording.ledger.discrepancy(file.bytes())).isEmpty();
        return recording;
    }

    private static List<String> channels(Recording read, int group) {
        return read.header.groups().get(group).channels().stream()
                .map(channel -> channel.name() + "/" + channel.unit())
                .toList();
    }

    @Test
    void anAimExportHasItsDateRateUnitsAndValues() throws IOException {
        Recording read = read("""
                "Format","AiM CSV File"
                "Date","Monday, January 5, 2026"
                "Time","9:30 AM"
                "Sample Rate","20"
                "Beacon Markers","5.1","10.2"

                "Time","GPS Speed","RPM"
                "s","km/h","rpm"

                "0.000","40.5","1000"
                "0.050","","1010"
                """);
        assertThat(read.header.format()).isEqualTo("aim-csv");
        assertThat(read.header.start()).hasToString("2026-01-05T09:30:00Z");
        assertThat(read.header.clock()).isEqualTo(Clock.LOCAL);
        assertThat(read.header.groups().get(0).rateHz()).isEqualTo(20);
        assertThat(read.header.metadata()).containsEntry("Beacon Markers", "5.1 10.2");
        assertThat(channels(read, 0)).containsExactly("Time/s", "GPS Speed/km/h", "RPM/rpm");
        assertThat(read.rows.get(0)).containsExactly("0.0 0.0 40.5 1000.0", "0.05 0.05 NaN 1010.0");
    }

    @Test
    void anAimExportOfAnotherCountryAndOlderProgramIsReadItsDateInDigitsIsNotBelieved() throws IOException {
        Recording read = read("""
                Format;AIM CSV File
                Date;05/06/26
                Time;14:25:03
                Duration;0,1

                Time;Speed
                sec;km/h
                0,0;40,5
                0,1;41,5
                """);
        assertThat(read.header.clock()).isEqualTo(Clock.RELATIVE);
        assertThat(read.rows.get(0)).containsExactly("0.0 0.0 40.5", "0.1 0.1 41.5");
        assertThatThrownBy(() -> read("\"Format\",\"AiM CSV File\"\n\"Time\",\"Speed\"\n0,1\n"))
                .hasMessageContaining("no line of names that begins with");
    }

    @Test
    void aWinDarabExtractIsReadWithPaddingQuotesAndEitherMark() throws IOException {
        String text = "# BOSCH-DARAB extract file created 01.01.2026 00:00:00\n#\n"
                + "xtime       [s]\tChannel 1      \tToel       [°C]\t\"Channel \"\"3\"\"    \"\n"
                + "           0.00\t             10\t               \t            0.5\n"
                + "           0.01\t             30\t             20\t               \n";
        Recording read = read(text);
        assertThat(read.header.format()).isEqualTo("windarab-text");
        assertThat(read.header.start()).isNull();
        assertThat(channels(read, 0)).containsExactly("xtime/s", "Channel 1/", "Toel/°C", "Channel \"3\"/");
        assertThat(read.rows.get(0)).containsExactly("0.0 0.0 10.0 NaN 0.5", "0.01 0.01 30.0 20.0 NaN");
        assertThat(read.rejects).isEmpty();
        assertThat(read(text.replace("0.0", "0,0").replace("0.5", "0,5")).rows).isEqualTo(read.rows);
        assertThatThrownBy(() -> read(text.replace("xtime", "ytime"))).hasMessageContaining("'xtime' exactly once");
    }

    @Test
    void eachBlockOfAPiExportIsAGroupAtItsOwnRate() throws IOException {
        Recording read = read("""
                PiToolboxVersionedASCIIDataSet
                Version\t2

                {OutingInformation}
                CarName\t501

                {ConstantBlock}
                Name\tValue\tComment
                TyreRadius\t0.38\tm

                {ChannelBlock}
                Time\tnEngine[rpm]\t*pBrakeF[bar]
                0.00\t1500\t-nan(ind)
                0.02\t1510\t2.5
                0.04\t1520\tx
                0.06\t1530

                {ChannelBlock}
                Time\tTempÖl[°C]
                0.0\t90
                1.0\t91
                2.0\t92
                """);
        assertThat(read.header.format()).isEqualTo("pi-text");
        assertThat(read.header.groups()).extracting(Group::name).containsExactly("block 1", "block 2 TempÖl");
        assertThat(read.header.groups()).extracting(Group::rateHz).containsExactly(50.0, 1.0);
        assertThat(read.header.metadata()).containsEntry("CarName", "501").containsEntry("TyreRadius", "0.38 m");
        assertThat(channels(read, 0)).containsExactly("Time/s", "nEngine/rpm", "pBrakeF/bar");
        assertThat(read.rows.get(0))
                .containsExactly("0.0 0.0 1500.0 NaN", "0.02 0.02 1510.0 2.5", "0.04 0.04 1520.0 NaN");
        assertThat(read.rows.get(1)).containsExactly("0.0 0.0 90.0", "1.0 1.0 91.0", "2.0 2.0 92.0");
        assertThat(read.rejects)
                .extracting(fault -> fault.rule() + " " + fault.reason())
                .containsExactly("B7 2 cells, expected 3", "B8 channel 'pBrakeF': 'x' is not a number");
        assertThat(read.header.groups().get(0).channels())
                .extracting(RawChannel::unit)
                .contains("bar");
    }

    @Test
    void aPiExportWithDecimalCommasIsReadAndOtherMarksAreNotNumbers() throws IOException {
        Recording read = read(
                "PiToolboxVersionedASCIIDataSet\nVersion\t2\n\n{ChannelBlock}\nTime\tv[kph]\n" + "0\t1,5\n0,02\t2.5\n");
        assertThat(read.rows.get(0)).containsExactly("0.0 0.0 1.5", "0.02 0.02 NaN");
        assertThat(read.rejects).extracting(Fault::rule).containsExactly("B8");
    }
}
