package org.bivouac.jobs.dump.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.DumpHeader.Group;
import org.bivouac.jobs.dump.nmea.NmeaReader;
import org.bivouac.jobs.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NMEA 0183: sentences, checksums, dates, midnight. */
class NmeaDumpsTest {
    @TempDir
    Path folder;

    private Recording read(String text) throws IOException {
        DumpFile file = SampleDumps.write(folder, "t.nmea", text);
        Recording recording = Recording.of(file, new NmeaReader());
        assertThat(recording.ledger.discrepancy(file.bytes())).isEmpty();
        return recording;
    }

    private static String sentence(String text) {
        return SampleDumps.nmea(text);
    }

    @Test
    void thePublishedExampleIsRead() throws IOException {
        // The RMC and GGA that receivers' manuals print: 48°07.038' N, 11°31.000' E at 12:35:19 on 1994-03-23.
        Recording read = read("$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A\r\n"
                + "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n");

        assertThat(read.header.start()).hasToString("1994-03-23T12:35:19Z");
        assertThat(read.header.groups()).extracting(Group::name).containsExactly("GPRMC", "GPGGA");
        String latitude = Double.toString(48 + 7.038 / 60);
        String longitude = Double.toString(11 + 31.0 / 60);
        assertThat(read.rows.get(0).get(0))
                .startsWith("0.0 A 48.1173 ")
                .endsWith(" 22.4 84.4 -3.1 null null")
                .contains(" " + longitude + " ");
        assertThat(read.rows.get(1).get(0)).contains(latitude).endsWith(" 1.0 8.0 0.9 545.4 46.9 NaN null");
        assertThat(read.rejects).isEmpty();
    }

    @Test
    void everyKindOfSentenceIsReadForAnyTalker() throws IOException {
        Recording read = read(sentence("GNZDA,060000.00,05,01,2026,03,00")
                + sentence("GNGLL,2430.0000,S,04636.0000,W,060000.00,A,A")
                + sentence("GNVTG,84.4,T,87.5,M,22.4,N,41.5,K,A")
                + sentence("GNGSA,A,3,04,05,,09,12,,,24,,,,,2.5,1.3,2.1")
                + sentence("GPGSV,3,1,11,03,03,111,00,04,15,270,,06,01,010,00,13,06,292,00")
                + sentence("GPGSV,3,3,09,22,42,067,42,1")
                + sentence("GNGNS,060000.00,2430.0000,N,04636.0000,E,AA,12,0.7,612.1,-12.0,,")
                + sentence("GPGST,060000.00,0.006,0.023,0.020,273.6,0.023,0.020,0.031")
                + sentence("HEHDT,274.07,T")
                + sentence("GPTXT,01,01,02,hello"));

        assertThat(read.rejects).isEmpty();
        assertThat(read.header.clock()).isEqualTo(Clock.UTC);
        assertThat(read.header.start()).hasToString("2026-01-05T06:00:00Z");
        assertThat(read.header.groups())
                .extracting(Group::name)
                .containsExactly("GNZDA", "GNGLL", "GNVTG", "GNGSA", "GPGSV", "GNGNS", "GPGST", "HEHDT");
        assertThat(read.header.metadata()).containsEntry("skipped GPTXT", "1");
        assertThat(read.rows.get(1)).containsExactly("0.0 -24.5 -46.6 A A");
        assertThat(read.rows.get(2)).containsExactly("0.0 84.4 87.5 22.4 41.5 A");
        assertThat(read.rows.get(4).get(1))
                .startsWith("0.0 3.0 3.0 9.0 22.0 42.0 67.0 42.0 NaN")
                .endsWith(" 1");
    }

    @Test
    void aSentenceWithAWrongChecksumCostsItsLine() throws IOException {
        String good = sentence("GPRMC,060000,A,2430.0000,N,04636.0000,E,1,2,050126,,");
        Recording read = read(good + good.replace("060000", "060001") + "garbage" + good + good);

        assertThat(read.rows.get(0)).hasSize(3);
        assertThat(read.rejects)
                .extracting(fault -> fault.rule() + " line " + fault.line() + " " + fault.byteLength())
                .containsExactly("C3 line 2 " + (good.length() + 7));
    }

