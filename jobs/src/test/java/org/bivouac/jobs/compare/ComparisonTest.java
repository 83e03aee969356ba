package org.bivouac.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bivouac.schemas.ComparisonRow;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.SegmentRow;
import org.bivouac.schemas.StageKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ComparisonTest {
    private static final StageKey STAGE = new StageKey(2026, "dakar", "3");

    @Test
    void aMeasureStandsBesideEarlierStagesOtherCarsAndEarlierYearsOnly() {
        List<ComparisonRow> rows = compare(List.of(
                litres(2026, "3", "501", 120, 400),
                litres(2026, "2", "501", 100, 400),
                litres(2026, "12", "501", 1, 400),
                litres(2026, "2", "502", 1, 400),
                litres(2026, "3", "502", 110, 400),
                litres(2025, "3", "501", 90, 300),
                litres(2025, "3", "502", 1, 300),
                litres(2025, "2", "501", 1, 300),
                litres(2027, "3", "501", 1, 300)));
        assertThat(rows)
                .filteredOn(row -> row.car().equals("501"))
                .extracting(
                        ComparisonRow::against,
                        ComparisonRow::otherYear,
                        ComparisonRow::otherStage,
                        row -> row.otherCar())
                .containsExactly(
                        tuple("earlier_stage", 2026, "2", "501"),
                        tuple("earlier_year", 2025, "3", "501"),
                        tuple("other_car", 2026, "3", "502"));
        assertThat(rows).allMatch(ComparisonRow::comparable);
    }

    @Test
    void additiveMeasuresCompareByTheirValuesPerKm() {
        ComparisonRow row = compare(List.of(litres(2026, "3", "501", 120, 400), litres(2026, "2", "501", 50, 200)))
                .get(0);
        assertThat(row.value()).isEqualTo(120);
        assertThat(row.otherValue()).isEqualTo(50);
        assertThat(row.perKm()).isEqualTo(0.3);
        assertThat(row.otherPerKm()).isEqualTo(0.25);
        assertThat(row.change()).isEqualTo((0.3 - 0.25) / 0.25);
    }

    @Test
    void otherMeasuresCompareByTheirValuesWhateverTheDistance() {
        Made made = new Made().unit("rpm").ratio();
        ComparisonRow row = compare(List.of(
                        made.value(5500).row(),
                        made.stage("2").value(5000).km(0).row()))
                .get(0);
        assertThat(row.comparable()).isTrue();
        assertThat(row.change()).isEqualTo(0.1);
        assertThat(row.perKm()).isNaN();
    }

    @Test
    void aCarThatDidNotRunThenIsComparedWithAllCarsOfThatYear() {
        assertThat(compare(List.of(
                        litres(2026, "3", "501", 1, 1),
                        litres(2025, "3", "300", 1, 1),
                        litres(2025, "3", "301", 1, 1))))
                .extracting(ComparisonRow::otherCar)
                .containsExactly("300", "301");
    }

    @Test
    void singleSegmentsAreNotComparedBecauseTheirNamesMeanNothingElsewhere() {
        Made made = new Made().segment("special-1");
        assertThat(compare(List.of(made.row(), made.stage("2").row()))).isEmpty();
    }

    @Test
    void temperaturesHaveNoRelativeChangeButAreComparable() {
        Made made = new Made().unit("degC").ratio();
        ComparisonRow row = compare(List.of(
                        made.value(110).row(), made.stage("2").value(100).row()))
                .get(0);
        assertThat(row.comparable()).isTrue();
        assertThat(row.change()).isNaN();
        assertThat(row.value() - row.otherValue()).isEqualTo(10);
    }

    @Test
    void nothingThereIsNoRelativeChangeAndNothingOnBothSidesIsNone() {
        Made made = new Made();
        assertThat(compare(List.of(made.value(3).row(), made.stage("2").value(0).row()))
                        .get(0)
                        .change())
                .isNaN();
        assertThat(compare(List.of(made.value(0).row(), made.stage("2").value(0).row()))
                        .get(0)
                        .change())
                .isZero();
    }

    @Test
    void ofTwoSettingsTheOneWithEqualSettingsIsCompared() {
        Made made = new Made();
        assertThat(compare(List.of(
                        made.row(),
                        made.stage("2").settings("other").value(1).row(),
                        made.stage("2").value(2).row())))
                .singleElement()
                .matches(ComparisonRow::comparable)
                .extracting(ComparisonRow::otherValue)
                .isEqualTo(2.0);
    }

    static Stream<Arguments> refusals() {
        Made made = new Made();
        Made there = made.stage("2");
        return Stream.of(
                Arguments.of(
                        "other definition",
                        made,
                        there.definition("rainflow", 1),
                        "definition fuel here, rainflow there"),
                Arguments.of(
                        "other version",
                        made,
                        there.definition("fuel", 2),
                        "definition fuel version 1 here, version 2 there"),
                Arguments.of("other settings", made, there.settings("b"), "other settings of fuel (a here, b there)"),
                Arguments.of("other unit", made, there.unit("kg"), "unit l here, kg there"),
                Arguments.of(
                        "missing here",
                        made.value(Double.NaN).reason("41 % valid"),
                        there,
                        "no value here: 41 % valid"),
                Arguments.of("missing there", made, there.value(Double.NaN), "no value there"),
                Arguments.of(
                        "coverage too low here",
                        made.coverage(0.41),
                        there,
                        "coverage here is 41 %, must be at least 90 %"),
                Arguments.of(
                        "coverage too low there",
                        made,
                        there.coverage(0.89),
                        "coverage there is 89 %, must be at least 90 %"),
                Arguments.of(
                        "coverage just too low",
                        made,
                        there.coverage(0.8999),
                        "coverage there is 89 %, must be at least 90 %"),
                Arguments.of(
                        "coverage unknown",
                        made,
                        there.coverage(Double.NaN),
                        "coverage there is unknown, must be at least 90 %"),
                Arguments.of(
                        "coverage unequal",
                        made.coverage(1),
                        there.coverage(0.94),
                        "coverage is 100 % here and 94 % there, more than 5 % apart"),
                Arguments.of("zero distance here", made.km(0), there, "no distance here, so nothing per km"),
                Arguments.of("zero distance there", made, there.km(0), "no distance there, so nothing per km"),
                Arguments.of("no distance there", made, there.km(Double.NaN), "no distance there, so nothing per km"),
                Arguments.of("additive on one side", made, there.ratio(), "additive on one side only"),
                Arguments.of(
                        "other distance basis",
                        made,
                        there.stage("1"),
                        "distance from distance_km here, from gps_speed_km_per_h there"),
                Arguments.of(
                        "other distance basis of a ratio",
                        made.unit("l/100km").ratio(),
                        there.stage("1").unit("l/100km").ratio(),
                        "distance from distance_km here, from gps_speed_km_per_h there"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void whatIsNotComparableIsRefusedWithTheReason(String name, Made here, Made there, String reason) {
        assertThat(compare(List.of(here.row(), there.row()))).singleElement().satisfies(row -> {
            assertThat(row.comparable()).isFalse();
            assertThat(row.change()).isNaN();
            assertThat(row.reason()).isEqualTo(reason);
        });
    }

    @Test
    void speedsCompareWhateverTheDistanceWasMeasuredBy() {
        Made made = new Made().unit("km/h").ratio();
        assertThat(compare(List.of(made.row(), made.stage("1").row())))
                .singleElement()
                .matches(ComparisonRow::comparable);
    }

    @Test
    void coveragesFivePercentApartAreStillCompared() {
        assertThat(compare(List.of(
                        new Made().coverage(0.95).row(),
                        new Made().stage("2").coverage(0.90).row())))
                .singleElement()
                .matches(ComparisonRow::comparable);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfTheMeasuresDoesNotMatter(long seed) {
        List<MeasureRow> measures = new ArrayList<>();
        for (String stage : List.of("1", "2", "3")) {
            for (String car : List.of("501", "502", "503")) {
                measures.add(litres(2026, stage, car, 10, 20));
                measures.add(litres(2025, stage, car, 10, 20));
            }
        }
        List<ComparisonRow> expected = compare(measures);
        Collections.shuffle(measures, new Random(seed));
        assertThat(compare(measures)).isEqualTo(expected);
    }

    static List<Long> seeds() {
        return List.of(1L, 2L, 3L);
    }

    private static List<ComparisonRow> compare(List<MeasureRow> measures) {
        List<SegmentRow> segments = new ArrayList<>();
        for (MeasureRow row : measures) {
            String basis = row.stage().equals("1") ? "gps_speed_km_per_h" : "distance_km";
            segments.add(new SegmentRow(
                    row.year(),
                    row.event(),
                    row.stage(),
                    row.car(),
                    0,
                    "special-1",
                    "SPECIAL",
                    Instant.EPOCH,
                    Instant.EPOCH,
                    0,
                    0,
                    0,
                    0,
                    Double.NaN,
                    basis,
                    "none",
                    1));
        }
        return Comparison.of(STAGE, measures, segments);
    }

    private static MeasureRow litres(int year, String stage, String car, double value, double km) {
        return new MeasureRow(
                year,
                "dakar",
                stage,
                car,
                "stage",
                "fuel_system",
                "",
                "",
                "fuel_litres",
                "l",
                value,
                null,
                true,
                1,
                10,
                10,
                km,
                "fuel",
                1,
                "a");
    }

    private record Made(MeasureRow row) {
        Made() {
            this(litres(2026, "3", "501", 120, 400));
        }

        Made stage(String stage) {
            return with(
                    stage,
                    row.segment(),
                    row.unit(),
                    row.value(),
                    row.reason(),
                    row.additive(),
                    row.coverage(),
                    row.distanceKm(),
                    row.definition(),
                    row.definitionVersion(),
                    row.settingsHash());
        }

        Made segment(String segment) {
            return with(
                    row.stage(),
                    segment,
                    row.unit(),
                    row.value(),
                    row.reason(),
                    row.additive(),
                    row.coverage(),
                    row.distanceKm(),
                    row.definition(),
                    row.definitionVersion(),
                    row.settingsHash());
        }

        Made unit(String unit) {
            return with(
                    row.stage(),
                    row.segment(),
                    unit,
                    row.value(),
                    row.reason(),
                    row.additive(),
                    row.coverage(),
                    row.distanceKm(),
                    row.definition(),
                    row.definitionVersion(),
                    row.settingsHash());
        }

        Made value(double value) {
            return with(
                    row.stage(),
                    row.segment(),
                    row.unit(),
                    value,
                    row.reason(),
                    row.additive(),
                    row.coverage(),
                    row.distanceKm(),
                    row.definition(),
                    row.definitionVersion(),
                    row.settingsHash());
        }

        Made reason(String reason) {
            return with(
                    row.stage(),
                    row.segment(),
                    row.unit(),
                    row.value(),
                    reason,
                    row.additive(),
                    row.coverage(),
                    row.distanceKm(),
                    row.definition(),
                    row.definitionVersion(),
                    row.settingsHash());
        }

        Made ratio() {
            return with(
                    row.stage(),
                    row.segment(),
                    row.unit(),
                    row.value(),
                    row.reason(),
                    false,
                    row.coverage(),
                    row.distanceKm(),
                    row.definition(),
                    row.definitionVersion(),
                    row.settingsHash());
        }

        Made coverage(double coverage) {
            return with(
                    row.stage(),
                    row.segment(),
                    row.unit(),
                    row.value(),
                    row.reason(),
                    row.additive(),
                    coverage,
                    row.distanceKm(),
                    row.definition(),
                    row.definitionVersion(),
                    row.settingsHash());
        }

        Made km(double km) {
            return with(
                    row.stage(),
                    row.segment(),
                    row.unit(),
                    row.value(),
                    row.reason(),
                    row.additive(),
                    row.coverage(),
                    km,
                    row.definition(),
                    row.definitionVersion(),
                    row.settingsHash());
        }

        Made definition(String id, int version) {
            return with(
                    row.stage(),
                    row.segment(),
                    row.unit(),
                    row.value(),
                    row.reason(),
                    row.additive(),
                    row.coverage(),
                    row.distanceKm(),
                    id,
                    version,
                    row.settingsHash());
        }

        Made settings(String hash) {
            return with(
                    row.stage(),
                    row.segment(),
                    row.unit(),
                    row.value(),
                    row.reason(),
                    row.additive(),
                    row.coverage(),
                    row.distanceKm(),
                    row.definition(),
                    row.definitionVersion(),
                    hash);
        }

        private Made with(
                String stage,
                String segment,
                String unit,
                double value,
                String reason,
                boolean additive,
                double coverage,
                double km,
                String definition,
                int version,
                String hash) {
            return new Made(new MeasureRow(
                    row.year(),
                    row.event(),
                    stage,
                    row.car(),
                    segment,
                    row.component(),
                    row.position(),
                    row.channel(),
                    row.measure(),
                    unit,
                    value,
                    reason,
                    additive,
                    coverage,
                    10,
                    10,
                    km,
                    definition,
                    version,
                    hash));
        }
    }
}
