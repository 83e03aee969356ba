package org.bivouac.jobs.dump.tabular;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/** Splits the irregular lines of text dumps: headers, units, metadata. */
public final class HeaderCells {
    private HeaderCells() {}

    /** The cells of one line, stripped; a line with an unclosed quote is split at its delimiters alone. */
    public static List<String> of(String line, char delimiter) {
        boolean plain = !line.isEmpty() && line.indexOf('"') < 0 && line.indexOf('\r') < 0;
        return plain ? split(line, delimiter) : parsed(line, delimiter);
    }

    private static List<String> parsed(String line, char delimiter) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setQuoteMode(QuoteMode.MINIMAL)
                .get();
        List<String> cells = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(new StringReader(line), format)) {
            for (CSVRecord record : parser) {
                record.forEach(cell -> cells.add(cell.strip()));
            }
            return cells;
        } catch (IOException | RuntimeException malformed) {
            return split(line, delimiter);
        }
    }

    private static List<String> split(String line, char delimiter) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (int to = line.indexOf(delimiter); to >= 0; to = line.indexOf(delimiter, from)) {
            cells.add(line.substring(from, to).strip());
            from = to + 1;
        }
        cells.add(line.substring(from).strip());
        return cells;
    }
}
