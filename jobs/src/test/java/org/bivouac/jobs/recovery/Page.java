package org.bivouac.jobs.recovery;

import java.util.Collections;
import java.util.Locale;

/** A page in Markdown. */
final class Page {
    private final StringBuilder text = new StringBuilder();

    Page line(String line) {
        text.append(line).append('\n');
        return this;
    }

    Page heads(String... heads) {
        return row((Object[]) heads).line("|" + String.join("", Collections.nCopies(heads.length, "---|")));
    }

    Page row(Object... cells) {
        text.append('|');
        for (Object cell : cells) {
            text.append(' ').append(cell.toString().replace("|", "\\|")).append(" |");
        }
        text.append('\n');
        return this;
    }

    /** A number of about so many digits that matter; n/a for NaN. */
    static String number(double value, int digits) {
        if (Double.isNaN(value)) {
            return "n/a";
        }
        if (value != 0 && (Math.abs(value) >= 1e9 || Math.abs(value) < 1e-4)) {
            return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
        }
        int whole = value == 0 ? 1 : (int) Math.floor(Math.log10(Math.abs(value))) + 1;
        return String.format(Locale.ROOT, "%." + Math.max(0, Math.min(4, digits - whole)) + "f", value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
