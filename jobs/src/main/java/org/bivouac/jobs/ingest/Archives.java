package org.bivouac.jobs.ingest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.bivouac.jobs.fault.Fault;

/**
 * Dumps that come packed in a ZIP archive or by gzip. Each is unpacked into a private folder, handed on and deleted, one
 * at a time; what the entry is called decides nothing about where it is written. Bytes are counted as they come out,
 * whatever the archive says of itself.
 */
final class Archives {
    private static final String ZIP = "PK\u0003\u0004";
    private static final String EMPTY_ZIP = "PK\u0005\u0006";
    private static final String GZIP = "\u001f\u008b\b";
    private static final int HEAD_BYTES = 200;
    private static final int BUFFER_BYTES = 1 << 16;

    /** How workbooks and documents of office programs begin, which are ZIP archives and no folders of dumps. */
    private static final List<String> OFFICE = List.of("[Content_Types].xml", "mimetypeapplication/vnd.");

    private final Inbox.Found archive;
    private final Path unpacked;
    private final ArchiveLimits limits;
    private final Consumer<Inbox.Found> taker;
    private final List<Fault> faults = new ArrayList<>();
    private long bytes;

    private Archives(Inbox.Found archive, Path folder, ArchiveLimits limits, Consumer<Inbox.Found> taker) {
        this.archive = archive;
        this.unpacked = folder.resolve("unpacked");
        this.limits = limits;
        this.taker = taker;
    }

    /** Whether a file is packed: by its content, not its name. A file that cannot be read is none. */
    static boolean is(Path file) {
        String head = head(file);
        return head.startsWith(GZIP)
                || head.startsWith(EMPTY_ZIP)
                || (head.startsWith(ZIP) && OFFICE.stream().noneMatch(head::contains));
    }

    private static String head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Unpacks an archive.
     *
     * @param archive the file
     * @param folder a private folder, in which one unpacked dump lies at a time
     * @param taker gets each dump, named {@code <archive>/<entry>}; its file is gone afterwards
     * @return what was not handed on, and why
     */
    static List<Fault> open(Inbox.Found archive, Path folder, ArchiveLimits limits, Consumer<Inbox.Found> taker)
            throws IOException {
        Archives open = new Archives(archive, folder, limits, taker);
        try {
            if (head(archive.path()).startsWith(GZIP)) {
                open.gzip();
            } else {
                open.zip();
            }
        } finally {
            Files.deleteIfExists(open.unpacked);
        }
        return open.faults;
    }

    private void gzip() throws IOException {
        String file = archive.path().getFileName().toString();
        String inner = file.toLowerCase(java.util.Locale.ROOT).endsWith(".gz")
                ? file.substring(0, file.length() - 3)
                : file + ".unpacked";
        String name = archive.name() + "/" + inner;
        long packed = Files.size(archive.path());
        String refusal;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive.path()), BUFFER_BYTES)) {
            refusal = unpack(in, packed, null);
        } catch (EOFException e) {
            // What came out is sound up to the cut: it is used as any dump that ends too early.
            faults.add(new Fault(
                    name,
                    packed,
                    0,
                    0,
                    "A1",
                    "the gzip file ends here, before its data do",
                    "what came out is used",
                    "copy it again",
                    1));
            refusal = null;
        } catch (IOException e) {
            refusal = "cannot be unpacked: " + e.getMessage();
        }
        if (refusal == null) {
            handOn(name, 0, packed);
        } else {
            refuse(name, 0, packed, "A15", refusal);
        }
    }

    private void zip() throws IOException {
        ZipFile listed;
        try {
            listed = listed();
        } catch (IOException | IllegalArgumentException e) {
            String reason = "cannot be opened: " + e.getMessage();
            faults.add(Fault.ofFile(archive.name(), "A15", reason, "not opened", "copy it again, or unpack it"));
            return;
        }
        try (ZipFile zip = listed) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntriesInPhysicalOrder());
            Set<String> twins = ArchiveEntries.twins(entries);
            Set<ZipArchiveEntry> overlapping = ArchiveEntries.overlapping(entries);
            for (ZipArchiveEntry entry : entries) {
                zipEntry(zip, entry, twins, overlapping.contains(entry));
            }
        }
    }

    /** The archive with its list of contents, which is whole and within the limits. */
    private ZipFile listed() throws IOException {
        ZipEnd end = ZipEnd.of(archive.path());
        limits.require(end);
        ZipFile zip = ZipFile.builder().setPath(archive.path()).get();
        int listed = Collections.list(zip.getEntries()).size();
        if (listed != end.entries()) {
            zip.close();
            throw new ZipException("it says that it has " + end.entries() + " entries and lists " + listed);
        }
        return zip;
    }

    private void zipEntry(ZipFile zip, ZipArchiveEntry entry, Set<String> twins, boolean overlaps) throws IOException {
        String name = archive.name() + "/" + entry.getName();
        long at = entry.getLocalHeaderOffset();
        long packed = entry.getCompressedSize();
        String oddity = ArchiveEntries.oddity(name, entry);
        if (oddity != null) {
            refuse(name, at, packed, "A14", oddity);
        } else if (ArchiveEntries.isEmptyFolder(entry) || Inbox.isNoDump(entry.getName())) {
            return;
        } else if (twins.contains(ArchiveEntries.folded(entry))) {
            refuse(name, at, packed, "A15", "the archive has this name twice");
        } else if (overlaps) {
            refuse(name, at, packed, "A15", "its bytes are another entry's, too");
        } else if (!zip.canReadEntryData(entry)) {
            refuse(name, at, packed, "A15", "is encrypted, or packed in a way that is not known");
        } else {
            String refusal;
            try (InputStream in = zip.getInputStream(entry)) {
                refusal = unpack(in, packed, entry);
            } catch (IOException | IllegalArgumentException e) {
                refusal = "cannot be unpacked: " + e.getMessage();
            }
            if (refusal == null) {
                handOn(name, at, packed);
            } else {
                refuse(name, at, packed, "A15", refusal);
            }
        }
    }

    /** Unpacks one entry. Returns why it is refused, or null; {@code said} is null where nothing states size or sum. */
    private String unpack(InputStream in, long packed, ZipArchiveEntry said) throws IOException {
        CRC32 sum = new CRC32();
        long out = 0;
        try (OutputStream file = Files.newOutputStream(unpacked)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out += n;
                bytes += n;
                String refusal = limits.refusal(packed, out, bytes);
                if (refusal != null) {
                    return refusal;
                }
                sum.update(buffer, 0, n);
                write(file, buffer, n);
            }
        }
        if (said != null && said.getSize() != out) {
            return "holds " + out + " bytes, the archive says " + said.getSize();
        }
        return said != null && said.getCrc() != sum.getValue()
                ? "its checksum does not match: bytes were changed"
                : null;
    }

    /** An error of the lake's disk is none of the archive's: it stops the run. */
    private static void write(OutputStream file, byte[] buffer, int n) {
        try {
            file.write(buffer, 0, n);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handOn(String name, long at, long packed) {
        if (is(unpacked)) {
            refuse(name, at, packed, "A15", "is an archive within an archive");
        } else {
            taker.accept(new Inbox.Found(unpacked, name));
        }
    }

    private void refuse(String name, long at, long packed, String rule, String reason) {
        faults.add(new Fault(
                name, at, Math.max(0, packed), 0, rule, reason, "not unpacked", "unpack it and look at it", 1));
    }
}
