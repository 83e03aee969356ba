package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Fetches blocks of an MDF 4 dump by their links and keeps account of which bytes they cover. Nothing is believed: a link
 * must lead into the file, to a block of the expected kind that fits into the file and overlaps no other; one that does
 * not is told once and counts as no link.
 */
final class Mdf4Blocks {
    /** Kinds that carry records or values; they are measured when all others are known. */
    static final Set<String> CARRIERS = Set.of("DT", "SD", "DV", "DI", "RD", "RV", "RI", "DZ");

    /** Kinds that list carriers. */
    static final Set<String> LISTS = Set.of("DL", "HL", "LD");

    /** Bytes of the head of a block that carries records, packed ones included. */
    static final int CARRIER_HEAD = Mdf4Block.HEAD + 24;

    private static final int MOST_BLOCKS = 4_000_000;
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_TEXT = 1 << 20;
    private static final int PAGE = 16 << 10;
    /** Read of a place far from the last one: the head of a block of records, mostly, behind which only records follow. */
    private static final int FAR_PAGE = 512;

    private final FileChannel channel;
    private final long size;
    private final Faults faults;
    private final Claims claims = new Claims();
    private final Set<Long> known = new HashSet<>();
    private final Set<Long> owned = new HashSet<>();
    private final Set<Long> bad = new HashSet<>();
    /** The heads of blocks that carry records, by offset: there may be many of them, far apart. */
    private final NavigableMap<Long, byte[]> carriers = new TreeMap<>();

    private final Map<String, Integer> kinds = new TreeMap<>();
    private final Deque<Long> unvisited = new ArrayDeque<>();

    private final ByteBuffer page = ByteBuffer.allocate(PAGE).order(ByteOrder.LITTLE_ENDIAN);
    private long pageAt = -1;

    Mdf4Blocks(FileChannel channel, long size, Faults faults) {
        this.channel = channel;
        this.size = size;
        this.faults = faults;
    }

    long size() {
        return size;
    }

    FileChannel channel() {
        return channel;
    }

    Faults faults() {
        return faults;
    }

    /** The bytes of all blocks fetched, and of the identification. */
    Claims claims() {
        return claims;
    }

    /** How many blocks of a kind were fetched. */
    int count(String kind) {
        return kinds.getOrDefault(kind, 0);
    }

