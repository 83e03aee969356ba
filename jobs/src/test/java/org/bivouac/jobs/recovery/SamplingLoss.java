package org.bivouac.jobs.recovery;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/** What damage and landings fall short of the truth at one sampling rate, and what the pipeline says of that. */
final class SamplingLoss {
    private SamplingLoss() {}

    /** A row for each channel whose true damage is known, and one for the hardest landing. */
    static void write(Page page, Answers answers, String rate) throws SQLException {
        for (Map<String, Object> row : answers.rows(
                "SELECT t.channel, t.sum_half_residue truth, f.value found, l.value said FROM true_damage t"
                        + join("f", "pseudo_damage_k5")
                        + join("l", "sampling_loss_k5")
                        + " ORDER BY t.channel")) {
            double share = Answers.number(row, "found") / Answers.number(row, "truth");
            double said = Answers.number(row, "said");
            page.row(
                    rate,
                    Answers.text(row, "channel"),
                    percent(100 * (1 - share)),
                    percent(said),
                    percent(100 * (1 - share / (1 - said / 100))));
        }
        for (Map<String, Object> row :
                answers.rows("SELECT max(t.value) truth, max(f.value) found FROM true_events t, measures f"
                        + " WHERE t.kind = 'jump' AND f.segment = 'stage' AND f.measure = 'hardest_landing'")) {
            double share = Answers.number(row, "found") / Answers.number(row, "truth");
            page.row(rate, "hardest landing", percent(100 * (1 - share)), "–", "–");
        }
    }

    private static String join(String alias, String measure) {
        return String.format(
                Locale.ROOT,
                " LEFT JOIN measures %1$s ON %1$s.car = t.car AND %1$s.segment = 'stage' AND %1$s.channel = t.channel"
                        + " AND %1$s.measure = '%2$s'",
                alias,
                measure);
    }

    private static String percent(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f %%", value);
    }
}
