package org.bivouac.jobs.dump.mdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.can.Databases;
import org.bivouac.jobs.dump.can.Frame;
import org.bivouac.jobs.dump.mdf.Mdf4Build.Cn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where records can lie: one block or many, packed or not, sorted, mixed, by columns; finished or not. */
class Mdf4RecordsTest {
    @TempDir
    Path folder;

    static Stream<Mdf4Samples.Sample> samples() {
        return Mdf4Samples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyLayoutIsReadWholeAndWithoutRejects(Mdf4Samples.Sample sample) throws IOException {
        Mdf4Read read = Mdf4Read.of(folder, sample.bytes());

        assertThat(read.rejects).isEmpty();
        assertThat(read.columns.values())
                .allSatisfy(column -> assertThat(column).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void packedRecordsAreThoseThatWerePacked(int method) throws IOException {
        Mdf4Read plain = Mdf4Read.of(folder, Mdf4Samples.sorted());
        Mdf4Read packed = Mdf4Read.of(folder, Mdf4Samples.packed(method));

        assertThat(packed.columns).isEqualTo(plain.columns);
        assertThat(packed.column("f")).hasSize(Mdf4Samples.ROWS);
        assertThat(packed.column("i").get(0)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void mixedRecordsAreToldApartByIdsOfAnyWidth(int idBytes) throws IOException {
        Mdf4Read read = Mdf4Read.of(folder, Mdf4Samples.mixed(idBytes, -1));

        assertThat(read.rejects).isEmpty();
        assertThat(read.column("x"))
                .isEqualTo(IntStream.range(0, 100)
                        .mapToObj(i -> (Object) (3.0 * i))
                        .toList());
        assertThat(read.column("CAN_DataFrame.ID"))
                .isEqualTo(IntStream.range(0, 300)
                        .mapToObj(i -> (Object) (100.0 * i))
                        .toList());
        for (int i = 0; i < 300; i++) {
            int length = (int)
                    (double) (Double) read.column("CAN_DataFrame.DataLength").get(i);
            assertThat(read.column("CAN_DataFrame.DataBytes").get(i))
                    .isEqualTo(String.format("%02X", i & 0xff).repeat(length));
        }
    }

    @Test
    void anUnfinishedDumpWithAnyFlagsIsReadLikeTheFinishedOne() throws IOException {
        Mdf4Read finished = Mdf4Read.of(folder, Mdf4Samples.mixed(1, -1));
        for (int flags = 0; flags < 128; flags++) {
            Mdf4Read read = Mdf4Read.of(folder, Mdf4Samples.mixed(1, flags));
            assertThat(read.columns).as("flags %d", flags).isEqualTo(finished.columns);
            assertThat(read.rejects).as("flags %d", flags).isEmpty();
        }
    }

    @Test
    void flagsThatNobodyKnowsAreRefused() {
        assertThatThrownBy(() -> Mdf4Read.of(folder, Mdf4Samples.mixed(1, 128)))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("C2: unfinished with flags 128");
        byte[] custom = Mdf4Samples.mixed(1, 37);
        custom[62] = 1;
        assertThatThrownBy(() -> Mdf4Read.of(folder, custom))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("custom flags 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 399, 440, 500, 65535})
    void anUnknownVersionIsRefused(int version) {
        byte[] dump = Mdf4Samples.sorted();
        dump[28] = (byte) version;
        dump[29] = (byte) (version >> 8);

        assertThatThrownBy(() -> Mdf4Read.of(folder, dump))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("C4: MDF version " + version);
    }

    @Test
    void columnsInGroupsOfTheirOwnAreRowsOfTheirTimeBase() throws IOException {
        Mdf4Read read = Mdf4Read.of(folder, Mdf4Samples.columns());

        assertThat(read.header.groups()).hasSize(1);
        assertThat(read.header.groups().get(0).rateHz()).isEqualTo(50);
        for (int i = 0; i < Mdf4Samples.ROWS; i++) {
            assertThat(read.column("t").get(i)).isEqualTo(i / 50.0);
            assertThat(read.column("f").get(i)).isEqualTo(i / 4.0);
            assertThat(read.column("i").get(i)).isEqualTo(i % 5 == 0 ? null : (Object) (double) -i);
        }
    }

    @Test
    void valuesOutsideTheRecordsAreFoundByTheirOffsetNotTheirOrder() throws IOException {
        Mdf4Read read = Mdf4Read.of(folder, Mdf4Samples.valuesApart());

        assertThat(read.column("text"))
                .isEqualTo(IntStream.range(0, 60)
                        .mapToObj(i -> (Object) ("text " + i))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void partsOfAnySizeAreTheWhole(Mdf4Samples.Sample sample) throws IOException {
        Mdf4Read whole = Mdf4Read.of(folder, sample.bytes());
        for (int wanted : new int[] {1, 100, 777, 4000, 1 << 20}) {
            Mdf4Read parts = Mdf4Read.ofParts(folder, sample.bytes(), wanted);
            assertThat(parts.columns).as("wanted %d", wanted).isEqualTo(whole.columns);
            assertThat(parts.seconds).isEqualTo(whole.seconds);
            assertThat(parts.ordinals).isEqualTo(whole.ordinals);
            assertThat(parts.rejects).isEqualTo(whole.rejects);
        }
    }

    @Test
    void aBrokenPackedBlockCostsTheRecordsThatItTouches() throws IOException {
        byte[] dump = Mdf4Samples.packed(0);
        Mdf4Read whole = Mdf4Read.of(folder, dump);
        int second = indexOf(dump, "##DZ", indexOf(dump, "##DZ", 0) + 1);
        for (int i = 60; i < 90; i++) {
            dump[second + i] ^= 0x55;
        }

        Mdf4Read read = Mdf4Read.of(folder, dump);

        assertThat(read.rejects).singleElement().satisfies(fault -> {
            assertThat(fault.rule()).isEqualTo("C5");
            assertThat(fault.byteOffset()).isEqualTo(second + 48);
        });
        int lost = Mdf4Samples.ROWS - read.column("f").size();
        assertThat(lost).isBetween(50, 52);
        assertThat(whole.column("t")).containsAll(read.column("t"));
        assertThat(read.column("t").get(0)).isEqualTo(0.0);
        assertThat(read.column("t").get(read.column("t").size() - 1)).isEqualTo(2.99);
        assertThat(read.ordinals.get("sorted [0]").get(60)).isEqualTo(60L + lost);
        assertThat(Mdf4Read.ofParts(folder, dump, 300).columns).isEqualTo(read.columns);
    }

    private static int indexOf(byte[] dump, String magic, int from) {
        for (int i = from; i < dump.length; i++) {
            if (new String(dump, i, 4, java.nio.charset.StandardCharsets.ISO_8859_1).equals(magic)) {
                return i;
            }
        }
        throw new AssertionError(magic);
    }

    @Test
    void aBlockThatSaysItUnpacksToMoreThanAnythingIsRefusedByName() throws IOException {
        for (long size : new long[] {1L << 40, 1L << 30, 900_000}) {
            Mdf4Build build = new Mdf4Build();
            long group = build.group(0, build.channels(Cn.time()), "g", 0, 1, 0, 8, 0);
            long data = build.packed("DT", 0, 8, new byte[16]);
            byte[] dump = build.dump(build.dataGroup(0, group, data, 0));
            ByteBuffer.wrap(dump).order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong((int) data + 32, size);

            Mdf4Read read = Mdf4Read.of(folder, dump);

            assertThat(read.column("t")).isEmpty();
            assertThat(read.rejects)
                    .anySatisfy(fault -> assertThat(fault.message()).contains("C5", "" + size));
        }
    }

    @Test
    void anUnknownWayOfPackingIsNamed() throws IOException {
        byte[] dump = Mdf4Samples.packed(0);
        dump[indexOf(dump, "##DZ", 0) + 26] = 9;

        assertThat(Mdf4Read.of(folder, dump).reasons())
                .singleElement()
                .asString()
                .contains("method 9");
    }

    @Test
    void whatIsMoreOrLessThanStatedIsTold() throws IOException {
        assertThat(withCycles(100).reasons())
                .containsExactly("C2: group 'sorted [0]' states 100 records and has data of 300");
        assertThat(withCycles(100).column("f")).hasSize(100);
        assertThat(withCycles(0).reasons())
                .containsExactly("C2: group 'sorted [0]' states 0 records and has data of 300");
        assertThat(withCycles(301).reasons())
                .containsExactly("A1: group 'sorted [0]' states 301 records, 300 are there");
        assertThat(withCycles(301).column("f")).hasSize(300);
    }

    private Mdf4Read withCycles(long cycles) throws IOException {
        byte[] dump = Mdf4Samples.sorted();
        int group = indexOf(dump, "##CG", 0);
        ByteBuffer.wrap(dump).order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong(group + 24 + 48 + 8, cycles);
        return Mdf4Read.of(folder, dump);
    }

    @Test
    void anUnknownRecordIdEndsTheDataAndIsNamed() throws IOException {
        byte[] dump = Mdf4Samples.mixed(1, 37);
        dump[dump.length - 40] = 99;
        Mdf4Read read = Mdf4Read.of(folder, dump);
        int data = indexOf(dump, "##DT", 0);
        dump[data + 24] = 77;

        assertThat(Mdf4Read.of(folder, dump).reasons())
                .singleElement()
                .asString()
                .contains("record id 77, known are 1, 2, 3");
        assertThat(read.column("x").size()).isGreaterThan(90);
    }

    @Test
    void strayBytesAreRejectedAndZerosArePadding() throws IOException {
        Mdf4Build build = new Mdf4Build();
        build.stray(new byte[64]);
        build.stray(new byte[] {1, 2, 3});
        long group = build.group(0, build.channels(Cn.time()), "g", 0, 1, 0, 8, 0);
        long data = build.records("DT", new byte[8]);
        Mdf4Read read = Mdf4Read.of(folder, build.dump(build.dataGroup(0, group, data, 0)));

        assertThat(read.reasons()).containsExactly("A10: bytes that no block claims");
        assertThat(read.ledger.rejected()).isBetween(3L, 72L);
    }

    @Test
    void startAndZoneAreThoseOfTheHeader() throws IOException {
        long group;
        Mdf4Build utc = new Mdf4Build().time(2, 1_700_000_000_000_000_001L);
        group = utc.group(0, utc.channels(Cn.time()), "g", 0, 1, 0, 8, 0);
        Mdf4Read read = Mdf4Read.of(folder, utc.dump(utc.dataGroup(0, group, utc.records("DT", new byte[8]), 0)));
        assertThat(read.header.start()).hasToString("2023-11-14T22:13:20.000000001Z");
        assertThat(read.header.clock()).isEqualTo(Clock.UTC);
        assertThat(read.header.metadata()).containsEntry("time zone", "60 min, summer time 0 min");

        Mdf4Build local = new Mdf4Build().time(1, 1_700_000_000_000_000_000L);
        group = local.group(0, local.channels(Cn.time()), "g", 0, 1, 0, 8, 0);
        read = Mdf4Read.of(folder, local.dump(local.dataGroup(0, group, local.records("DT", new byte[8]), 0)));
        assertThat(read.header.clock()).isEqualTo(Clock.LOCAL);

        Mdf4Build none = new Mdf4Build().time(0, 0);
        group = none.group(0, none.channels(Cn.time()), "g", 0, 1, 0, 8, 0);
        read = Mdf4Read.of(folder, none.dump(none.dataGroup(0, group, none.records("DT", new byte[8]), 0)));
        assertThat(read.header.clock()).isEqualTo(Clock.RELATIVE);
        assertThat(read.header.start()).isNull();
    }

    @Test
    void channelsOfOneNameInTwoGroupsStayApart() throws IOException {
        Mdf4Build build = new Mdf4Build();
        long second = build.group(0, build.channels(Cn.time(), new Cn("x", 0, 8, 8)), "same", 0, 1, 0, 9, 0);
        long first = build.group(
                0, build.channels(Cn.time(), new Cn("x", 0, 8, 8), new Cn("x", 0, 8, 8)), "same", 0, 1, 0, 9, 0);
        long tail = build.dataGroup(0, second, build.records("DT", new byte[9]), 0);
        Mdf4Read read =
                Mdf4Read.of(folder, build.dump(build.dataGroup(tail, first, build.records("DT", new byte[9]), 0)));

        assertThat(read.header.groups()).extracting(group -> group.name()).containsExactly("same [0]", "same [1]");
        assertThat(read.header.groups().get(0).channels()).hasSize(3);
    }

    @Test
    void historyEventsAndAttachmentsAreListedAndNeverUnpacked() throws IOException {
        Mdf4Build build = new Mdf4Build();
        ByteBuffer event = Mdf4Build.little(32);
        event.put((byte) 6)
                .put((byte) 1)
                .putShort((short) 0)
                .putInt(0)
                .putInt(0)
                .putShort((short) 0)
                .putShort((short) 0);
        event.putLong(25).putDouble(0.1);
        build.events(build.block("EV", new long[] {0, 0, 0, build.text("start of stage"), 0}, event.array()));
        ByteBuffer attachment = Mdf4Build.little(40 + 100_000);
        attachment.putShort((short) 1).putShort((short) 0).putInt(0).position(24);
        attachment.putLong(1_000_000).putLong(100_000);
        build.attachments(build.block(
                "AT", new long[] {0, build.text("../../evil.sh"), build.text("text/x-sh"), 0}, attachment.array()));
        ByteBuffer history = Mdf4Build.little(16).putLong(1_600_000_000_000_000_000L);
        build.history(build.block(
                "FH",
                new long[] {
                    0,
                    build.comment("<FHcomment><TX>made &amp; checked</TX><tool_id>box</tool_id>"
                            + "<tool_version>1.2</tool_version></FHcomment>")
                },
                history.array()));
        long group = build.group(0, build.channels(Cn.time()), "g", 0, 1, 0, 8, 0);
        Mdf4Read read = Mdf4Read.of(folder, build.dump(build.dataGroup(0, group, build.records("DT", new byte[8]), 0)));

        assertThat(read.header.metadata())
                .containsEntry("event 1", "marker at 2.5 s start of stage")
                .containsEntry("attachment 1", "../../evil.sh text/x-sh, embedded, 1000000 bytes, not unpacked")
                .containsEntry("history 1", "2020-09-13T12:26:40Z box 1.2 made & checked")
                .containsEntry("skipped attachments", "1");
        assertThat(read.rejects).isEmpty();
    }

    @Test
    void busEventsOfAllGroupsAreFramesInTheOrderOfTime() throws IOException {
        List<Frame> frames = new ArrayList<>();
        try (Mdf4Dump dump = new Mdf4Dump(Mdf4Read.file(folder, Mdf4Samples.mixed(1, 37)), "mdf4", Databases.NONE)) {
            assertThat(dump.frames().hasFrames()).isTrue();
            dump.frames().frames(frames::add);
        }

        assertThat(frames).hasSize(300);
        assertThat(frames.get(7).id()).isEqualTo(700);
        assertThat(frames.get(7).bus()).isEqualTo("2");
        assertThat(frames.get(7).seconds()).isEqualTo(0.7);
        assertThat(frames.get(7).extended()).isFalse();
        assertThat(frames.get(299).extended()).isTrue();
        byte[] expected = new byte[frames.get(7).data().length];
        Arrays.fill(expected, (byte) 7);
        assertThat(frames.get(7).data()).isEqualTo(expected);
    }
}
