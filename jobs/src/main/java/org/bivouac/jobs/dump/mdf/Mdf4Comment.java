package org.bivouac.jobs.dump.mdf;

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
