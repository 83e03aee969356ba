package org.bivouac.jobs.dump.can;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.dump.can.Databases.Entry;
import org.bivouac.jobs.dump.can.Frame.Format;
import org.bivouac.jobs.dump.can.Frame.Kind;
import org.bivouac.jobs.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What frames mean: groups, rows, what is missing, kept raw and told. */
class BusDecoderTest {
    private static final String J1939 = "BA_DEF_  \"ProtocolType\" STRING ;\nBA_ \"ProtocolType\" \"J1939\";\n";
    private static final String EEC1 =
            "BO_ 2364540158 EEC1: 8 X\n SG_ EngineSpeed : 24|16@1+ (0.125,0) [0|8031.875] \"rpm\" X\n";

    @TempDir
    private Path folder;

    /** What came of some frames: rows by group as text, faults, metadata. */
    private static final class Decoded implements DumpSink {
        final Map<String, List<String>> rows = new TreeMap<>();
        final List<String> faults = new ArrayList<>();
        List<DumpHeader.Group> groups;
        Map<String, String> metadata;
        int flagged;

        @Override
        public void begin(DumpHeader header) {}

        @Override
        public void rows(Rows block) {
            DumpHeader.Group group = groups.get(block.group());
            List<String> to = rows.computeIfAbsent(group.name(), none -> new ArrayList<>());
            assertThat(block.firstOrdinal()).isEqualTo(to.size());
            for (int i = 0; i < block.count(); i++) {
                List<String> cells = new ArrayList<>(List.of("" + block.seconds()[i]));
                for (int c = 0; c < group.channels().size(); c++) {
                    boolean text = group.channels().get(c).role() == Role.TEXT;
                    cells.add(text ? block.texts()[c][i] : "" + block.numbers()[c][i]);
                }
                to.add(String.join(" ", cells));
                flagged += block.flagged() != null && block.flagged()[i] ? 1 : 0;
            }
        }

        @Override
        public void reject(Fault fault) {
            faults.add(fault.rule() + " " + fault.reason());
        }

        @Override
        public void bytes(ByteUse use, long from, long to) {}
    }

    private final List<Frame> frames = new ArrayList<>();

    /** A frame as {@code 18FEF100#0102}; eight digits before the # make 29 bits. Its time is its place in seconds. */
    private void frame(String bus, String text) {
        String[] part = text.split("#", -1);
        frames.add(new Frame(
                frames.size(),
                frames.size(),
                bus,
                Kind.DATA,
                Integer.parseUnsignedInt(part[0], 16),
                part[0].length() > 3,
                Format.CAN,
                false,
                HexFormat.of().parseHex(part[1])));
    }

    private void frame(String text) {
        frame("can0", text);
    }

