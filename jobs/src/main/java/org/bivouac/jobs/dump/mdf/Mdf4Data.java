package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds the blocks that carry records and puts them in order. First all are {@link #draft drafted}, then they are {@link
 * #chain measured}: in a dump that was never finished, or is damaged, the length of one is known only by where the next
 * begins.
 */
final class Mdf4Data {
    private static final long MOST_BYTES = 1L << 44;

    private final Mdf4Blocks blocks;
    private final Unpacking unpacking;
    private final boolean lastLengthUnset;
    private final Map<Long, StoredStretch> known;

    /**
     * Blocks of one stretch of records, in order.
     *
     * @param kind of the blocks, unpacked
     * @param carriers offsets
     * @param invalidation the stretch of invalidation bytes that runs along with it; null when they are in the records
     * @param pieces the blocks, where they were measured before; else null
     */
    record Draft(String kind, List<Long> carriers, Draft invalidation, List<Piece> pieces) {
        Draft(String kind, Draft invalidation) {
            this(kind, new ArrayList<>(), invalidation, null);
        }

        private static Draft of(String kind, StoredStretch known) {
            Draft flags = known.invalidation() == null ? null : new Draft("DI", List.of(), null, known.invalidation());
            return new Draft(kind, List.of(), flags, known.pieces());
        }
    }

    /**
     * @param lastLengthUnset whether the length of the last DT block of a chain was never written
     * @param known what was measured before, by the links to it
     */
    Mdf4Data(Mdf4Blocks blocks, Unpacking unpacking, boolean lastLengthUnset, Map<Long, StoredStretch> known) {
        this.known = known;
        this.blocks = blocks;
        this.unpacking = unpacking;
        this.lastLengthUnset = lastLengthUnset;
    }

    /** The blocks that a link leads to: one, or lists of them. */
    Draft draft(long link, String... kinds) throws IOException {
        if (known.containsKey(link)) {
            return Draft.of(kinds[0], known.get(link));
        }
        String kind = blocks.kind(link);
        if (kind.equals("HL")) {
            Mdf4Block head = blocks.own(link, "HL");
            return list(head == null ? 0 : head.link(0), kinds);
        } else if (Mdf4Blocks.LISTS.contains(kind)) {
            return list(link, kinds);
        }
        Draft draft = new Draft(kinds[0], null);
        if (link != 0) {
            carrier(draft, link, kinds);
        }
        return draft;
    }

    private boolean carrier(Draft draft, long link, String... kinds) throws IOException {
        String[] expected = new String[kinds.length + 1];
        System.arraycopy(kinds, 0, expected, 0, kinds.length);
        expected[kinds.length] = "DZ";
        boolean found = blocks.ownCarrier(link, expected);
        if (found) {
            draft.carriers.add(link);
        }
        return found;
    }

    private Draft list(long first, String... kinds) throws IOException {
        Draft invalidation = new Draft("DI", null);
        Draft draft = new Draft(kinds[0], invalidation);
        boolean unbroken = true;
        boolean separate = false;
        Mdf4Block block = first == 0 ? null : blocks.own(first, "DL", "LD");
        for (; block != null && unbroken; block = blocks.own(block.link(0), block.kind())) {
            boolean columns = block.kind().equals("LD");
            separate |= columns && block.u32(0) >>> 31 != 0;
            int all = block.links().length - 1;
            long stated = block.u32(4);
            int data = separate ? (int) Math.min(all / 2, stated) : stated == 0 ? all : (int) Math.min(all, stated);
            for (int i = 0; i < data && unbroken; i++) {
                long link = block.link(1 + i);
                unbroken = link == 0 || carrier(draft, link, kinds);
                long flags = separate ? block.link(1 + data + i) : 0;
                unbroken &= flags == 0 || carrier(invalidation, flags, "DI");
            }
        }
        return separate ? draft : new Draft(kinds[0], draft.carriers, null, null);
    }

    /** Measures the blocks of a draft and claims their bytes. */
    Chain chain(Draft draft) throws IOException {
        if (draft.pieces != null) {
            return new Chain(draft.pieces, unpacking);
        }
        List<Piece> pieces = new ArrayList<>();
        long start = 0;
        for (int i = 0; i < draft.carriers.size(); i++) {
            boolean last = i == draft.carriers.size() - 1;
            Piece piece = piece(draft, draft.carriers.get(i), start, last);
            if (piece == null || piece.length() > MOST_BYTES - start) {
                break;
            }
            start = piece.end();
            pieces.add(piece);
        }
        return new Chain(pieces, unpacking);
    }

    private Piece piece(Draft draft, long at, long start, boolean last) throws IOException {
        ByteBuffer bytes = blocks.head(at);
        String kind = Mdf4Blocks.kind(bytes);
        int head = kind.equals("DZ") ? Mdf4Blocks.CARRIER_HEAD : Mdf4Block.HEAD;
        long beyond = blocks.beyond(at);
        if (bytes.limit() < head || beyond < at + head) {
            blocks.faults()
                    .broken(at, "the head of a " + kind + " block is cut or overlaps the next block", "block left out");
            return null;
        }
        long length = bytes.getLong(8);
        boolean open = lastLengthUnset && last && kind.equals("DT");
        if (!open && length < head) {
            blocks.faults().broken(at, "a " + kind + " block of " + length + " bytes", "block left out");
            return null;
        }
        long end = open ? beyond : Math.min(beyond, length > blocks.size() - at ? blocks.size() : at + length);
        long lost = open ? 0 : Math.max(0, length - (end - at));
        if (lost > 0) {
            boolean cut = end == blocks.size();
            blocks.faults()
                    .tell(
                            at,
                            cut ? "A1" : "C1",
                            "a " + kind + " block of " + length + " bytes "
                                    + (cut ? "ends with the file after " : "reaches into the next block after ")
                                    + (end - at),
                            "read as far as it goes",
                            "copy the dump again");
        }
        Piece piece = kind.equals("DZ")
                ? packed(draft, at, bytes, end - at - head, lost, start)
                : new Piece(at, at + head, end - at - head, lost, start, end - at - head, Piece.PLAIN, 0);
        if (piece != null && blocks.claims().claim(at, at + head)) {
            blocks.claims().claimRecords(at + head, end);
            return piece;
        }
        return null;
    }

    /** DZ block: two letters of the kind it was, u8 method, u8 reserved, u32 parameter, u64 unpacked and packed bytes. */
    private Piece packed(Draft draft, long at, ByteBuffer head, long stored, long lost, long start) {
        String original = "" + (char) (head.get(24) & 0xff) + (char) (head.get(25) & 0xff);
        long length = head.getLong(32);
        long packed = head.getLong(40);
        boolean right = original.equals(draft.kind) || (draft.kind.equals("DT") && original.equals("DV"));
        if (!right || length < 0 || length > MOST_BYTES) {
            blocks.faults()
                    .broken(
                            at,
                            "a packed " + original + " block of " + length + " bytes, expected a packed " + draft.kind,
                            "chain ended here");
            return null;
        }
        // Less than the block has: the rest is filling. More: the block is cut.
        boolean less = packed >= 0 && packed <= stored;
        return new Piece(
                at,
                at + Mdf4Blocks.CARRIER_HEAD,
                stored,
                lost > 0 || less ? lost : packed - stored,
                start,
                length,
                head.get(26) & 0xff,
                head.getInt(28) & 0xffff_ffffL);
    }
}
