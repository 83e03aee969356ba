package org.bivouac.jobs.dump.readers;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.dump.DumpHead;

/**
 * A kind of file that no reader reads but that can be named when somebody hands one in.
 *
 * @param name what it is, for people
 * @param magic the bytes that it begins with, as ISO 8859-1; empty when only its name tells
 * @param extensions file name extensions of it, lower case; empty when they promise nothing
 * @param advice what to do with it
 */
record Foreign(String name, String magic, List<String> extensions, String advice) {
    private static final String EXPORT = "export the dump in a known format";

    /** All of them. A reader that recognises the content, or promises the extension, comes first. */
    static final List<Foreign> ALL = List.of(
            new Foreign("MDF", "MDF     ", List.of("mf4", "mdf"), EXPORT),
            new Foreign("unfinished MDF", "UnFinMF ", List.of(), EXPORT),
            new Foreign("HDF5", "\u0089HDF\r\n\u001a\n", List.of("h5", "hdf5"), EXPORT),
            new Foreign(
                    "a ZIP archive or XLSX workbook",
                    "PK\u0003\u0004",
                    List.of("zip", "xlsx"),
                    "unpack it, let ingest or debrief unpack it, or save it as CSV"),
            new Foreign("a gzip archive", "\u001f\u008b", List.of("gz"), "unpack it, or let ingest or debrief do so"),
            new Foreign("a Parquet file", "PAR1", List.of("parquet"), "export the dump from the logger's own program"),
            new Foreign("AiM .xrk", "", List.of("xrk", "xrz", "drk"), "export it as CSV from Race Studio"),
            new Foreign("Bosch WinDarab", "", List.of("bmsbin", "dbm"), "export it as text or MDF from WinDarab"),
            new Foreign("Cosworth Pi", "", List.of("pds", "pdsx"), "export it as ASCII from Pi Toolbox"));

    /** True when a dump begins like this kind. */
    boolean begins(DumpHead head) {
        byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        return wanted.length > 0
                && head.bytes().length >= wanted.length
                && Arrays.equals(wanted, 0, wanted.length, head.bytes(), 0, wanted.length);
    }
}
