package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.fault.Fault;

/** Says what the bytes of an MDF are that hold no records which a table reads: blocks, unread records, filling, the rest. */
final class ByteAccount {
    private static final int CHUNK = 64 << 10;

    private final String file;
    private final FileChannel channel;
    private final DumpSink sink;

    /**
     * @param file the dump's name in messages
     * @param channel its bytes
     */
    ByteAccount(String file, FileChannel channel, DumpSink sink) {
        this.file = file;
        this.channel = channel;
        this.sink = sink;
    }

    /**
     * Tells all of it.
     *
     * @param claims what was claimed of the file
     * @param unread records that nothing reads, each with the reason
     * @param size of the file
     */
    void tell(Claims claims, Map<Chain, String> unread, long size) throws IOException {
        claims.described((from, to) -> sink.bytes(ByteUse.HEADER, from, to));
        unread.forEach((chain, reason) -> {
            for (Piece piece : chain.pieces()) {
                if (piece.stored() > 0) {
                    reject(piece.payload(), piece.stored(), "C4", reason);
                }
            }
        });
        List<long[]> gaps = new ArrayList<>();
        claims.gaps(size, (from, to) -> gaps.add(new long[] {from, to}));
        for (long[] gap : gaps) {
            if (isZero(gap[0], gap[1])) {
                sink.bytes(ByteUse.PADDING, gap[0], gap[1]);
            } else {
                reject(gap[0], gap[1] - gap[0], "A10", "bytes that no block claims");
            }
        }
    }

    private void reject(long from, long length, String rule, String reason) {
        sink.reject(new Fault(
                file, from, length, 0, rule, reason, "bytes rejected", "nothing, unless a channel is missing", 1));
    }

    private boolean isZero(long from, long to) throws IOException {
        byte[] bytes = new byte[(int) Math.min(CHUNK, to - from)];
        byte[] zeros = new byte[bytes.length];
        for (long at = from; at < to; at += bytes.length) {
            int count = (int) Math.min(bytes.length, to - at);
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
            while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {}
            if (!Arrays.equals(bytes, 0, count, zeros, 0, count)) {
                return false;
            }
        }
        return true;
    }
}