    private Entry database(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "VERSION \"\"\nBS_:\nBU_: X\n" + text);
        return Entry.of(Databases.ANY, Databases.ANY, file);
    }

    private Decoded decode(Entry... entries) {
        Decoded decoded = new Decoded();
        BusDecoder decoder = new BusDecoder(new Databases(List.of(entries), null), "dump.log");
        decoder.logger("BOX");
        frames.forEach(decoder::see);
        decoded.groups = decoder.groups(0);
        decoded.metadata = decoder.metadata();
        frames.forEach(frame -> decoder.decode(frame, decoded));
        decoder.finish(decoded);
        return decoded;
    }

    @Test
    void aMessageIsAGroupOfItsBusAndWhatNoDatabaseKnowsIsKeptRaw() throws IOException {
        frame("can0", "064#1027");
        frame("can1", "064#2027");
        frame("can0", "065#0102");
        Decoded decoded = decode(database(
                "car.dbc",
                "BO_ 100 Engine: 2 X\n SG_ Speed : 0|16@1+ (0.25,0) [0|0] \"rpm\" X\n"
                        + "BA_DEF_ BO_ \"GenMsgCycleTime\" INT 0 9999;\nBA_ \"GenMsgCycleTime\" BO_ 100 20;\n"));
        assertThat(decoded.groups)
                .extracting(DumpHeader.Group::name)
                .containsExactly("can0 Engine", "can1 Engine", "frames can0");
        assertThat(decoded.groups).extracting(DumpHeader.Group::rateHz).containsExactly(50.0, 50.0, Double.NaN);
        assertThat(decoded.groups.get(0).channels())
                .containsExactly(new DumpHeader.RawChannel("Speed", "rpm", Role.NUMBER));
        assertThat(decoded.rows.get("can0 Engine")).containsExactly("0.0 2500.0");
        assertThat(decoded.rows.get("can1 Engine")).containsExactly("1.0 2504.0");
        assertThat(decoded.rows.get("frames can0")).containsExactly("2.0 101.0 0.0 CAN DATA 0.0 2.0 0102 2.0");
        assertThat(decoded.metadata).containsEntry("messages decoded", "2").containsEntry("frames kept raw", "1");
        assertThat(decoded.faults).isEmpty();
    }

    @Test
    void whatIsNoDataIsKeptRawEvenWithAKnownIdentifier() throws IOException {
        frames.add(new Frame(0, 0, "", Kind.REMOTE, 100, false, Format.CAN, false, new byte[0]));
        frames.add(new Frame(1, 1, "", Kind.DATA, 100, true, Format.CAN, false, new byte[] {1}));
        Decoded decoded = decode(database("car.dbc", "BO_ 100 M: 1 X\n SG_ S : 0|8@1+ (1,0) [0|0] \"\" X\n"));
        assertThat(decoded.groups).extracting(DumpHeader.Group::name).containsExactly("frames");
    }

    @Test
    void messagesOfOneNameAreToldApartByIdentifierWhicheverOfThemTheLogHas() throws IOException {
        String signal = " SG_ S : 0|8@1+ (1,0) [0|0] \"\" X\n";
        frame("02A#05");
        Decoded decoded = decode(database("car.dbc", "BO_ 41 Same: 1 X\n" + signal + "BO_ 42 Same: 1 X\n" + signal));
        assertThat(decoded.rows).containsOnlyKeys("can0 Same 0x02A");
    }

    @Test
    void databasesAreAskedInTheirOrderAndOnlyThoseOfTheLoggerAndBus() throws IOException {
        String signal = ": 1 X\n SG_ S : 0|8@1+ (1,0) [0|0] \"\" X\n";
        Entry first = database("first.dbc", "BO_ 1 First" + signal);
        Entry second = database("second.dbc", "BO_ 1 Second" + signal + "BO_ 2 Only" + signal);
        Entry other = database("other.dbc", "BO_ 3 Other" + signal);
        frame("can0", "001#00");
        frame("can0", "002#00");
        frame("can1", "003#00");
        Entry ofBus = new Entry("box", "CAN1", other.file(), other.sha256());
        assertThat(decode(first, second, ofBus).rows.keySet()).containsExactly("can0 First", "can0 Only", "can1 Other");
        assertThat(decode(new Entry("else", "*", other.file(), other.sha256()))
                        .rows
                        .keySet())
                .containsExactly("frames can0", "frames can1");
    }

    @Test
    void underJ1939PriorityDoesNotMatterAndEachSourceIsAGroup() throws IOException {
        frame("0CF00400#FFFFFF6813FFFFFF");
        frame("18F00400#FFFFFF0000FFFFFF");
        frame("0CF0040B#FFFFFFFFFFFFFFFF");
        Decoded decoded = decode(database("j.dbc", EEC1 + J1939));
        assertThat(decoded.rows.get("can0 EEC1 source 0")).containsExactly("0.0 621.0", "1.0 0.0");
        assertThat(decoded.rows.get("can0 EEC1 source 11")).containsExactly("2.0 NaN");
        assertThat(decoded.metadata).containsOnlyKeys("messages decoded");
    }

    private static final String LONG = "BO_ 2566841342 EC1: 40 X\n SG_ Second : 8|8@1+ (1,0) [0|0] \"\" X\n"
            + " SG_ Last : 152|16@1+ (0.125,0) [0|0] \"rpm\" X\n";

    @Test
    void aBroadcastOfManyPacketsIsOneMessageAtTheTimeOfTheLast() throws IOException {
        // SAE J1939-21: control byte 32, 21 bytes in 3 packets, group 65251
        frame("18ECFF00#201500 03FFE3FE00".replace(" ", ""));
        frame("18EBFF00#0101020304050607");
        frame("18EBFF00#0208090A0B0C0D0E");
        frame("18EBFF00#030F101112136813");
        Decoded decoded = decode(database("j.dbc", LONG + J1939));
        assertThat(decoded.rows.get("can0 EC1 source 0")).containsExactly("3.0 2.0 621.0");
        assertThat(decoded.rows.get("frames can0")).hasSize(4);
        assertThat(decoded.faults).isEmpty();
    }

    @Test
    void betweenTwoThePacketsMayBeAskedForAgainAndOtherPairsRunBeside() throws IOException {
        frame("18EC0B00#10150003FFE3FE00");
        frame("18EC0C00#10150003FFE3FE00");
        frame("18EC000B#110301FFFFE3FE00");
        frame("18EB0B00#0101020304050607");
        frame("18EB0C00#0101AA0304050607");
        frame("18EB0B00#0208090A0B0C0D0E");
        frame("18EC000B#110102FFFFE3FE00");
        frame("18EB0B00#0208090A0B0C0D0E");
        frame("18EB0B00#030F101112136813");
        frame("18EC000B#13150003FFE3FE00");
        frame("18EB0C00#0208090A0B0C0D0E");
        frame("18EB0C00#030F101112130000");
        Decoded decoded = decode(database("j.dbc", LONG + J1939));
        assertThat(decoded.rows.get("can0 EC1 source 0")).containsExactly("8.0 2.0 621.0", "11.0 170.0 0.0");
        assertThat(decoded.faults).isEmpty();
    }

    @Test
    void aBrokenTransferIsToldWithThePacketsExpectedAndFound() throws IOException {
        frame("18ECFF00#20150003FFE3FE00");
        frame("18EBFF00#0101020304050607");
        frame("18EBFF00#030F101112136813");
        frame("18EBFF00#030F101112136813");
        frame("18ECFF00#20150004FFE3FE00");
        frame("18ECFF01#20150003FFE3FE00");
        frame("18ECFF01#20150003FFE3FE00");
        frame("18EBFF02#0101020304050607");
        frame("18ECFF01#FF03FFFFFFE3FE00");
        frame("18ECFF03#20150003FFE3FE00");
        Decoded decoded = decode(database("j.dbc", LONG + J1939));
        assertThat(decoded.rows).containsOnlyKeys("frames can0");
        assertThat(decoded.faults)
                .containsExactly(
                        "C3 can0 J1939 from 0 to 255: group 65251 of 3 packets: expected packet 2, found packet 3 in frame 3",
                        "C3 can0 J1939 from 0 to 255: group 65251 is announced with 21 bytes in 4 packets, expected 9 to"
                                + " 1785 bytes in packets of 7 in frame 5",
                        "C3 can0 J1939 from 1 to 255: group 65251 of 3 packets: expected packet 1, the next message begins"
                                + " in frame 7",
                        "C3 can0 J1939 from 2 to 255: packet without an announcement in frame 8",
                        "C3 can0 J1939 from 1 to 255: group 65251 of 3 packets: expected packet 1, the connection is"
                                + " aborted with reason 3 in frame 9",
                        "C3 can0 J1939 from 3 to 255: group 65251 of 3 packets: expected packet 1, the log ends");
    }

    @Test
    void obdRepliesAreReadByTheTableAndRequestsAreNot() {
        // SAE J1979: 0C is (256 A + B) / 4 rpm, 05 is A - 40 degC, 04 is 100 A / 255 %
        frame("7DF#02010C5555555555");
        frame("7E8#04410C1AF8AAAAAA");
        frame("7E9#0341055AAAAAAAAA");
        frame("7E0#02410C5555555555");
        frame("18DAF110#034104FFAAAAAAAA");
        frame("18DB33F1#0201040000000000");
        Decoded decoded = decode();
        assertThat(decoded.rows.get("can0 OBD 7E8 PID 0C")).containsExactly("1.0 1726.0");
        assertThat(decoded.rows.get("can0 OBD 7E9 PID 05")).containsExactly("2.0 50.0");
        assertThat(decoded.rows.get("can0 OBD 18DAF110 PID 04")).containsExactly("4.0 100.0");
        assertThat(decoded.rows.get("frames can0")).hasSize(3);
    }

    @Test
    void aReplyOfManyFramesHoldsManyParametersAndItsPaddingIsCut() {
        frame("7E8#1009410C1AF80D32");
        frame("7E8#21050F5A55555555");
        frame("7E8#06410C1AF80D3255");
        Decoded decoded = decode();
        assertThat(decoded.rows.get("can0 OBD 7E8 PID 0C")).containsExactly("2.0 1726.0");
        assertThat(decoded.rows.get("can0 OBD 7E8 PID 0D")).containsExactly("2.0 50.0");
        // 9 bytes: 41 0C 1A F8 0D 32 05 0F 5A, where 5A is a parameter without its value
        assertThat(decoded.rows.get("frames can0")).hasSize(2);
        frames.clear();
        frame("7E8#1008410C1AF80D32");
        frame("7E8#21050F5A55555555");
        assertThat(decode().rows.get("can0 OBD 7E8 PID 05")).containsExactly("1.0 -25.0");
    }

    @Test
    void otherServicesAndUnknownParametersAreKeptRawAndRefusalsCounted() {
        frame("7E8#037F0131AAAAAAAA");
        frame("7E8#0562F190AABBAAAA");
        frame("7E8#064100BE3EB813AA");
        frame("7E8#0641050A00112233");
        frame("7E8#3000000000000000");
        Decoded decoded = decode();
        assertThat(decoded.rows).containsOnlyKeys("frames can0");
        assertThat(decoded.rows.get("frames can0")).hasSize(5);
        assertThat(decoded.metadata).containsEntry("negative replies", "1");
        assertThat(decoded.faults).isEmpty();
    }

    @Test
    void aGapInALongReplyIsToldWithTheFramesExpectedAndFound() {
        frame("7E8#1014490201314734");
        frame("7E8#225445314730303030");
        frame("7E8#2354453147303030");
        frame("7E8#1014490201314734");
        frame("7E8#034105500000000000".substring(0, 20));
        frame("7E8#0F41050000000000");
        Decoded decoded = decode();
        assertThat(decoded.faults)
                .containsExactly(
                        "C3 can0 OBD 7E8: ISO-TP a message of 20 bytes has 6: expected frame 1, found frame 2 in frame 2",
                        "C3 can0 OBD 7E8: ISO-TP a message of 20 bytes has 6: expected frame 1, found a message of its own"
                                + " in frame 5",
                        "C3 can0 OBD 7E8: ISO-TP a message of 15 bytes in a frame of 8 in frame 6");
        assertThat(decoded.rows).containsKeys("can0 OBD 7E8 PID 05");
    }

    @Test
    void aDatabaseOfDiagnosticsSeesTheLengthBeforeThePayload() throws IOException {
        // As tools write it: byte 0 the length, byte 1 the service, bytes 2 and 3 the identifier
        String text = "BO_ 2028 Battery: 12 X\n SG_ Charge m257 : 64|8@1+ (0.5,0) [0|0] \"%\" X\n"
                + " SG_ Response m98M : 23|16@0+ (1,0) [0|0] \"\" X\n SG_ Service M : 15|8@0+ (1,0) [0|0] \"\" X\n"
                + "SG_MUL_VAL_ 2028 Charge Response 257-257;\nSG_MUL_VAL_ 2028 Response Service 98-98;\n";
        frame("7EC#100A620101FFFFFF");
        frame("7EC#21FFC80000AAAAAA");
        frame("7EC#037F2231AAAAAAAA");
        Decoded decoded = decode(database("uds.dbc", text));
        assertThat(decoded.rows.get("can0 Battery")).containsExactly("1.0 100.0 257.0 98.0", "2.0 NaN NaN 127.0");
        assertThat(decoded.rows.get("frames can0")).hasSize(2);
    }

    @Test
    void whatItsSiblingCallsInvalidIsMissing() throws IOException {
        // bit 0 is ImuValid, the acceleration of 10 bits follows
        frame("009#0104");
        frame("009#0004");
        Decoded decoded = decode(database(
                "gnss.dbc",
                "BO_ 9 gnss_imu: 2 X\n SG_ AccelerationX : 1|10@1+ (0.125,-64) [-64|0] \"m/s^2\" X\n"
                        + " SG_ ImuValid : 0|1@1+ (1,0) [0|1] \"\" X\n"));
        assertThat(decoded.rows.get("can0 gnss_imu")).containsExactly("0.0 0.0 1.0", "1.0 NaN 0.0");
    }

    @Test
    void whatLeavesTheDeclaredLimitsIsKeptAndCounted() throws IOException {
        frame("001#64");
        frame("001#05");
        Decoded decoded = decode(database("car.dbc", "BO_ 1 Tank: 1 X\n SG_ Fuel : 0|8@1+ (1,0) [0|61] \"l\" X\n"));
        assertThat(decoded.rows.get("can0 Tank")).containsExactly("0.0 100.0", "1.0 5.0");
        assertThat(decoded.metadata)
                .containsEntry("beyond declared limits can0 Tank/Fuel", "1 of 2 values not in [0.0, 61.0], kept");
    }

    @Test
    void aPayloadTooShortForASignalIsFlaggedAndToldOnce() throws IOException {
        frame("001#6401");
        frame("001#64");
        frame("001#");
        Decoded decoded = decode(database(
                "car.dbc",
                "BO_ 1 M: 2 X\n SG_ A : 0|8@1+ (1,0) [0|0] \"\" X\n SG_ B : 8|8@1+ (1,0) [0|0] \"\" X\n"
                        + " SG_ C : 8|16@1+ (1,0) [0|0] \"\" X\n"));
        assertThat(decoded.rows.get("can0 M")).containsExactly("0.0 100.0 1.0", "1.0 100.0 NaN", "2.0 NaN NaN");
        assertThat(decoded.flagged).isEqualTo(2);
        assertThat(decoded.faults)
                .containsExactly(
                        "C1 database car.dbc, line 7: signal 'C' of 'M': ends at bit 24, its message has 16",
                        "C1 can0 M: payloads end before byte 2, where the last signal ends");
    }

    @Test
    void manyRowsComeInBlocksAndNoneIsLost() throws IOException {
        for (int i = 0; i < 10_000; i++) {
            frame(String.format("001#%04X", i));
        }
        Decoded decoded = decode(
                database("car.dbc", "BO_ 1 M: 2 X\n SG_ A : 7|16@0+ (1,0) [0|0] \"\" X\nVAL_ 1 A 9999 \"last\" ;\n"));
        assertThat(decoded.rows.get("can0 M"))
                .hasSize(10_000)
                .startsWith("0.0 0.0 null")
                .endsWith("9999.0 9999.0 last");
    }
}
