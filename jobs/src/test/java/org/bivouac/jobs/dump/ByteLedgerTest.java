package org.bivouac.jobs.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ByteLedgerTest {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rangesInAnyOrderCloseTheLedger(long seed) {
        Random random = new Random(seed);
        List<long[]> ranges = new ArrayList<>();
        long size = 0;
        for (int i = 0; i < 40; i++) {
            long to = size + random.nextInt(5);
            ranges.add(new long[] {size, to});
            size = to;
        }
        Collections.shuffle(ranges, random);
        ByteLedger ledger = new ByteLedger();
        for (long[] range : ranges) {
            if (random.nextBoolean()) {
                ledger.bytes(ByteUse.DECODED, range[0], range[1]);
            } else {
                ledger.reject(new Fault("f", range[0], range[1] - range[0], 0, "B7", "", "", "", 1));
            }
        }

        assertThat(ledger.discrepancy(size)).isEmpty();
        assertThat(ledger.of(ByteUse.DECODED) + ledger.rejected()).isEqualTo(size);
        assertThat(ledger.discrepancy(size + 1)).isPresent();
    }

    @Test
    void aGapAnOverlapAndAShortSumAreTold() {
        ByteLedger gap = new ByteLedger();
        gap.bytes(ByteUse.HEADER, 0, 10);
        gap.bytes(ByteUse.DECODED, 12, 20);
        assertThat(gap.discrepancy(20)).hasValue("bytes [10, 12) are not accounted for");

        ByteLedger overlap = new ByteLedger();
        overlap.bytes(ByteUse.HEADER, 0, 10);
        overlap.bytes(ByteUse.DECODED, 9, 20);
        assertThat(overlap.discrepancy(20)).hasValue("[0, 10) and [9, 20) overlap");

        ByteLedger contained = new ByteLedger();
        contained.bytes(ByteUse.DECODED, 5, 6);
        contained.bytes(ByteUse.HEADER, 0, 10);
        assertThat(contained.discrepancy(10)).isPresent();

        assertThat(new ByteLedger().discrepancy(1)).hasValue("0 bytes are accounted for, the file has 1");
    }
}