    /** Little-endian bytes of the file, fewer at its end. */
    ByteBuffer bytes(long from, int length) throws IOException {
        if (pageAt >= 0 && from >= pageAt && from + length <= pageAt + page.limit()) {
            return page.slice((int) (from - pageAt), length).order(ByteOrder.LITTLE_ENDIAN);
        }
        if (length <= PAGE / 4) {
            boolean far = pageAt < 0 || Math.abs(from - pageAt) > 2L * PAGE;
            page.clear().limit(far ? Math.max(FAR_PAGE, length) : PAGE);
            pageAt = from;
            fill(page, from);
            page.flip();
            return page.slice(0, Math.min(length, page.limit())).order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteBuffer own = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        fill(own, from);
        return own.flip();
    }

    private void fill(ByteBuffer buffer, long from) throws IOException {
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {}
    }

    /** Kind of the block at {@code link}; empty if there is none. */
    String kind(long link) throws IOException {
        if (link < 64 || link > size - Mdf4Block.HEAD) {
            return "";
        }
        ByteBuffer head = bytes(link, 4);
        return head.limit() == 4 ? kind(head) : "";
    }

    /** The kind that the head of a block states; empty if it is no block. */
    static String kind(ByteBuffer head) {
        boolean block = head.get(0) == '#' && head.get(1) == '#';
        return block ? "" + (char) (head.get(2) & 0xff) + (char) (head.get(3) & 0xff) : "";
    }

    /** A block that only one link may lead to, so that chains end; null if there is none. */
    Mdf4Block own(long link, String... expected) throws IOException {
        if (link != 0 && owned.contains(link)) {
            if (bad.add(link)) {
                faults.broken(
                        link, "a chain comes back to the " + kind(link) + " block at " + link, "chain ended here");
            }
            return null;
        }
        Mdf4Block block = fetch(link, expected);
        if (block != null) {
            owned.add(link);
        }
        return block;
    }

    /** Takes note of a block that carries records, to be measured by {@link #beyond} later; false if there is none. */
    boolean ownCarrier(long link, String... expected) throws IOException {
        String kind = kind(link);
        boolean wanted = false;
        for (String one : expected) {
            wanted |= one.equals(kind);
        }
        if (!wanted) {
            fetch(link, expected);
            return false;
        }
        if (!owned.add(link)) {
            if (bad.add(link)) {
                faults.broken(link, "two links lead to the " + kind + " block at " + link, "chain ended here");
            }
            return false;
        }
        ByteBuffer head = bytes(link, CARRIER_HEAD);
        byte[] kept = new byte[head.limit()];
        head.get(kept);
        carriers.put(link, kept);
        return true;
    }

    /** The first bytes of a carrier that was taken note of, {@link #CARRIER_HEAD} of them, or fewer at the end of the file. */
    ByteBuffer head(long carrier) {
        return ByteBuffer.wrap(carriers.get(carrier)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the next block begins behind the head of a carrier, as far as is known, or the end of the file. */
    long beyond(long at) {
        Long carrier = carriers.higherKey(at);
        return Math.min(carrier == null ? size : carrier, claims.next(at + 1, size));
    }

    /** A block that many links may lead to; null if there is none. */
    Mdf4Block share(long link, String... expected) throws IOException {
        return fetch(link, expected);
    }

    private Mdf4Block fetch(long link, String... expected) throws IOException {
        if (link == 0) {
            return null;
        }
        String kind = kind(link);
        boolean wanted = expected.length == 0 && !kind.isEmpty();
        for (String one : expected) {
            wanted |= one.equals(kind);
        }
        if (!wanted) {
            if (bad.add(link)) {
                boolean outside = link < 64 || link > size - Mdf4Block.HEAD;
                faults.broken(
                        outside ? -1 : link,
                        outside
                                ? "a link leads to byte " + Long.toUnsignedString(link) + ", the file has " + size
                                : "found " + found(link) + " at byte " + link + ", expected ##"
                                        + String.join(" or ##", expected.length == 0 ? new String[] {"xx"} : expected),
                        "what it leads to is left out");
            }
            return null;
        }
        return read(kind, link);
    }

    private String found(long link) throws IOException {
        ByteBuffer head = bytes(link, 4);
        StringBuilder text = new StringBuilder("'");
        for (int i = 0; i < head.limit(); i++) {
            int c = head.get(i) & 0xff;
            text.append(c >= 0x20 && c < 0x7f ? (char) c : '.');
        }
        return text.append('\'').toString();
    }

    private Mdf4Block read(String kind, long at) throws IOException {
        ByteBuffer head = bytes(at, Mdf4Block.HEAD);
        long length = head.getLong(8);
        long links = head.getLong(16);
        boolean whole = length >= Mdf4Block.HEAD && length <= size - at;
        if (!whole || links < 0 || links > (length - Mdf4Block.HEAD) / 8) {
            broken(
                    at,
                    kind,
                    "of " + Long.toUnsignedString(length) + " bytes with " + Long.toUnsignedString(links)
                            + " links, the file has " + (size - at) + " from there on");
            return null;
        }
        long dataBytes = length - Mdf4Block.HEAD - 8 * links;
        long wanted = switch (kind) {
            case "TX", "MD" -> Math.min(MOST_TEXT, dataBytes);
            case "AT" -> Math.min(72, dataBytes);
            default -> dataBytes;
        };
        if (8 * links + wanted > MOST_BYTES) {
            broken(at, kind, "of " + length + " bytes, expected at most " + MOST_BYTES);
            return null;
        }
        if (!known.contains(at) && !claim(kind, at, length)) {
            return null;
        }
        ByteBuffer body = bytes(at + Mdf4Block.HEAD, (int) (8 * links + wanted));
        if (body.limit() < 8 * links + wanted) {
            broken(at, kind, "that cannot be read whole");
            return null;
        }
        long[] targets = new long[(int) links];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = body.getLong(8 * i);
        }
        byte[] data = new byte[(int) wanted];
        body.get((int) (8 * links), data);
        return new Mdf4Block(kind, at, length, targets, ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN));
    }

    private void broken(long at, String kind, String what) {
        if (bad.add(at)) {
            faults.broken(at, "a " + kind + " block " + what, "block left out");
        }
    }

    private boolean claim(String kind, long at, long length) {
        if (known.size() >= MOST_BLOCKS) {
            throw faults.refusal(at, "C1", "more than " + MOST_BLOCKS + " blocks", "copy the dump again");
        }
        long taken = claims.taken(at, at + length);
        if (taken >= 0) {
            broken(at, kind, "of " + length + " bytes overlaps the block at " + taken);
            return false;
        }
        claims.claim(at, at + length);
        known.add(at);
        unvisited.add(at);
        kinds.merge(kind, 1, Integer::sum);
        return true;
    }

    /** Claims every block that can be reached by links, carriers and lists of carriers left out. */
    void sweep() throws IOException {
        while (!unvisited.isEmpty()) {
            long at = unvisited.remove();
            String kind = kind(at);
            Mdf4Block block = read(kind, at);
            if (block == null || LISTS.contains(kind)) {
                continue;
            }
            for (long link : block.links()) {
                if (link != 0 && !known.contains(link)) {
                    String target = kind(link);
                    if (!CARRIERS.contains(target) && !LISTS.contains(target)) {
                        fetch(link);
                    }
                }
            }
        }
    }

    /** The text of a TX block, or what stands in the first TX element of an MD block's XML; empty if there is none. */
    String text(long link) throws IOException {
        Mdf4Block block = share(link, "TX", "MD");
        if (block == null) {
            return "";
        }
        byte[] bytes = block.data().array();
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        String text = new String(bytes, 0, end, StandardCharsets.UTF_8);
        return block.kind().equals("TX") ? text.strip() : Mdf4Comment.text(text).strip();
    }
}
