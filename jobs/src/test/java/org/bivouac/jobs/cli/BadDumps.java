package org.bivouac.jobs.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bivouac.jobs.dump.readers.SampleDumps;

/** Dumps with one fault each, and what the failure catalogue promises for it. */
final class BadDumps {
    static final int ROWS = 300;
    private static final String HEADER = "time_s,Engine RPM [rpm],Oil Press [psi],Water Temp [degC]\n";

    private BadDumps() {}

    /** What becomes of a dump. */
    enum Fate {
        /** Nothing of it is in telemetry; all of it is in the quarantine and in the books. */
        QUARANTINED,
        /** The sound part is in telemetry, the rest in the books. */
        USED
    }

    /**
     * One row of the test.
     *
     * @param rule rule id of the failure catalogue
     * @param what the fault in a few words
     * @param name of the dump's file
     * @param bytes the dump
     * @param fate what becomes of it
     * @param place what stands between the file and the rule in the error line
     * @param reason a part of the reason
     * @param rows rows in telemetry
     * @param rejected bytes refused
     */
    record Case(
            String rule,
            String what,
            String name,
            byte[] bytes,
            Fate fate,
            String place,
            String reason,
            long rows,
            long rejected) {
        @Override
        public String toString() {
            return rule + " " + what;
        }
    }

