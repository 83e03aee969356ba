/**
 * What the data is: units, quantities, channels, keys and the records that are the tables. Needs only the JDK, so that
 * any tool can depend on it.
 */
package org.bivouac.schemas;
