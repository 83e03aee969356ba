package org.bivouac.jobs.dump.mdf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Where one stretch of records lies in the file, so that a part of a dump need not look at each block of it again.
 *
 * @param invalidation where its invalidation bytes lie; null when they are in the records
 */
record StoredStretch(ArrayList<Piece> pieces, ArrayList<Piece> invalidation) implements Serializable {
    /** Of a stretch that was measured; {@code invalidation} may be null. */
    static StoredStretch of(Chain chain, Chain invalidation) {
        List<Piece> flags = invalidation == null ? null : invalidation.pieces();
        return new StoredStretch(new ArrayList<>(chain.pieces()), flags == null ? null : new ArrayList<>(flags));
    }
}
