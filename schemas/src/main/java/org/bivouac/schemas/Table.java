package org.bivouac.schemas;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a record as one row of a published table; its components are the columns, in order. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Table {
    /** The table's name, the folder under {@code lake/current}. */
    String name();

    /** What one row is, in one sentence. */
    String doc();
}
