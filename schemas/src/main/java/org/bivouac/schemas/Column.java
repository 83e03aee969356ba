package org.bivouac.schemas;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one column of a {@link Table}. The column's name is the component's name in snake_case. Component types are
 * {@code String} (null: missing), {@code long}, {@code int}, {@code double} (NaN: missing, null in Parquet),
 * {@code boolean} and {@link java.time.Instant} (UTC, µs; null: missing).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Column {
    /** The unit's symbol; empty for text, counts and dimensionless numbers. */
    String unit() default "";

    /** What it says, in one sentence. */
    String doc();
}
