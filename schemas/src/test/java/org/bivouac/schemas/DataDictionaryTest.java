package org.bivouac.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DataDictionaryTest {
    private static final Path FILE = Path.of("..", "docs", "data-dictionary.md");

    @Test
    void theDictionaryInDocsSaysWhatTheDeclarationsSay() throws IOException {
        if (Boolean.getBoolean("bivouac.update")) {
            Files.writeString(FILE, DataDictionary.markdown());
        }
        assertThat(Files.readString(FILE))
                .as("stale: run mvn -pl schemas test -Dbivouac.update=true")
                .isEqualTo(DataDictionary.markdown());
    }

    @Test
    void everyColumnOfEveryTableIsDescribed() {
        for (Class<? extends Record> table : Tables.ALL) {
            for (RecordComponent component : table.getRecordComponents()) {
                Column column = component.getAnnotation(Column.class);
                assertThat(column)
                        .as("%s.%s", table.getSimpleName(), component.getName())
                        .isNotNull();
                assertThat(column.doc()).endsWith(".");
                assertThat(column.unit().isEmpty()
                                || Unit.of(column.unit()).isPresent()
                                || column.unit().contains("/"))
                        .as("unit of %s.%s", table.getSimpleName(), component.getName())
                        .isTrue();
            }
        }
    }
}
