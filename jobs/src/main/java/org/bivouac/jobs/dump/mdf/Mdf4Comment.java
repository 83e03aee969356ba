package org.bivouac.jobs.dump.mdf;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds single elements in the XML of an MD block by looking for their tags. It is no XML parser: no entity but the five
 * that XML has, no document type and nothing from outside is ever resolved.
 */
final class Mdf4Comment {
    private Mdf4Comment() {}

    /** The content of the first TX element, tags within left out; empty if there is none. */
    static String text(String xml) {
        return element(xml, "TX");
    }

    /** The content of the first element of this name; empty if there is none. */
    static String element(String xml, String name) {
        int from = xml.indexOf("<" + name);
        while (from >= 0 && !closes(xml, from + 1 + name.length())) {
            from = xml.indexOf("<" + name, from + 1);
        }
        int open = from < 0 ? -1 : xml.indexOf('>', from);
        int end = open < 0 || xml.charAt(open - 1) == '/' ? -1 : xml.indexOf("</" + name, open);
        return end < 0 ? "" : plain(xml.substring(open + 1, end));
    }

    /**
     * The properties of the {@code common_properties} element by their names, such as author, subject or what the logger's
     * program adds: each {@code <e name="…">value</e>}, in lists and trees too.
     *
     * @param most how many are looked at
     */
    static Map<String, String> properties(String xml, int most) {
        Map<String, String> properties = new LinkedHashMap<>();
        int at = xml.indexOf("<common_properties");
        int last = at < 0 ? -1 : xml.indexOf("</common_properties", at);
        for (int n = 0; at >= 0 && at < last && n < most; n++) {
            at = xml.indexOf("<e ", at);
            int open = at < 0 ? -1 : xml.indexOf('>', at);
            int end = open < 0 ? -1 : xml.indexOf("</e>", open);
            if (end < 0 || end > last) {
                break;
            }
            String name = attribute(xml.substring(at, open), "name");
            String value = plain(xml.substring(open + 1, end)).strip();
            if (!name.isEmpty() && !value.isEmpty()) {
                properties.putIfAbsent(name, value);
            }
            at = end;
        }
        return properties;
    }

    private static String attribute(String tag, String name) {
        int from = tag.indexOf(" " + name + "=");
        int quote = from + name.length() + 2;
        if (from < 0 || quote >= tag.length() || (tag.charAt(quote) != '"' && tag.charAt(quote) != '\'')) {
            return "";
        }
        int end = tag.indexOf(tag.charAt(quote), quote + 1);
        return end < 0 ? "" : plain(tag.substring(quote + 1, end)).strip();
    }

    private static boolean closes(String xml, int at) {
        return at < xml.length() && (xml.charAt(at) == '>' || xml.charAt(at) == '/' || xml.charAt(at) <= ' ');
    }

    private static String plain(String content) {
        StringBuilder text = new StringBuilder();
        boolean tag = false;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            tag |= c == '<';
            if (!tag) {
                text.append(c);
            }
            tag &= c != '>';
        }
        return text.toString()
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }
}
