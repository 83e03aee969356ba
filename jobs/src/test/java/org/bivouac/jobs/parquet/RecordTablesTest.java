package org.bivouac.jobs.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.bivouac.schemas.LimitRow;
import org.bivouac.schemas.PlanRow;
import org.bivouac.schemas.RejectRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordTablesTest {
    @TempDir
    Path folder;

    @Test
    void recordsComeBackEqual() throws IOException {
        List<PlanRow> plan = List.of(
                new PlanRow(
                        2026,
                        "dakar",
                        "3",
                        "*",
                        1,
                        "LIAISON",
                        12.5,
                        Instant.parse("2026-01-05T04:30:00.123456Z"),
                        "plan",
                        "road book"),
                new PlanRow(2026, "dakar", "3", "*", 2, "SPECIAL", Double.NaN, null, "plan", null));
        Path file = folder.resolve("plan.parquet");

        Written written = RecordTables.write(file, PlanRow.class, plan);

        assertThat(written.rows()).isEqualTo(2);
        assertThat(RecordTables.read(file, PlanRow.class)).isEqualTo(plan);
    }

    @Test
    void anEmptyTableHasItsColumns() throws IOException {
        Path file = folder.resolve("rejects.parquet");
        RecordTables.write(file, RejectRow.class, List.of());

        assertThat(RecordTables.read(file, RejectRow.class)).isEmpty();
        assertThat(RecordTables.columns(RejectRow.class)).contains(new ColumnSpec("byte_offset", ColumnSpec.Type.LONG));
    }

    @Test
    void anotherTablesFileIsRefused() throws IOException {
        Path file = folder.resolve("limits.parquet");
        RecordTables.write(file, LimitRow.class, List.of());

        assertThatThrownBy(() -> RecordTables.read(file, PlanRow.class)).hasMessageContaining("limits.parquet");
    }
}