    @Test
    void withoutAnyChecksumInTheLogNoneIsAskedFor() throws IOException {
        String bare = "$GPRMC,060000,A,2430.0000,N,04636.0000,E,1,2,050126,,\n";
        assertThat(read(bare + bare).rejects).isEmpty();
        assertThat(read(bare + sentence("GPTXT,1,1,1,x") + sentence("GPRMC,060000,A,,,,,,,050126,,")).rejects)
                .extracting(Fault::reason)
                .containsExactly("a sentence without its checksum");
    }

    @Test
    void timePassesMidnightWithAndWithoutADate() throws IOException {
        String text = "";
        for (int i = 0; i < 4; i++) {
            int second = (86_398 + i) % 86_400;
            text += sentence(String.format(
                    Locale.ROOT,
                    "GPGGA,%02d%02d%02d,2430.0,N,04636.0,E,1,9,1,6,M,,M,,",
                    second / 3600,
                    second / 60 % 60,
                    second % 60));
        }
        Recording undated = read(text);
        assertThat(undated.header.clock()).isEqualTo(Clock.RELATIVE);
        assertThat(undated.header.start()).isNull();
        assertThat(undated.rows.get(0))
                .extracting(row -> row.split(" ")[0])
                .containsExactly("0.0", "1.0", "2.0", "3.0");

        Recording dated = read(text + sentence("GPRMC,000002,A,2430.0,N,04636.0,E,1,2,060126,,"));
        assertThat(dated.header.start()).hasToString("2026-01-05T23:59:58Z");
        assertThat(dated.rows.get(1).get(0)).startsWith("4.0 A");
    }

    @Test
    void aVoidFixIsMissingItsStatusSaysWhyAndItsDateIsNotBelieved() throws IOException {
        Recording read = read(sentence("GPRMC,060000,V,2430.0,N,04636.0,E,1,2,060180,,")
                + sentence("GPRMC,060001,A,2430.0,N,04636.0,E,1,2,050126,,"));
        assertThat(read.header.start()).hasToString("2026-01-05T06:00:00Z");
        assertThat(read.rows.get(0).get(0)).isEqualTo("0.0 V NaN NaN NaN NaN NaN null null");
        assertThat(read.rows.get(0).get(1)).isEqualTo("1.0 A 24.5 46.6 1.0 2.0 NaN null null");
    }

    @Test
    void whatIsNoValueOfItsFieldIsMissingFlaggedAndCounted() throws IOException {
        Recording read = read(sentence("GPRMC,060000,A,2499.0,N,04636.0,Q,1e5,2,050126,,"));
        assertThat(read.rows.get(0)).containsExactly("0.0 A NaN NaN NaN 2.0 NaN null null");
        assertThat(read.flagged).isEqualTo(1);
        assertThat(read.rejects).extracting(Fault::rule).containsExactly("B8", "B8", "B8");
    }

    @Test
    void sentencesBeforeTheFirstTimeAreRejected() throws IOException {
        Recording read = read(sentence("GPVTG,84.4,T,,M,22.4,N,41.5,K,A")
                + sentence("GPRMC,,V,,,,,,,,,,N")
                + sentence("GPRMC,060000,A,2430.0,N,04636.0,E,1,2,050126,,"));
        assertThat(read.rows.get(0)).hasSize(1);
        assertThat(read.rejects)
                .extracting(fault -> fault.rule() + fault.count())
                .containsExactly("D12");
    }

    @Test
    void aLogOfOtherSentencesOnlyIsEmpty() {
        assertThatThrownBy(() -> read(sentence("GPTXT,01,01,02,x"))).hasMessageContaining("A2: empty");
    }
}
