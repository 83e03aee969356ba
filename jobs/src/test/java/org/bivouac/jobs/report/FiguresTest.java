package org.bivouac.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "1234.56, km, 1234.6",
        "12345.67, km, 12\u202f345.7",
        "0.07, km, 0.070",
        "0.000338, km, 0.000",
        "118.42, degC, 118.4",
        "-0.04, degC, 0.0",
        "-3.4, degC, −3.4",
        "1.314, bar, 1.31",
        "116.132, bar, 116.1",
        "5889.7, rpm, 5890",
        "2905488, bar^5, 2.91\u2009×\u200910⁶",
        "230000000000000, mm^5, 2.30\u2009×\u200910¹⁴",
        "0.00012345, '', 1.23\u2009×\u200910⁻⁴",
        "9.999e9, '', 1.00\u2009×\u200910¹⁰",
        "3, '', 3",
        "3.14159, '', 3.142",
        "0.62, s, 0.62",
        "456, s, 456.0",
        "NaN, km, n/a"
    })
    void aNumberIsRoundedToWhatItsUnitDeserves(double value, String unit, String shown) {
        assertThat(Figures.shown(value, unit)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "7.11e-15, degC, 0.0",
        "-0.04, degC, 0.0",
        "-0.06, degC, −0.1",
        "12.34, degC, +12.3",
        "0.5, bar, +0.50",
        "NaN, degC, n/a"
    })
    void aDifferenceHasItsSignAndNoTraceOfRounding(double difference, String unit, String shown) {
        assertThat(Figures.difference(difference, unit)).isEqualTo(shown);
    }

    @Test
    void theExactFormReadsBackToTheBit() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (!Double.isNaN(value)) {
                assertThat(Double.parseDouble(Figures.exact(value))).isEqualTo(value);
            }
        }
        assertThat(Figures.exact(Double.NaN)).isEmpty();
        assertThat(Figures.exact(42)).isEqualTo("42");
    }

    @Test
    void coverageIsRoundedDownSoThatNothingLooksComplete() {
        assertThat(Figures.share(0.9799)).isEqualTo("97\u2009%");
        assertThat(Figures.share(0.999)).isEqualTo("99\u2009%");
        assertThat(Figures.share(1)).isEqualTo("100\u2009%");
    }

    @Test
    void durationsReadAsPeopleSayThem() {
        assertThat(Figures.duration(12.34)).isEqualTo("12.3 s");
        assertThat(Figures.duration(245)).isEqualTo("4 min 05 s");
        assertThat(Figures.duration(11_520)).isEqualTo("3 h 12 min");
    }

    @Test
    void changesCarryTheirSign() {
        assertThat(Figures.change(0.184)).isEqualTo("+18\u2009%");
        assertThat(Figures.change(-0.042)).isEqualTo("−4.2\u2009%");
        assertThat(Figures.change(0)).isEqualTo("0.0\u2009%");
        assertThat(Figures.change(Double.NaN)).isEqualTo("n/a");
    }

    @Test
    void unitsAreWrittenAsEngineersWriteThem() {
        assertThat(Figures.unit("mm^5")).isEqualTo("mm⁵");
        assertThat(Figures.unit("degC")).isEqualTo("°C");
        assertThat(Figures.unit("m/s^2")).isEqualTo("m/s²");
    }
}
