package org.bivouac.jobs.parquet;

/**
 * One column of a Parquet file.
 *
 * @param name column name
 * @param type what its values are
 */
public record ColumnSpec(String name, Type type) {
    /** The physical kinds of columns. Every column is optional. */
    public enum Type {
        /** {@code double[]}; NaN is missing and becomes null. */
        DOUBLE,
        /** {@code long[]}; never missing. */
        LONG,
        /** {@code int[]}; never missing. */
        INT,
        /** {@code boolean[]}; never missing. */
        BOOLEAN,
        /** {@code String[]}; null is missing. */
        TEXT,
        /** {@code long[]} of microseconds since 1970-01-01T00:00Z; {@link Long#MIN_VALUE} is missing. */
        INSTANT
    }
}
