package org.bivouac.jobs.dump;

import java.nio.charset.StandardCharsets;

/**
 * The first bytes of a dump, for recognition.
 *
 * @param bytes at most 64 KiB
 * @param size size of the whole file
 */
public record DumpHead(byte[] bytes, long size) {
    /** True when the dump begins with these ASCII characters. */
    public boolean startsWith(String ascii) {
        byte[] wanted = ascii.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
