package org.bivouac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeScaleTest {
    private static long micros(String local) {
        return ChronoUnit.MICROS.between(
                Instant.EPOCH, LocalDateTime.parse(local).toInstant(ZoneOffset.UTC));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, 2026-03-29T01:59:59.999999, 2026-03-29T00:59:59.999999",
        "Europe/Paris, 2026-03-29T03:00:00, 2026-03-29T01:00:00",
        "Europe/Paris, 2026-10-25T01:59:59, 2026-10-24T23:59:59",
        "Europe/Paris, 2026-10-25T03:00:00, 2026-10-25T02:00:00",
        "Asia/Riyadh, 2026-01-05T07:00:00, 2026-01-05T04:00:00",
        "America/Lima, 2013-01-05T07:00:00, 2013-01-05T12:00:00",
        "Australia/Lord_Howe, 2026-01-05T11:00:00, 2026-01-05T00:00:00",
        "+05:45, 2026-01-05T05:45:00, 2026-01-05T00:00:00",
    })
    void aLocalTimeIsTheUtcThatTheZoneSays(String zone, String local, String utc) {
        TimeScale.Window window = TimeScale.of(ZoneId.of(zone)).at(micros(local));
        assertThat(window.undecided()).isNull();
        assertThat(micros(local) + window.shift()).isEqualTo(micros(utc));
        assertThat(window.holds(micros(local))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T02:00:00, do not exist",
        "2026-03-29T02:59:59.999999, do not exist",
        "2026-10-25T02:00:00, stand twice",
        "2026-10-25T02:59:59.999999, stand twice",
    })
    void aTimeThatTheClockSkipsOrShowsTwiceIsUndecided(String local, String why) {
        TimeScale.Window window = TimeScale.of(ZoneId.of("Europe/Paris")).at(micros(local));
        assertThat(window.undecided()).contains(why);
        assertThat(window.holds(micros(local))).isTrue();
        assertThat(window.to() - window.from()).isEqualTo(3_600_000_000L);
    }

    @Test
    void windowsHaveOneAnswerEach() {
        Random random = new Random(4);
        for (String zone :
                List.of("Europe/Paris", "America/Santiago", "Africa/Casablanca", "Asia/Riyadh", "Asia/Tehran")) {
            TimeScale scale = TimeScale.of(ZoneId.of(zone));
            for (int i = 0; i < 2000; i++) {
                ZonedDateTime there = Instant.ofEpochSecond(1_200_000_000L + random.nextInt(600_000_000))
                        .atZone(ZoneId.of(zone));
                LocalDateTime local = there.toLocalDateTime();
                TimeScale.Window window = scale.at(micros(local.toString()));
                boolean unique =
                        ZoneId.of(zone).getRules().getValidOffsets(local).size() == 1;
                assertThat(window.undecided() == null).isEqualTo(unique);
                if (unique) {
                    assertThat(micros(local.toString()) + window.shift()).isEqualTo(there.toEpochSecond() * 1_000_000);
                    assertThat(scale.at(window.from())).isEqualTo(window);
                    assertThat(scale.at(window.to() - 1)).isEqualTo(window);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // IS-GPS-200: GPS time began with UTC on 1980-01-06. Bulletin C 52: UTC - GPS = -18 s from 2017-01-01.
        "1980-01-06T00:00:00, 1980-01-06T00:00:00",
        "1999-08-22T00:00:00, 1999-08-21T23:59:47",
        "2016-12-31T23:59:60, 2016-12-31T23:59:43",
        "2017-01-01T00:00:16.999, 2016-12-31T23:59:59.999",
        "2017-01-01T00:00:17.250, 2017-01-01T00:00:00.250",
        "2017-01-01T00:00:18.250, 2017-01-01T00:00:00.250",
        "2026-01-05T06:00:18, 2026-01-05T06:00:00",
    })
    void gpsTimeIsAheadByTheLeapSecondsSince1980(String gps, String utc) {
        long recorded = gps.contains(":60") ? micros(gps.replace(":60", ":59")) + 1_000_000 : micros(gps);
        assertThat(recorded + TimeScale.gps().at(recorded).shift()).isEqualTo(micros(utc));
    }
}
