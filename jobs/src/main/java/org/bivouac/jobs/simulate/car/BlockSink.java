package org.bivouac.jobs.simulate.car;

import java.io.IOException;

/** Takes what a drive gives, block by block. A drive is one run of the loggers, or more when they are switched off overnight. */
public interface BlockSink {
    /**
     * The loggers wake up.
     *
     * @param run from 0
     * @param fromSeconds whole seconds from the drive's start
     */
    void begin(int run, long fromSeconds) throws IOException;

    /** Consecutive stretches of the run; the block is the drive's again on return. */
    void block(Block block, int seconds) throws IOException;

    /** The loggers are switched off. */
    void end() throws IOException;

    /** A sink that throws everything away. */
    static BlockSink none() {
        return new BlockSink() {
            @Override
            public void begin(int run, long fromSeconds) {}

            @Override
            public void block(Block block, int seconds) {}

            @Override
            public void end() {}
        };
    }
}
