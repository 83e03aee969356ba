package org.bivouac.jobs.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.bivouac.jobs.scan.ArraySlice;
import org.bivouac.jobs.scan.ArraySlice.Track;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.Fold;
import org.bivouac.jobs.scan.FoldLaws;
import org.bivouac.jobs.scan.TestStage;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.Channel;
import org.bivouac.schemas.GroundRow;
import org.bivouac.schemas.LimitRow;
import org.bivouac.schemas.RunSheetRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandardFoldsTest {
    private static final LimitRow HOT = new LimitRow(
            "*", "coolant_temperature_deg_c", "above", 110, "degC", 1, "engine_speed_rpm", 1000, "alarm", "builder");
    private static final LimitRow OVER_REV =
            new LimitRow("T1", "engine_speed_rpm", "above", 6000, "rpm", 0.05, null, Double.NaN, "watch", "builder");
    private static final RunSheetRow SHEET =
            new RunSheetRow(2026, "dakar", "3", "501", "T1", "A", 2000, 300, 0, 100, 745, 42.7, "");

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyFoldObeysTheLaws(long seed) {
        Map<String, Track> stage = TestStage.of(seed);
        List<Fold<?>> folds =
                StandardFolds.of(Catalogue.builtIn(), stage.keySet(), List.of(HOT, OVER_REV), List.of(SHEET));

        assertThat(folds.stream().map(fold -> fold.definition().id()))
                .contains("statistics", "time_at_level", "joint_time_at_level", "rainflow", "limit", "fuel");
        folds.forEach(fold -> FoldLaws.check(fold, stage, TestStage.SECONDS, seed));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void additiveMeasuresOfSegmentsAddUpToTheStage(long seed) {
        Map<String, Track> stage = TestStage.of(seed);
        // Damage is the exception: what closes across a border belongs to neither part.
        for (Fold<?> fold : StandardFolds.of(Catalogue.builtIn(), stage.keySet(), List.of(), List.of(SHEET))) {
            if (!fold.definition().id().equals("rainflow")) {
                segmentsAddUp(fold, stage);
            }
        }
    }

    private static <P extends Serializable> void segmentsAddUp(Fold<P> fold, Map<String, Track> stage) {
        List<Measure> whole = measures(fold, stage, 0, TestStage.SECONDS);
        List<List<Measure>> parts = List.of(
                measures(fold, stage, 0, 17.3),
                measures(fold, stage, 17.3, 40),
                measures(fold, stage, 40, TestStage.SECONDS));
        for (Measure measure : whole) {
            if (measure.additive() && measure.reason() == null) {
                double sum = parts.stream()
                        .flatMap(List::stream)
                        .filter(part -> part.measure().equals(measure.measure()))
                        .mapToDouble(Measure::value)
                        .sum();
                assertThat(sum)
                        .as(measure.measure() + " of " + measure.subject())
                        .isCloseTo(measure.value(), within(1e-9 * (1 + measure.value())));
            }
        }
    }

    private static <P extends Serializable> List<Measure> measures(
            Fold<P> fold, Map<String, Track> stage, double from, double to) {
        P partial = fold.empty();
        fold.add(partial, new ArraySlice(stage, from, to, 10_000));
        return fold.rows(partial).stream()
                .filter(Measure.class::isInstance)
                .map(Measure.class::cast)
                .toList();
    }

    @Test
    void theWholeCatalogueMakesFoldsWhoseNumbersHaveDifferentNamesAndThatCanTravel() throws IOException {
        Set<String> all = new HashSet<>(
                Catalogue.builtIn().channels().stream().map(Channel::name).toList());
        List<Fold<?>> folds = StandardFolds.of(Catalogue.builtIn(), all, List.of(HOT, OVER_REV), List.of(SHEET));

        Set<String> names = new HashSet<>();
        for (Fold<?> fold : folds) {
            for (Finding finding : emptyRows(fold)) {
                if (finding instanceof Measure measure) {
                    assertThat(names.add(measure.subject()
                                    + measure.measure()
                                    + fold.definition().id()))
                            .as(measure.toString())
                            .isTrue();
                    assertThat(Double.isNaN(measure.value()))
                            .as(measure.toString())
                            .isEqualTo(measure.reason() != null);
                }
            }
        }
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            out.writeObject(new ArrayList<>(folds));
        }
    }

    @Test
    void whatIsToldOfHappeningsIsInTheirTable() {
        Catalogue catalogue = Catalogue.builtIn();
        Set<String> all =
                new HashSet<>(catalogue.channels().stream().map(Channel::name).toList());
        Set<String> told = new HashSet<>();
        GroundRow special = new GroundRow(
                2026, "dakar", "3", "501", 0, "special-1", null, 0, 0, null, Instant.EPOCH, Instant.EPOCH, 0, 0);
        GroundOfCar ground = GroundOfCar.of(List.of(special), 0);
        for (Fold<?> fold : StandardFolds.of(catalogue, all, List.of(), List.of(), ground)) {
            if (fold.getClass().getPackageName().endsWith(".events")) {
                emptyRows(fold).stream()
                        .map(Measure.class::cast)
                        .forEach(row -> told.add(row.measure() + "," + row.unit() + ","
                                + fold.definition().id()));
            }
        }
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(Catalogue.happenings().stream()
                        .filter(one -> one.table().equals("measures"))
                        .map(one -> one.name() + "," + one.unit() + "," + one.definition())
                        .toList());
    }

    private static <P extends Serializable> List<Finding> emptyRows(Fold<P> fold) {
        return fold.rows(fold.empty());
    }

    @Test
    void aLimitOfAnotherClassIsLeftOut() {
        Catalogue catalogue = Catalogue.builtIn();
        assertThat(StandardFolds.of(catalogue, Set.of(), List.of(HOT, OVER_REV), List.of()))
                .hasSize(2);
        assertThat(StandardFolds.of(catalogue, Set.of(), List.of(HOT, OVER_REV), List.of(SHEET)))
                .hasSize(3);
    }
}
