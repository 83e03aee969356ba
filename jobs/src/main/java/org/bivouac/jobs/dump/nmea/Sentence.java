package org.bivouac.jobs.dump.nmea;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;

/**
 * One sentence of NMEA 0183 (field lists as in the standard's version 4.11 and as receivers' manuals print them).
 *
 * @param id talker and formatter, e.g. {@code GPRMC}
 * @param fields what stands between the commas, the checksum left out
 * @param checked whether it had a checksum, which was right
 * @param layout its fields; null for a sentence that is not read
 */
record Sentence(String id, List<String> fields, boolean checked, List<Field> layout) {
    /** What a field holds. */
    enum Kind {
        NUMBER,
        TEXT,
        /** hhmmss.sss UTC. */
        TIME,
        /** ddmmyy. */
        DATE,
        /** ddmm.mmm, with the hemisphere in the field behind. */
        LATITUDE,
        /** dddmm.mmm, with the hemisphere in the field behind. */
        LONGITUDE,
        /** Degrees, with E or W in the field behind. */
        EAST,
        /** A unit or hemisphere that the field before fixes. */
        SKIPPED
    }

    /**
     * A field.
     *
     * @param name of its channel
     * @param unit of its channel
     */
    record Field(Kind kind, String name, String unit) {
        boolean isChannel() {
            return kind != Kind.TIME && kind != Kind.DATE && kind != Kind.SKIPPED;
        }
    }

    private static final Map<String, List<Field>> LAYOUTS = layouts();

    /**
     * Takes a line apart.
     *
     * @return null when it is no sentence or its checksum is wrong
     */
    static Sentence of(byte[] line, int from, int to) {
        int star = from;
        int sum = 0;
        for (int i = from + 1; i < to && line[i] != '*'; i++) {
            sum ^= line[i];
            star = i + 1;
        }
        boolean checked = star < to && line[star] == '*';
        if (to - from < 7 || (line[from] != '$' && line[from] != '!')) {
            return null;
        }
        if (checked && (to - star != 3 || sum != hex(line[star + 1]) * 16 + hex(line[star + 2]))) {
            return null;
        }
        for (int i = from; i < to; i++) {
            if (line[i] < ' ' || line[i] == 0x7F) {
                return null;
            }
        }
        String text = new String(line, from + 1, (checked ? star : to) - from - 1, StandardCharsets.US_ASCII);
        List<String> cells = Arrays.asList(text.split(",", -1));
        String id = cells.get(0);
        if (cells.size() < 2 || !isId(id)) {
            return null;
        }
        List<Field> layout = id.length() == 5 && id.charAt(0) != 'P' ? LAYOUTS.get(id.substring(2)) : null;
        return new Sentence(id, aligned(id, cells.subList(1, cells.size())), checked, layout);
    }

    private static boolean isId(String id) {
        boolean is = id.length() >= 3 && id.length() <= 8;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            is &= (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }
        return is;
    }

    /** A GSV of fewer than four satellites is shorter: its signal goes to where that of a full one stands. */
    private static List<String> aligned(String id, List<String> fields) {
        int satellites = fields.size() - 3;
        if (!id.endsWith("GSV") || satellites < 1 || satellites > 12 || satellites % 4 != 1) {
            return fields;
        }
        List<String> full = new ArrayList<>(fields.subList(0, fields.size() - 1));
        while (full.size() < 19) {
            full.add("");
        }
        full.add(fields.get(fields.size() - 1));
        return full;
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }

    /** Three letters; empty for a proprietary sentence. */
    String formatter() {
        return id.length() == 5 && !id.startsWith("P") ? id.substring(2) : "";
    }

    /** The channels of its kind. */
    List<RawChannel> channels() {
        return layout().stream()
                .filter(Field::isChannel)
                .map(field ->
                        new RawChannel(field.name(), field.unit(), field.kind() == Kind.TEXT ? Role.TEXT : Role.NUMBER))
                .toList();
    }

    /** The text of the field of this kind; empty when there is none. */
    String text(Kind kind) {
        for (int i = 0; i < layout().size() && i < fields.size(); i++) {
            if (layout().get(i).kind() == kind) {
                return fields.get(i);
            }
        }
        return "";
    }

    private static Map<String, List<Field>> layouts() {
        Map<String, List<Field>> layouts = new LinkedHashMap<>();
        String position = "LATITUDE lat deg, SKIPPED, LONGITUDE lon deg, SKIPPED, ";
        layouts.put(
                "RMC",
                fields("TIME, TEXT status, " + position + "NUMBER speed kn, NUMBER course deg, DATE,"
                        + " EAST magnetic_variation deg, SKIPPED, TEXT mode, TEXT navigational_status"));
        layouts.put(
                "GGA",
                fields("TIME, " + position
                        + "NUMBER quality, NUMBER satellites, NUMBER hdop, NUMBER altitude m, SKIPPED,"
                        + " NUMBER geoid_separation m, SKIPPED, NUMBER dgps_age s, TEXT dgps_station"));
        layouts.put(
                "GNS",
                fields(
                        "TIME, " + position + "TEXT mode, NUMBER satellites, NUMBER hdop, NUMBER altitude m,"
                                + " NUMBER geoid_separation m, NUMBER dgps_age s, TEXT dgps_station, TEXT navigational_status"));
        layouts.put("GLL", fields(position + "TIME, TEXT status, TEXT mode"));
        layouts.put(
                "VTG",
                fields("NUMBER course deg, SKIPPED, NUMBER course_magnetic deg, SKIPPED, NUMBER speed kn, SKIPPED,"
                        + " NUMBER speed km/h, SKIPPED, TEXT mode"));
        layouts.put(
                "ZDA",
                fields("TIME, NUMBER day, NUMBER month, NUMBER year, NUMBER zone_hours h, NUMBER zone_minutes min"));
        layouts.put("HDT", fields("NUMBER heading deg, SKIPPED"));
        layouts.put(
                "GST",
                fields("TIME, NUMBER range_rms m, NUMBER semi_major_error m, NUMBER semi_minor_error m,"
                        + " NUMBER orientation deg, NUMBER lat_error m, NUMBER lon_error m, NUMBER altitude_error m"));
        StringBuilder gsa = new StringBuilder("TEXT selection, NUMBER fix");
        for (int i = 1; i <= 12; i++) {
            gsa.append(", NUMBER satellite_").append(i);
        }
        layouts.put("GSA", fields(gsa + ", NUMBER pdop, NUMBER hdop, NUMBER vdop, TEXT system"));
        StringBuilder gsv = new StringBuilder("NUMBER sentences, NUMBER sentence, NUMBER satellites_in_view");
        for (int i = 1; i <= 4; i++) {
            String one = ", NUMBER satellite_" + i;
            gsv.append(one).append(one).append("_elevation deg").append(one).append("_azimuth deg");
            gsv.append(one).append("_snr dB");
        }
        layouts.put("GSV", fields(gsv + ", TEXT signal"));
        return layouts;
    }

    private static List<Field> fields(String spelled) {
        List<Field> fields = new ArrayList<>();
        for (String one : spelled.split(",")) {
            String[] words = one.strip().split(" ");
            fields.add(new Field(
                    Kind.valueOf(words[0]), words.length > 1 ? words[1] : "", words.length > 2 ? words[2] : ""));
        }
        return List.copyOf(fields);
    }
}
