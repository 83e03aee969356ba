package org.bivouac.jobs.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.parquet.ColumnFileWriter;
import org.bivouac.jobs.parquet.ColumnSpec;
import org.bivouac.jobs.parquet.Written;

/** The Parquet files of one group: rows go into the open one, and the next begins when that was ended. */
final class GroupFiles implements AutoCloseable {
    private final Path folder;
    private final String name;
    private final List<ColumnSpec> columns;
    private final Map<String, String> metadata;
    private final List<GroupFile> finished = new ArrayList<>();

    private ColumnFileWriter writer;
    private Path file;
    private long rows;

    /** A finished file. */
    record GroupFile(Path path, Written written) {}

    /**
     * Files below {@code folder}, made with the first row.
     *
     * @param name of the first file, without its ending
     * @param metadata of each
     */
    GroupFiles(Path folder, String name, List<ColumnSpec> columns, Map<String, String> metadata) {
        this.folder = folder;
        this.name = name;
        this.columns = columns;
        this.metadata = metadata;
    }

    /** Writes the rows {@code [from, to)} of a block; an array of the block may be longer. */
    void write(Object[] block, int from, int to) throws IOException {
        if (from >= to) {
            return;
        }
        if (writer == null) {
            begin();
        }
        Object[] piece = block;
        if (from > 0) {
            piece = new Object[block.length];
            for (int c = 0; c < block.length; c++) {
                piece[c] = slice(block[c], from, to);
            }
        }
        writer.write(piece, to - from);
        rows += to - from;
    }

    private static Object slice(Object array, int from, int to) {
        if (array instanceof double[] doubles) {
            return Arrays.copyOfRange(doubles, from, to);
        } else if (array instanceof long[] longs) {
            return Arrays.copyOfRange(longs, from, to);
        } else if (array instanceof int[] ints) {
            return Arrays.copyOfRange(ints, from, to);
        }
        return Arrays.copyOfRange((String[]) array, from, to);
    }

    private void begin() throws IOException {
        String next = finished.isEmpty() ? "" : "-" + (finished.size() + 1);
        file = folder.resolve(name + next + ".parquet");
        Files.createDirectories(folder);
        writer = ColumnFileWriter.create(file, columns, metadata);
    }

    /** About how much memory the rows take that are not in a file yet. */
    long heldBytes() {
        return writer == null ? 0 : writer.heldBytes();
    }

    /** Puts what is held into the open file. */
    void spill() throws IOException {
        if (writer != null) {
            writer.endRowGroup();
        }
    }

    /** Ends the open file, if there is one. */
    void end() throws IOException {
        if (writer != null) {
            finished.add(new GroupFile(file, writer.finish()));
            writer.close();
            writer = null;
        }
    }

    /** Files that were ended. */
    List<GroupFile> finished() {
        return List.copyOf(finished);
    }

    /** How many files were ended. */
    int count() {
        return finished.size();
    }

    /** Rows written. */
    long rows() {
        return rows;
    }

    /** Gives up an unfinished file; finished ones stay. */
    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
