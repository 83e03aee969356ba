package org.bivouac.jobs.report;

import java.util.List;
import java.util.regex.Pattern;
import org.bivouac.jobs.fault.Fault;

/**
 * Markup that is safe because there is no way to put text into it unescaped. An element is started with {@link #of},
 * filled, and put into another one; a fragment holds elements side by side.
 *
 * <p>Attributes that could run or load something ({@code on…}, {@code style}, {@code src}, {@code href} other than to a
 * place on the page or a file beside it) are refused, so that no caller can open that door by mistake.
 */
final class Html {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*");
    private static final Pattern LOCAL_LINK = Pattern.compile("#[A-Za-z0-9_-]+|[a-z0-9_]+\\.(csv|xlsx)");
    private static final List<String> VOID = List.of("meta", "br", "wbr");

    private final String name;
    private final StringBuilder attributes = new StringBuilder();
    private final StringBuilder body = new StringBuilder();

    private Html(String name) {
        this.name = name;
    }

    /** An element. */
    static Html of(String name) {
        if (!NAME.matcher(name).matches() || name.equalsIgnoreCase("script") || name.equalsIgnoreCase("style")) {
            throw new IllegalArgumentException("no element '" + name + "' here");
        }
        return new Html(name);
    }

    /** An element with classes. */
    static Html of(String name, String classes) {
        return of(name).attribute("class", classes);
    }

    /** Elements side by side. */
    static Html fragment() {
        return new Html(null);
    }

    /** Adds an attribute. */
    Html attribute(String key, String value) {
        String lower = key.toLowerCase(java.util.Locale.ROOT);
        if (!NAME.matcher(key).matches() || lower.startsWith("on") || lower.equals("style") || lower.equals("src")) {
            throw new IllegalArgumentException("no attribute '" + key + "' here");
        }
        if (lower.equals("href") && !LOCAL_LINK.matcher(value).matches()) {
            throw new IllegalArgumentException("link to '" + value + "' leads out of the report");
        }
        attributes.append(' ').append(key).append("=\"").append(escape(value)).append('"');
        return this;
    }

    /** Adds text. */
    Html text(String text) {
        body.append(escape(text));
        return this;
    }

    /** Adds an element or fragment. */
    Html add(Html child) {
        child.write(body);
        return this;
    }

    /** Adds elements or fragments in order. */
    Html add(Iterable<Html> children) {
        children.forEach(this::add);
        return this;
    }

    private void write(StringBuilder out) {
        if (name == null) {
            out.append(body);
            return;
        }
        out.append('<').append(name).append(attributes).append('>');
        if (!VOID.contains(name)) {
            out.append(body).append("</").append(name).append('>');
        }
    }

    boolean isEmpty() {
        return body.isEmpty();
    }

    /** The markup. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    /**
     * Text for element content and quoted attributes. Line breaks and tabs become spaces; other control, bidirectional
     * and invisible characters are spelled out, so that nothing on the page reads otherwise than it is stored.
     */
    static String escape(String text) {
        String visible = Fault.escape(text.replace('\n', ' ').replace('\r', ' ').replace('\t', ' '));
        StringBuilder out = new StringBuilder(visible.length() + 16);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '`' -> out.append("&#96;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
