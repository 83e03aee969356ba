package org.bivouac.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    @Test
    void aDatedAliasHoldsOnlyInItsYears() {
        Catalogue catalogue = Catalogue.builtIn()
                .withAliases(List.of(new Alias("*", 2020, 2025, "Old Name", "bar", "oil_pressure_bar")));
        assertThat(catalogue.alias("any", 2025, "old name")).isPresent();
        assertThat(catalogue.alias("any", 2026, "old name")).isEmpty();
    }

    @Test
    void anAliasOfTheLoggerItselfComesBeforeOneForAny() {
        Catalogue catalogue = Catalogue.builtIn()
                .withAliases(List.of(
                        new Alias("*", 1900, 2999, "P1", "", "oil_pressure_bar"),
                        new Alias("box", 1900, 2999, "P1", "", "fuel_pressure_bar")));
        assertThat(catalogue.alias("BOX", 2026, "P1").orElseThrow().channel()).isEqualTo("fuel_pressure_bar");
        assertThat(catalogue.alias("other", 2026, "P1").orElseThrow().channel()).isEqualTo("oil_pressure_bar");
    }

    @Test
    void anAliasWhoseUnitDoesNotFitItsChannelIsRefused() {
        assertThatThrownBy(() -> Catalogue.builtIn()
                        .withAliases(List.of(new Alias("*", 1900, 2999, "P1", "degC", "oil_pressure_bar"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot convert degC");
    }

    @Test
    void stagesSortPrologueFirstThenByNumber() {
        List<StageKey> stages = List.of("10", "2", "P", "1B", "1A").stream()
                .map(stage -> new StageKey(2026, "dakar", stage))
                .sorted()
                .toList();
        assertThat(stages).extracting(StageKey::stage).containsExactly("P", "1A", "1B", "2", "10");
    }

    @Test
    void aCarsPartitionIsReadBackFromTheFolders() {
        CarKey key = new CarKey(new StageKey(2026, "dakar", "1A"), "501");
        assertThat(CarKey.ofPartition(key.partition() + "/raster=100hz")).isEqualTo(key);
        assertThatThrownBy(() -> CarKey.ofPartition("year=2026/event=dakar"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyThatCannotStandInAPathIsRefused() {
        assertThatThrownBy(() -> new StageKey(2026, "../dakar", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("event '../dakar'");
    }
}
