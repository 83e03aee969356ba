package org.bivouac.jobs.dump.can.dbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What databases may look like, and what is said of those that are broken. */
class DbcParserTest {
    private static final String ENGINE =
            "BO_ 100 Engine: 8 ECU\n SG_ Speed : 0|16@1+ (0.25,0) [0|16000] \"rpm\" DASH,LOGGER\n";

    private static Dbc dbc(String text) {
        return Dbc.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static DbcSignal signal(String text) {
        return dbc(text).messages().get(0).signals().get(0);
    }

    @Test
    void aMessageHasItsSendersSignalsAndReceivers() {
        DbcMessage message = dbc("VERSION \"1.2\"\n" + ENGINE + "BO_TX_BU_ 100 : ECU,SPARE;\n")
                .messages()
                .get(0);
        assertThat(message.name()).isEqualTo("Engine");
        assertThat(message.id()).isEqualTo(100);
        assertThat(message.extended()).isFalse();
        assertThat(message.senders()).containsExactly("ECU", "SPARE");
        DbcSignal speed = message.signals().get(0);
        assertThat(speed.factor()).isEqualTo(0.25);
        assertThat(speed.unit()).isEqualTo("rpm");
        assertThat(speed.max()).isEqualTo(16000);
        assertThat(speed.receivers()).containsExactly("DASH", "LOGGER");
    }

    @Test
    void bit31SaysThatTheIdentifierHas29Bits() {
        DbcMessage message = dbc("BO_ 2364540158 EEC1: 8 X\n").messages().get(0);
        assertThat(message.extended()).isTrue();
        assertThat(message.id()).isEqualTo(0x0CF004FE);
    }

    @ParameterizedTest
    @CsvSource({
        "BO_ 2048 Wide: 8 X, 2048, bit 31",
        "BO_ 3758096384 Wider: 8 X, 3758096384, 29 bits",
        "BO_ 4294967296 Widest: 8 X, 4294967296, from 0 to 4294967295",
        "BO_ -1 Less: 8 X, -1, message identifier",
        "BO_ x Name: 8 X, x, message identifier",
        "BO_ 1 Name 8 X, 8, ':'",
        "BO_ 1 Name: nine X, nine, payload length",
        "SG_ Lonely : 0|8@1+ (1;0), SG_, BO_ before",
        "NONSENSE 1, NONSENSE, section",
        "VAL_TABLE_ T 0 zero ;, zero, text of a value",
        "CM_ BO_ 1 text;, text, comment",
        "BA_ \"GenMsgCycleTime\" BO_ 1 20, '', ';'",
        "BU_SG_REL_ 1, '', ';'",
    })
    void anErrorNamesLineAndToken(String line, String token, String expected) {
        String text = "VERSION \"\"\n\n" + line.replace(';', line.contains("Lonely") ? ',' : ';') + "\n";
        assertThatThrownBy(() -> dbc(text))
                .isInstanceOfSatisfying(DbcException.class, e -> {
                    assertThat(e.line()).isEqualTo(token.isEmpty() ? 4 : 3);
                    assertThat(e.token()).isEqualTo(token);
                })
                .hasMessageContaining(expected)
                .hasMessageStartingWith("line " + (token.isEmpty() ? 4 : 3) + ": found ");
    }

    @ParameterizedTest
    @CsvSource({
        "Speed : 0|x@1+ (1&0) [0|0] \"\" X, x",
        "Speed : 0|8@2+ (1&0) [0|0] \"\" X, 2+",
        "Speed : 0|8@1* (1&0) [0|0] \"\" X, 1*",
        "Speed : 0|8@1+ (one&0) [0|0] \"\" X, one",
        "Speed : 0|8@1+ (1e999&0) [0|0] \"\" X, 1e999",
        "Speed : 0|8@1+ (NaN&0) [0|0] \"\" X, NaN",
        "Speed : 0|8@1+ (1&0) [0&0] \"\" X, '&'",
        "Speed m : 0|8@1+ (1&0) [0|0] \"\" X, m",
        "Speed : 0|8@1+ (1&0) [0|0] rpm X, rpm",
    })
    void anErrorInASignalNamesLineAndToken(String signal, String token) {
        String text = "BO_ 1 M: 8 X\n SG_ " + signal.replace('&', ',') + "\n";
        assertThatThrownBy(() -> dbc(text)).isInstanceOfSatisfying(DbcException.class, e -> {
            assertThat(e.line()).isEqualTo(2);
            assertThat(e.token()).isEqualTo(token.replace('&', ','));
        });
    }

    @Test
    void aStringThatNeverEndsIsNamedWithTheLineOnWhichItBegins() {
        assertThatThrownBy(() -> dbc("VERSION \"\"\nCM_ \"no end\n\n"))
                .isInstanceOfSatisfying(
                        DbcException.class, e -> assertThat(e.line()).isEqualTo(2))
                .hasMessageContaining("closing quote");
    }

    @Test
    void theMessageOfUnassignedSignalsIsPassedOver() {
        Dbc dbc = dbc("BO_ 3221225472 VECTOR__INDEPENDENT_SIG_MSG: 0 Vector__XXX\n"
                + " SG_ Spare : 0|8@1+ (1,0) [0|0] \"\" X\n" + ENGINE);
        assertThat(dbc.messages()).extracting(DbcMessage::name).containsExactly("Engine");
        assertThat(dbc.refused()).isEmpty();
    }

    @Test
    void aSignalBeyondItsMessageIsRefusedAndTheOthersAreRead() {
        Dbc dbc = dbc("BO_ 1 M: 1 X\n SG_ Long : 0|9@1+ (1,0) [0|0] \"\" X\n SG_ Fits : 0|8@1+ (1,0) [0|0] \"\" X\n"
                + " SG_ Down : 0|2@0+ (1,0) [0|0] \"\" X\n SG_ None : 0|0@1+ (1,0) [0|0] \"\" X\n"
                + " SG_ Fits : 0|4@1+ (1,0) [0|0] \"\" X\n" + ENGINE);
        assertThat(dbc.messages().get(0).signals()).extracting(DbcSignal::name).containsExactly("Fits");
        assertThat(dbc.messages().get(0).signals().get(0).bits()).isEqualTo(8);
        assertThat(dbc.refused()).extracting(Dbc.Refused::line).containsExactlyInAnyOrder(2, 4, 5, 6);
        assertThat(dbc.messages()).hasSize(2);
    }

    @Test
    void aMultiplexedSignalWithoutAMultiplexerIsRefused() {
        String tail = " : 0|8@1+ (1,0) [0|0] \"\" X\n";
        Dbc dbc = dbc("BO_ 1 M: 8 X\n SG_ Lost m1" + tail + "BO_ 2 N: 8 X\n SG_ One M" + tail + " SG_ Two M" + tail
                + " SG_ Whose m1" + tail + " SG_ Its m1" + tail + "BO_ 3 O: 8 X\n SG_ Ring m1M" + tail
                + "SG_MUL_VAL_ 2 Its Two 1-1;\nSG_MUL_VAL_ 3 Ring Ring 1-1;\n");
        assertThat(dbc.refused())
                .extracting(Dbc.Refused::reason)
                .containsExactly(
                        "signal 'Lost' of 'M': is multiplexed, but its message has not one multiplexer",
                        "signal 'Whose' of 'N': is multiplexed, but its message has not one multiplexer",
                        "signal 'Ring' of 'O': is multiplexed by itself");
        assertThat(dbc.messages().get(1).signals().get(2).multiplexedBy()).isEqualTo("Two");
    }

    @Test
    void namesMayRepeatButIdentifiersMayNot() {
        Dbc dbc = dbc("BO_ 1 Same: 8 X\nBO_ 2 Same: 8 X\nBO_ 1 Other: 8 X\n");
        assertThat(dbc.messages()).extracting(DbcMessage::id).containsExactly(1, 2);
        assertThat(dbc.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.line()).isEqualTo(3);
            assertThat(refused.reason()).contains("'Other'", "'Same'");
        });
    }

    @Test
    void theColonMayFollowTheNameAndSectionsMayBeMissingOrListed() {
        assertThat(signal("BO_ 208 ID_D0: 8 V\n SG_ GYRO_YAW: 16|16@1+ (1,0) [0|0] \"\" V\n")
                        .name())
                .isEqualTo("GYRO_YAW");
        assertThat(dbc("NS_ :\n\tCM_\n\tBO_TX_BU_\n\tSG_MUL_VAL_\n\nBS_: 500:1,2\nBU_: A B\n\n" + ENGINE)
                        .messages())
                .hasSize(1);
        assertThat(dbc("").messages()).isEmpty();
        assertThat(dbc("\r\nBU_:\r\n" + ENGINE.replace("\n", "\r\n")).messages())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252"})
    void commentsUnitsAndAttributesAreReadInBothEncodings(String encoding) {
        String text =
                ENGINE.replace("rpm", "°C") + "CM_ \"Über alles\";\nCM_ BO_ 100 \"zwei\nZeilen; mit \\\"Zitat\\\"\";\n"
                        + "CM_ SG_ 100 Speed \"Größe\";\nCM_ BU_ ECU \"x\";\n"
                        + "BA_DEF_ BO_ \"GenMsgCycleTime\" INT 0 65535;\nBA_DEF_DEF_ \"GenMsgCycleTime\" 0;\n"
                        + "BA_DEF_ SG_ \"Quelle\" ENUM \"Fühler\",\"Modell\";\nBA_ \"GenMsgCycleTime\" BO_ 100 20;\n"
                        + "BA_ \"Quelle\" SG_ 100 Speed 0;\nBA_ \"Stand\" \"März\";\nBA_ \"X\" BU_ ECU 1;\n";
        Dbc dbc = Dbc.of(text.getBytes(Charset.forName(encoding)));
        DbcMessage message = dbc.messages().get(0);
        assertThat(dbc.comment()).isEqualTo("Über alles");
        assertThat(message.comment()).isEqualTo("zwei\nZeilen; mit \"Zitat\"");
        assertThat(message.signals().get(0).comment()).isEqualTo("Größe");
        assertThat(message.signals().get(0).unit()).isEqualTo("°C");
        assertThat(message.cycleMillis()).isEqualTo(20);
        assertThat(message.signals().get(0).attributes()).containsEntry("Quelle", "Fühler");
        assertThat(dbc.attributes()).containsEntry("Stand", "März");
    }

    @Test
    void aByteOrderMarkIsNoToken() {
        assertThat(dbc("\uFEFF" + ENGINE).messages()).hasSize(1);
    }

    @Test
    void aCycleTimeMayBeTheStandardOneAndZeroIsNone() {
        String standard = "BA_DEF_ BO_ \"GenMsgCycleTime\" INT 0 65535;\nBA_DEF_DEF_ \"GenMsgCycleTime\" ";
        assertThat(dbc(ENGINE + standard + "100;\n").messages().get(0).cycleMillis())
                .isEqualTo(100);
        assertThat(dbc(ENGINE + standard + "0;\n").messages().get(0).cycleMillis())
                .isNaN();
    }

    @Test
    void valueTablesAreKeptAndASignalMayUseOneByName() {
        Dbc dbc = dbc("VAL_TABLE_ Gears -1 \"R\" 0 \"N\" ;\n" + ENGINE + "VAL_ 100 Speed Gears;\nVAL_ Env 0 \"x\" ;\n");
        assertThat(dbc.tables().get("Gears")).containsEntry(-1L, "R");
        assertThat(dbc.messages().get(0).signals().get(0).texts()).containsEntry(0L, "N");
    }

    @ParameterizedTest
    @CsvSource({"J1939PG, '', true", "ExtendedCAN, J1939, true", "ExtendedCAN, '', false", "3, '', true"})
    void aMessageIsJ1939WhereItOrTheNetworkSaysSo(String format, String protocol, boolean isJ1939) {
        String text = "BO_ 2364540158 EEC1: 8 X\nBO_ 5 Short: 8 X\nBA_ \"VFrameFormat\" BO_ 2364540158 \"" + format
                + "\";\nBA_ \"ProtocolType\" \"" + protocol + "\";\n";
        assertThat(dbc(text).messages().get(0).j1939()).isEqualTo(isJ1939);
        assertThat(dbc(text).messages().get(1).j1939()).isFalse();
    }

    @Test
    void floatsAreDeclaredAndNeedTheirBits() {
        String two = "BO_ 1 M: 8 X\n SG_ F : 0|32@1- (1,0) [0|0] \"\" X\n SG_ G : 32|16@1- (1,0) [0|0] \"\" X\n";
        Dbc dbc = dbc(two + "SIG_VALTYPE_ 1 F : 1;\nSIG_VALTYPE_ 1 G 2;\n");
        assertThat(dbc.messages().get(0).signals().get(0).coding()).isEqualTo(DbcSignal.Coding.FLOAT32);
        assertThat(dbc.refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason()).contains("float of 16 bits"));
    }
}
