package org.bivouac.jobs.parquet;

/** Reads a page's bytes front to back; anything past its end is damage. */
final class Cursor {
    final byte[] array;
    final int end;
    int at;

    /** Over {@code [from, end)}; the array is at least {@link Bytes#SLACK} bytes longer than {@code end}. */
    Cursor(byte[] array, int from, int end) {
        this.array = array;
        this.at = from;
        this.end = end;
    }

    /** Steps over this many bytes and returns where they begin. */
    int take(long count) {
        if (count < 0 || count > end - at) {
            throw new DamagedPageException("page ends early");
        }
        int from = at;
        at += (int) count;
        return from;
    }

    int nextByte() {
        return array[take(1)] & 0xFF;
    }

    int nextInt() {
        return Bytes.intAt(array, take(4));
    }

    long nextVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = nextByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new DamagedPageException("number of more than 64 bits");
    }

    long nextZigZag() {
        long raw = nextVarint();
        return (raw >>> 1) ^ -(raw & 1);
    }

    /** A page that does not hold what its header says. The reader adds the file's name. */
    static final class DamagedPageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DamagedPageException(String message) {
            super(message);
        }
    }
}
