package org.bivouac.jobs.dump.can.asc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates as machines of different languages write them. */
class AscDatesTest {
    @ParameterizedTest
    @CsvSource({
        "Sam Sep 30 15:06:13.191 2017, 2017-09-30T15:06:13.191",
        "Thu Apr 28 10:44:52.480 am 2022, 2022-04-28T10:44:52.480",
        "Sat Sep 30 10:06:13.191 PM 2017, 2017-09-30T22:06:13.191",
        "Sat Sep 30 12:06:13.191 AM 2017, 2017-09-30T00:06:13.191",
        "Sat Sep 30 12:06:13.191 pm 2017, 2017-09-30T12:06:13.191",
        "Fri Feb 14 08:51:20 am 2020, 2020-02-14T08:51:20",
        "Don Mrz 5 07:05:00 2020, 2020-03-05T07:05",
        "Do Mär 5 07:05:00 2020, 2020-03-05T07:05",
        "Dienstag 5. März 2024 7:05:00, 2024-03-05T07:05",
        "Mit Mai 6 07:05:00 2020, 2020-05-06T07:05",
        "Mon Okt 05 07:05:00 2020, 2020-10-05T07:05",
        "Die Dez 1 01:05:00 nachm. 2020, 2020-12-01T13:05",
        "mar. mars 3 07:05:00 2020, 2020-03-03T07:05",
        "mar. févr. 4 07:05:00 2020, 2020-02-04T07:05",
        "lun. juil. 6 07:05:00 2020, 2020-07-06T07:05",
        "mar. juin 30 07:05:00 2020, 2020-06-30T07:05",
        "sam. août 1 07:05:00 2020, 2020-08-01T07:05",
        "ven gen 3 07:05:00 2020, 2020-01-03T07:05",
        "mar oct 6 07:05:00 a.m. 2020, 2020-10-06T07:05",
        "30.09.2017 15:06:13, 2017-09-30T15:06:13",
        "2017-09-30 15:06:13, 2017-09-30T15:06:13",
        "9/30/2017 03:06:13 PM, 2017-09-30T15:06:13",
        "Sat Sep 31 15:06:13 2017, ",
        "Sat Sep 30 25:06:13 2017, ",
        "Sat Xyz 30 15:06:13 2017, ",
        "'', "
    })
    void aDateIsReadByItsWords(String words, String date) {
        assertThat(String.valueOf(AscDates.parse(words)))
                .isEqualTo(String.valueOf(date).replaceAll(":05$", ":05"));
    }
}
