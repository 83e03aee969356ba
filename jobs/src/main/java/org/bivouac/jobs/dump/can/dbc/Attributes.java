package org.bivouac.jobs.dump.can.dbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bivouac.jobs.dump.can.dbc.DbcTokens.Kind;

/** Which attributes a database knows: their enumerations and standard values. */
final class Attributes {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Map<String, List<String>> enumerations = new HashMap<>();
    private final Map<String, String> standards = new HashMap<>();

    /** {@code BA_DEF_ [object] "name" type …;} */
    void definition(DbcTokens in) {
        if (in.kind() == Kind.WORD) {
            in.take();
        }
        String name = in.text("the name of an attribute");
        boolean enumeration = in.is("ENUM");
        List<String> names = new ArrayList<>();
        while (!in.takeIf(";")) {
            if (in.kind() == Kind.END) {
                throw in.error("';'");
            } else if (in.kind() == Kind.TEXT) {
                names.add(in.take());
            } else {
                in.take();
            }
        }
        if (enumeration) {
            enumerations.put(name, List.copyOf(names));
        }
    }

    /** {@code BA_DEF_DEF_ "name" value;} */
    void standard(DbcTokens in) {
        String name = in.text("the name of an attribute");
        standards.put(name, value(name, in));
        in.expect(";");
    }

    /** The value that comes next; the name of an enumeration's value where its number stands. */
    String value(String name, DbcTokens in) {
        if (in.kind() != Kind.TEXT && in.kind() != Kind.WORD) {
            throw in.error("the value of an attribute");
        }
        boolean text = in.kind() == Kind.TEXT;
        String value = in.take();
        List<String> names = enumerations.getOrDefault(name, List.of());
        boolean number =
                !text && !names.isEmpty() && NUMBER.matcher(value).matches() && Integer.parseInt(value) < names.size();
        return number ? names.get(Integer.parseInt(value)) : value;
    }

    /** The stated value, else the standard one, else empty. */
    String of(Map<String, String> stated, String name) {
        return stated.getOrDefault(name, standards.getOrDefault(name, ""));
    }

    /** The standard value; empty when there is none. */
    String standard(String name) {
        return standards.getOrDefault(name, "");
    }
}
