package org.bivouac.jobs.dump.can.blf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.dump.can.FrameRecording;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlfSourceTest {
    private static final int EXTENDED = 0x80000000;
    private static final String CORPUS = System.getProperty("bivouac.corpus", "");

    @TempDir
    Path folder;

    private FrameRecording read(byte[] bytes) throws IOException {
        FrameRecording read = FrameRecording.of(folder, bytes, new BlfSource());
        assertThat(read.ledger.discrepancy(bytes.length)).isEmpty();
        return read;
    }

    private static BlfBuilder messages(int count) {
        BlfBuilder builder = new BlfBuilder();
        for (int i = 0; i < count; i++) {
            builder.object(1, i * 1_000_000L, BlfBuilder.message(1, 0, 8, 0x100 + i, 1, 2, 3, 4, 5, 6, 7, i));
        }
        return builder;
    }

    @Test
    void everyObjectOfCanIsAFrameAndTheOthersAreCounted() throws IOException {
        byte[] error = new byte[4];
        error[0] = 2;
        ByteBuffer errorExt = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        errorExt.putShort(0, (short) 3)
                .put(10, (byte) 2)
                .putInt(16, 0x321)
                .put(24, (byte) 0xAB)
                .put(25, (byte) 0xCD);
        ByteBuffer error64 = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN);
        error64.put(0, (byte) 4).put(1, (byte) 2).put(2, (byte) 2).putInt(12, 0x12345678 | EXTENDED);
        error64.put(44, (byte) 0x11).put(45, (byte) 0x22);
        byte[] log = new BlfBuilder()
                .object(1, 1, 150_000, BlfBuilder.message(1, 0, 2, 0x123, 0x11, 0x22))
                .object(
                        86,
                        2,
                        1_500_000_001,
                        BlfBuilder.message(2, 1, 9, 0x1ABCDEF0 | EXTENDED, 1, 2, 3, 4, 5, 6, 7, 8))
                .object(1, 1_600_000_000, BlfBuilder.message(1, 0x80, 4, 0x123))
                .object(1, 1_600_000_000, BlfBuilder.message(1, 2, 4, 0x123))
                .object(4, 1_650_000_000, new byte[32])
                .object(2, 1_700_000_000, error)
                .object(73, 1_800_000_000, errorExt.array())
                .object(100, 1_900_000_000, BlfBuilder.flexible(5, 1, 9, 0x123, 7, 12))
                .object(100, 1_910_000_000, BlfBuilder.flexible(5, 0, 3, 0x123, 0, 3))
                .object(101, 2_000_000_000, BlfBuilder.flexible64(6, 1, 9, 0x123, 0x7000, 12))
                .object(101, 2_100_000_000, BlfBuilder.flexible64(6, 0, 5, 0x123, 0x10, 0))
                .object(101, 2_100_000_000, BlfBuilder.flexible64(6, 2, 5, 0x123, 0, 5))
                .object(104, 2_200_000_000L, error64.array())
                .object(999, 2_300_000_000L, new byte[5])
                .containers(2, 1 << 17)
                .build();

        FrameRecording read = read(log);

        assertThat(read.lines())
                .containsExactly(
                        "1.5 1 123 CAN DATA 2 1122",
                        "1.500000001 2 1ABCDEF0x CAN DATA sent 9 0102030405060708",
                        "1.6 1 123 CAN REMOTE 4",
                        "1.7 2 0 CAN ERROR 0",
                        "1.8 3 321 CAN ERROR 2 ABCD",
                        "1.9 5 123 CAN_FD DATA sent fast passive 9 000102030405060708090A0B",
                        "1.91 5 123 CAN DATA 3 000102",
                        "2.0 6 123 CAN_FD DATA sent fast passive 9 000102030405060708090A0B",
                        "2.1 6 123 CAN REMOTE 5",
                        "2.2 4 12345678x CAN_FD ERROR 2 1122");
        assertThat(read.skipped).isEqualTo(Map.of("CAN statistic", 1, "transmit request", 2, "object of type 999", 1));
        assertThat(read.rejects).isEmpty();
        assertThat(read.start).hasToString("2026-02-09T19:20:02.050Z");
        assertThat(read.clock).isEqualTo(Clock.LOCAL);
    }

    @ParameterizedTest
    @CsvSource({"0, 37", "0, 1000", "0, 100000", "2, 37", "2, 48", "2, 1000", "2, 100000"})
    void whereContainersAreCutChangesNothing(int method, int length) throws IOException {
        FrameRecording read = read(messages(100).containers(method, length).build());

        assertThat(read.frames).hasSize(100);
        assertThat(read.lines())
                .isEqualTo(read(messages(100).containers(2, 1 << 17).build()).lines());
        assertThat(read.rejects).isEmpty();
    }

    @Test
    void framesOutsideOfContainersAreRead() throws IOException {
        BlfBuilder loose = messages(100);

        assertThat(read(loose.raw(loose.pending()).build()).frames).hasSize(100);
    }

    @Test
    void anUnsetStartGivesRelativeTimes() throws IOException {
        byte[] body = BlfBuilder.message(1, 0, 0, 1);
        FrameRecording read = read(new BlfBuilder(0, 0, 0, 0, 0, 0, 0, 0)
                .object(1, 7, body)
                .containers(2, 999)
                .build());

        assertThat(read.start).isNull();
        assertThat(read.clock).isEqualTo(Clock.RELATIVE);
    }

    @Test
    void impossibleObjectsAreRefusedAndCounted() throws IOException {
        FrameRecording read = read(messages(2)
                .object(1, 5, BlfBuilder.message(1, 0, 16, 0x123))
                .object(1, 5, BlfBuilder.message(1, 0, 8, 0x800))
                .object(1, 5, BlfBuilder.message(1, 0, 8, 0x800))
                .object(1, 7, 5, BlfBuilder.message(1, 0, 8, 0x123))
                .object(1, -5, BlfBuilder.message(1, 0, 8, 0x123))
                .object(1, 5, new byte[15])
                .object(100, 5, BlfBuilder.flexible(1, 0, 9, 0x123, 1, 13))
                .object(101, 5, BlfBuilder.flexible64(1, 0, 15, 0x123, 0x1000, 63))
                .containers(2, 1 << 17)
                .build());

        assertThat(read.frames).hasSize(2);
        assertThat(read.rejects)
                .extracting(fault -> fault.reason() + " " + fault.count())
                .containsExactly(
                        "object of type 1: impossible: id 123, dlc 16, channel 1 1",
                        "object of type 1: impossible: id 800, dlc 8, channel 1 2",
                        "object of type 1: its time unit is 7, known are 1 (10 us) and 2 (ns) 1",
                        "object of type 1: its time is 18446744073709551611 1",
                        "object of type 1: it ends after 15 of 16 bytes 1",
                        "object of type 100: dlc 9 with 13 valid bytes, 68 follow 1",
                        "object of type 101: dlc 15 with 63 valid bytes, 63 follow 1");
    }

    @Test
    void aDamagedContainerCostsItsObjectsAndThoseThatItCuts() throws IOException {
        byte[] log = messages(100).containers(2, 1000).build();
        List<Integer> starts = starts(log);
        int second = starts.get(1);
        Arrays.fill(log, second + 40, second + 60, (byte) 0xFF);

        FrameRecording read = read(log);

        // 4800 bytes in five containers: frames 20 to 41 lie at least partly in the second.
        assertThat(read.frames)
                .extracting(frame -> frame.id() - 0x100)
                .hasSize(78)
                .doesNotContain(20, 21, 40, 41);
        assertThat(read.rejects).first().satisfies(fault -> {
            assertThat(fault.rule()).isEqualTo("C5");
            assertThat(fault.byteOffset()).isEqualTo(second);
        });
        assertThat(read.ledger.rejected())
                .isEqualTo(ByteBuffer.wrap(log).order(ByteOrder.LITTLE_ENDIAN).getInt(second + 8));
    }

    private static List<Integer> starts(byte[] log) {
        List<Integer> starts = new ArrayList<>();
        for (int at = 144; at + 4 <= log.length; at++) {
            if (log[at] == 'L' && log[at + 1] == 'O' && log[at + 2] == 'B' && log[at + 3] == 'J') {
                starts.add(at);
            }
        }
        return starts;
    }

    @Test
    void aWrongSizeAnUnknownMethodAndABombAreNamed() throws IOException {
        byte[] objects = messages(10).pending();
        FrameRecording read = read(messages(1)
                .containers(2, 1000)
                .container(2, objects, objects.length + 1)
                .container(2, objects, objects.length - 1)
                .container(3, objects)
                .container(2, objects, 1 << 30)
                .container(0, objects, objects.length - 1)
                .build());

        assertThat(read.frames).hasSize(1);
        assertThat(read.rejects)
                .extracting(fault -> fault.rule() + " " + fault.reason())
                .containsExactly(
                        "C5 the container unpacks to 480 bytes, stated are 481",
                        "C5 the container unpacks to 480 bytes, stated are 479",
                        "C5 compression method 3 is not known, known are 0 (none) and 2 (zlib)",
                        "C5 the container states 1073741824 unpacked bytes, at most 16777216 are read",
                        "C5 the container holds 480 bytes, stated are 479");
    }

    @Test
    void aLogCutAnywhereGivesAPrefix() throws IOException {
        byte[] whole = messages(60).containers(2, 700).build();
        List<String> lines = read(whole).lines();
        int most = 0;
        for (int cut = whole.length - 1; cut > 200; cut--) {
            try {
                FrameRecording read = read(Arrays.copyOf(whole, cut));
                assertThat(read.lines()).as("cut at %d", cut).isEqualTo(lines.subList(0, read.frames.size()));
                most = Math.max(most, read.frames.size());
            } catch (DumpException refused) {
                assertThat(refused.fault().rule()).isEqualTo("A2");
            }
        }
        assertThat(most).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 4096, 70_000, 200_000})
    void whatIsNoObjectIsPassedOver(int length) throws IOException {
        byte[] noise = new byte[length];
        Arrays.fill(noise, (byte) 7);
        FrameRecording read = read(messages(3)
                .containers(2, 1000)
                .raw(noise)
                .container(2, messages(3).pending())
                .raw(new byte[length])
                .build());

        assertThat(read.frames).hasSize(6);
        assertThat(read.rules()).containsExactlyInAnyOrder("C1", "A10", "D1");
        assertThat(read.ledger.rejected()).isEqualTo(2L * length);
        assertThat(read.ledger.of(ByteUse.HEADER)).isEqualTo(144);
    }

    @Test
    void aLogWithoutFramesIsRefusedWithTheReason() {
        assertThatThrownBy(() -> read(new BlfBuilder().build()))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("A2: no frame is among the 0 objects");
        assertThatThrownBy(() -> read(Arrays.copyOf(new BlfBuilder().build(), 60)))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("A2: the header states");
    }

    /** Fixtures of single objects with impossible values: what another reader found in their fields. */
    @ParameterizedTest
    @CsvSource({
        "test_CanMessage, 'type 1: impossible: id 4444444, dlc 51, channel 4369'",
        "test_CanMessage2, 'type 86: impossible: id 4444444, dlc 51, channel 4369'",
        "test_CanFdMessage, 'type 100: impossible: id 4444444, dlc 51, channel 4369'",
        "test_CanErrorFrameExt, 'type 73: impossible: id 19999999x, dlc 102, channel 4369'"
    })
    void fieldsStandWhereTheFixturesHaveThem(String name, String fields) throws IOException {
        Assumptions.assumeFalse(CORPUS.isEmpty(), "no -Dbivouac.corpus");
        byte[] bytes = Files.readAllBytes(Path.of(CORPUS, "logs/blf/hardbyte+python-can/test/data", name + ".blf"));

        assertThatThrownBy(() -> read(bytes)).isInstanceOf(DumpException.class).hasMessageContaining(fields);
    }
}
