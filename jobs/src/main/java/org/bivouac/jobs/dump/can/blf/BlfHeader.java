package org.bivouac.jobs.dump.can.blf;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.fault.Fault;

/**
 * The first block of a {@code .blf}, little-endian: {@code LOGG}, u32 its length at 4, u64 file size 16, u64 unpacked size
 * 24, u32 objects 32, start of the measurement 40 and last object 56, each eight u16: year, month, weekday, day, hour,
 * minute, second, millisecond.
 *
 * @param length of the block, in bytes
 * @param start local time of second 0; null when it is not set
 * @param objects as stated; 0 in a log that was not finished
 * @param metadata what is said, for people
 */
record BlfHeader(int length, Instant start, long objects, Map<String, String> metadata) {
    /** Bytes of the block that are used. */
    static final int USED = 72;

    static BlfHeader of(DumpFile file, ByteBuffer bytes) {
        long length = bytes.limit() < USED ? 0 : Integer.toUnsignedLong(bytes.getInt(4));
        if (length < USED || length > file.bytes()) {
            throw new DumpException(Fault.ofFile(
                    file.name(),
                    "A2",
                    "the header states a length of " + length + " bytes, the file has " + file.bytes()
                            + ", expected 144",
                    "dump refused",
                    "copy the dump again"));
        }
        Instant start = time(bytes, 40);
        Instant last = time(bytes, 56);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(
                "application",
                String.format("%d, version %d.%d.%d", bytes.get(8), bytes.get(9), bytes.get(10), bytes.get(11)));
        metadata.put("objects stated", Integer.toUnsignedString(bytes.getInt(32)));
        if (last != null) {
            metadata.put("last object", last.toString().replace("Z", ""));
        }
        return new BlfHeader((int) length, start, Integer.toUnsignedLong(bytes.getInt(32)), metadata);
    }

    private static Instant time(ByteBuffer bytes, int at) {
        int year = bytes.getShort(at);
        if (year == 0) {
            return null;
        }
        try {
            return LocalDateTime.of(
                            year,
                            bytes.getShort(at + 2),
                            bytes.getShort(at + 6),
                            bytes.getShort(at + 8),
                            bytes.getShort(at + 10),
                            bytes.getShort(at + 12),
                            bytes.getShort(at + 14) * 1_000_000)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException none) {
            return null;
        }
    }
}