    /** A sound log of an engine at 100 Hz, {@value #ROWS} rows. */
    static String engine(double firstPressure) {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < ROWS; i++) {
            text.append(row(i, firstPressure));
        }
        return text.toString();
    }

    /** A row of {@link #engine}. */
    static String row(int i, double firstPressure) {
        return String.format(
                Locale.ROOT, "%.2f,%d,%.1f,%d\n", i / 100.0, 1000 + i, firstPressure + i % 7, 80 + i / 100);
    }

    private static String engine() {
        return engine(40);
    }

    /** The log with one row replaced. */
    private static String with(int row, String instead) {
        return engine().replace(row(row, 40), instead);
    }

    /** Where a row begins. */
    private static int at(int row) {
        return engine().indexOf(row(row, 40));
    }

    /** The place of a row in an error line. */
    private static String place(int row) {
        return ": byte " + at(row) + ", line " + (row + 2);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Case refused(String rule, String what, String name, byte[] bytes, String reason) {
        return refused(rule, what, name, bytes, "", reason);
    }

    private static Case refused(String rule, String what, String name, byte[] bytes, String place, String reason) {
        return new Case(rule, what, name, bytes, Fate.QUARANTINED, ": byte 0" + place, reason, 0, bytes.length);
    }

    private static Case damaged(String rule, String what, String text, int row, String reason, long rejected) {
        return new Case(rule, what, "bad.csv", utf8(text), Fate.USED, place(row), reason, ROWS - 1, rejected);
    }

    /** A cell that is read as missing; its row stays. */
    private static Case cell(String rule, String spelling, String reason) {
        String row = row(150, 40).replace(",1150,", "," + spelling + ",");
        return new Case(
                rule, "'" + spelling + "'", "bad.csv", utf8(with(150, row)), Fate.USED, place(150), reason, ROWS, 0);
    }

    /** All of them. */
    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        intake(cases);
        text(cases);
        time(cases);
        return cases;
    }

    private static void intake(List<Case> cases) {
        String whole = engine();
        String cut = whole.substring(0, at(299) + 9);
        cases.add(new Case(
                "A1",
                "truncated text",
                "bad.csv",
                utf8(cut),
                Fate.USED,
                place(299),
                "ends after 1 of 4 cells",
                299,
                9));
        String lastCell = whole.substring(0, whole.length() - 1);
        cases.add(new Case(
                "A1",
                "truncated at a line end",
                "bad.csv",
                utf8(lastCell),
                Fate.USED,
                place(299),
                "the last line has no end",
                299,
                lastCell.length() - at(299)));
        cases.add(refused("A2", "no bytes", "bad.csv", new byte[0], "empty: the file has no bytes"));
        cases.add(refused("A2", "a header without a row", "bad.csv", utf8(HEADER), "empty: a header and no rows"));
        cases.add(damaged(
                "A10",
                "a hole of NUL bytes",
                with(150, "\0".repeat(row(150, 40).length() - 1) + "\n"),
                150,
                (row(150, 40).length() - 1) + " NUL bytes",
                row(150, 40).length()));
        cases.add(new Case(
                "A10",
                "a tail of NUL bytes",
                "bad.csv",
                utf8(whole + "\0".repeat(4096)),
                Fate.USED,
                ": byte " + whole.length() + ", line 302",
                "4096 NUL bytes",
                ROWS,
                4096));
        cases.add(new Case(
                "D1",
                "a repeated sector (A10)",
                "bad.csv",
                utf8(whole + whole.substring(at(200))),
                Fate.USED,
                ": byte " + whole.length() + ", line 302",
                "time goes back from 2.99 s to 2.0 s",
                ROWS + 100,
                0));
        byte[] noise = new byte[5000];
        new java.util.Random(3).nextBytes(noise);
        noise[0] = 1;
        noise[1] = 0;
        cases.add(refused("A16", "noise", "bad.csv", noise, "unknown format; it begins with 01 00"));
        cases.add(refused(
                "A16", "a table of no profile", "bad.csv", utf8("when,what\n1,2\n"), "no profile fits the header"));
        cases.add(
                refused("A16", "text named .ld", "bad.ld", utf8(whole), "content is bivouac-csv, name says motec-ld"));
        cases.add(refused(
                "A16",
                "VBO named .ld",
                "bad.ld",
                utf8(SampleDumps.vbo("01/08/2026 @ 14:00:12", 100, 0)),
                "content is vbo, name says motec-ld"));
        cases.add(refused(
                "A7",
                "the header says another car",
                "bad.vbo",
                utf8(SampleDumps.vbo("01/08/2026 @ 14:00:12", 100, 0).replace("Type   : VBVDHD2", "Vehicle : 502")),
                "identity mismatch: the header says car 502, the folder says car 501"));
    }

    private static void text(List<Case> cases) {
        String whole = engine();
        cases.add(new Case(
                "B1",
                "broken UTF-8 in the header",
                "bad.csv",
                whole.replace("[degC]", "[\u00b0C]").getBytes(StandardCharsets.ISO_8859_1),
                Fate.USED,
                ": byte 0, line 1",
                "the header line is not valid UTF-8",
                ROWS,
                0));
        cases.add(refused(
                "B2",
                "decimal comma",
                "bad.csv",
                utf8(whole.replaceAll("(?m)^([0-9]+)\\.([0-9]+),([0-9]+),([0-9]+)\\.([0-9]),", "$1.$2,$3,\"$4,$5\",")),
                "decimal mark '.' is declared"));
        cases.add(refused(
                "B2",
                "semicolons below the header",
                "bad.csv",
                utf8(HEADER + whole.substring(HEADER.length()).replace(',', ';')),
                "do not fit delimiter ','"));
        cases.add(damaged(
                "B3",
                "an unclosed quote",
                with(150, row(150, 40).replace(",1150,", ",\"1150,")),
                150,
                "a quote is opened and not closed",
                row(150, 40).length() + 1));
        String columns = "time_s" + ",x".repeat(1_000_000) + "\n0" + ",1".repeat(1_000_000) + "\n";
        cases.add(refused(
                "B4", "a million columns", "bad.csv", utf8(columns), ", line 1", "1000001 columns, at most 10000"));
        String longLine = "1.50," + "9".repeat(3 << 20) + ",40.0,81\n";
        cases.add(damaged(
                "B5",
                "a line of 3 MiB",
                with(150, longLine),
                150,
                "the line has " + longLine.length() + " bytes, at most 1048576",
                longLine.length()));
        cases.add(new Case(
                "B6",
                "the header once more",
                "bad.csv",
                utf8(with(150, HEADER + row(150, 40))),
                Fate.USED,
                place(150),
                "the header line stands here again",
                ROWS,
                HEADER.length()));
        cases.add(refused(
                "B6",
                "two time columns",
                "bad.csv",
                utf8(whole.replace("Oil Press [psi]", "time_s")),
                ", line 1",
                "exactly once"));
        cases.add(refused(
                "B6",
                "two columns with one name",
                "bad.csv",
                utf8(whole.replace("Oil Press [psi]", "Engine RPM [rpm]")),
                ", line 1",
                "column 'Engine RPM [rpm]' stands in the header more than once"));
        String shorter = "1.50,1150,40.0\n";
        cases.add(damaged("B7", "a short row", with(150, shorter), 150, "3 fields, expected 4", shorter.length()));
        String longer = "1.50,1150,40.0,81,7\n";
        cases.add(damaged("B7", "a long row", with(150, longer), 150, "5 fields, expected 4", longer.length()));
        for (String spelling : List.of(
                "NaN",
                "nan",
                "Inf",
                "-Infinity",
                "1.#QNAN",
                "#N/A",
                "---",
                "0x1F",
                "1_000",
                "1 000",
                "1e",
                "--5",
                "1.2.3",
                "\u0661\u0662",
                "true",
                "12rpm")) {
            cases.add(cell("B8", spelling, "is not a number"));
        }
        cases.add(cell("B8", "1e400", "overflows a double"));
        cases.add(cell("B8", "=1+1", "is not a number"));
    }

    private static void time(List<Case> cases) {
        cases.add(damaged("D1", "a row without time", with(150, ",1150,40.0,81\n"), 150, "the row has no time", 14));
        String whole = engine();
        cases.add(new Case(
                "D1",
                "the clock starts anew",
                "bad.csv",
                utf8(whole + whole.substring(HEADER.length())),
                Fate.USED,
                ": byte " + whole.length() + ", line 302",
                "time goes back from 2.99 s to 0.0 s",
                2 * ROWS,
                0));
        cases.add(new Case(
                "D1",
                "a clock of 1970",
                "bad.vbo",
                utf8(SampleDumps.vbo("01/01/1970 @ 00:00:05", 100, 0)),
                Fate.USED,
                "",
                "not near the edition of 2026",
                100,
                0));
        cases.add(new Case(
                "D2",
                "a GPS week rolled over",
                "bad.vbo",
                utf8(SampleDumps.vbo("16/12/2006 @ 14:00:12", 100, 0)),
                Fate.USED,
                "",
                "x 1024 GPS weeks off the edition of 2026",
                100,
                0));
        cases.add(new Case(
                "D5",
                "an unknown unit",
                "bad.csv",
                utf8(whole.replace("[psi]", "[furlong]")),
                Fate.USED,
                "",
                "channel 'Oil Press': unit 'furlong' is unknown",
                ROWS,
                0));
        cases.add(new Case(
                "D5",
                "a unit of another quantity",
                "bad.csv",
                utf8(whole.replace("[psi]", "[degC]")),
                Fate.USED,
                "",
                "channel 'Oil Press': ",
                ROWS,
                0));
        cases.add(new Case(
                "D5",
                "no unit where one is needed",
                "bad.csv",
                utf8(whole.replace(" [psi]", "")),
                Fate.USED,
                "",
                "channel 'Oil Press': no unit stated",
                ROWS,
                0));
    }

    /** The log in another encoding, with its byte order mark. */
    static byte[] marked(String text, Charset charset, int... mark) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Arrays.stream(mark).forEach(bytes::write);
        bytes.writeBytes(text.getBytes(charset));
        return bytes.toByteArray();
    }
}
