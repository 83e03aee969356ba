package org.bivouac.jobs.dump.can;

/** Receives what the frames mean. */
interface Meaning {
    /** A whole payload of a message. */
    void message(MessageGroup group, double seconds, byte[] payload);

    /** A frame to keep as it is. */
    void raw(RawFrames raw, Frame frame);

    /** A reply that refuses; its frame is kept as well. */
    void negative();

    /** A long message that is not whole, and why. */
    void broken(String reason);
}
