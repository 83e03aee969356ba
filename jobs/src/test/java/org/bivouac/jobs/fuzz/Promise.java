package org.bivouac.jobs.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.bivouac.jobs.dump.ByteLedger;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.fault.Fault;

/**
 * What a reader promises of any bytes: it refuses them by {@link DumpException} or accounts for each of them, hands over
 * rows that fit its header, and takes no more than a second and 256 MiB.
 */
final class Promise {
    private static final long MOST_NANOS = 1_000_000_000L;
    private static final int HEAD = 64 << 10;
    private static final long MOST_BYTES = 256L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Path file;
    private final long mostNanos;
    private final long mostBytes;

    /** Puts the bytes into a file of this folder, one after the other. */
    Promise(Path folder) {
        this(folder, MOST_NANOS, MOST_BYTES);
    }

    /** For dumps of any size, which may take so long and in which memory is asked for again and again. */
    Promise(Path folder, long mostNanos) {
        this(folder, mostNanos, Long.MAX_VALUE);
    }

    private Promise(Path folder, long mostNanos, long mostBytes) {
        file = folder.resolve("dump");
        this.mostNanos = mostNanos;
        this.mostBytes = mostBytes;
    }

    /** A folder in memory where the machine has one, which is deleted at the end. */
    static Path folder() {
        Path memory = Path.of("/dev/shm");
        try {
            Path folder = Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "bivouac-fuzz")
                    : Files.createTempDirectory("bivouac-fuzz");
            folder.toFile().deleteOnExit();
            folder.resolve("dump").toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads some bytes.
     *
     * @throws AssertionError if the promise is broken
     */
    void holds(DumpReader reader, byte[] bytes) {
        byte[] head = bytes.length > HEAD ? Arrays.copyOf(bytes, HEAD) : bytes;
        if (reader.recognises(new DumpHead(head, bytes.length))) {
            holdsFor(reader, bytes);
        }
    }

    /**
     * Reads some bytes, whether or not they begin as the reader's format does.
     *
     * @throws AssertionError if the promise is broken
     */
    void holdsFor(DumpReader reader, byte[] bytes) {
        within(mostNanos, mostBytes, () -> read(reader, bytes));
    }

    private void read(DumpReader reader, byte[] bytes) {
        Checking sink = new Checking();
        try {
            Files.write(file, bytes);
            reader.read(new DumpFile(file, "dump", bytes.length), sink);
            sink.end(bytes.length);
        } catch (DumpException refused) {
            require(!refused.fault().message().isEmpty(), "a refusal says why");
        } catch (IOException e) {
            throw new AssertionError("a whole file cannot be read", e);
        }
    }

    /** Requires that this thread needs no more than a second and 256 MiB, all that it asks for counted. */
    static void small(Runnable what) {
        within(MOST_NANOS, MOST_BYTES, what);
    }

    /** What was slow or large is tried again, for classes are loaded, and under Jazzer written anew. */
    private static void within(long mostNanos, long mostBytes, Runnable what) {
        long nanos = Long.MAX_VALUE;
        long bytes = 0;
        for (int attempt = 0; attempt < 2 && (nanos > mostNanos || bytes > mostBytes); attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            long start = now();
            what.run();
            nanos = now() - start;
            bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        if (nanos > mostNanos || bytes > mostBytes) {
            throw new AssertionError("takes " + nanos / 1_000_000 + " ms, " + (bytes >> 20) + " MiB");
        }
    }

    /** The time of this thread. */
    static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static void require(boolean held, String promise) {
        if (!held) {
            throw new AssertionError(promise);
        }
    }

    /** Looks at what a reader says. */
    private static final class Checking implements DumpSink {
        private final ByteLedger ledger = new ByteLedger();
        private DumpHeader header;

        @Override
        public void begin(DumpHeader begun) {
            require(header == null, "the header comes once");
            header = begun;
            long names = begun.groups().stream()
                    .map(DumpHeader.Group::name)
                    .distinct()
                    .count();
            require(names == begun.groups().size(), "names of groups are unique");
            // A dump must not be able to say what readers say of it.
            begun.groups().forEach(group -> group.channels().forEach(channel -> begun.sentinel(channel.name())));
            require(!begun.metadata().containsKey(DumpHeader.ZONE), "the zone is not the dump's to say");
        }

        @Override
        public void rows(Rows rows) {
            require(header != null, "the header comes before rows");
            DumpHeader.Group group = header.groups().get(rows.group());
            require(rows.count() >= 0 && rows.count() <= rows.seconds().length, "a time for each row");
            for (int c = 0; c < group.channels().size(); c++) {
                boolean text = group.channels().get(c).role() == DumpHeader.Role.TEXT;
                if (text) {
                    require(
                            rows.texts() == null || rows.texts()[c] == null || rows.texts()[c].length >= rows.count(),
                            "a text for each row");
                } else {
                    require(rows.numbers()[c].length >= rows.count(), "a number for each row");
                }
            }
        }

        @Override
        public void reject(Fault fault) {
            require(fault.count() >= 1 && !fault.message().isEmpty(), "a reject says how many and why");
            ledger.reject(fault);
        }

        @Override
        public void bytes(ByteUse use, long from, long to) {
            ledger.bytes(use, from, to);
        }

        void end(long size) {
            require(header != null, "a dump that is read has a header");
            Optional<String> discrepancy = ledger.discrepancy(size);
            require(discrepancy.isEmpty(), discrepancy.orElse(""));
        }
    }
}
