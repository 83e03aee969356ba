package org.bivouac.jobs.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Texts that someone might write into a channel's name, a driver's name, a file's name or a note to do harm. */
final class HostileTexts {
    private static final String RUN = "window.owned=1";

    private HostileTexts() {}

    static List<String> all() {
        Set<String> texts = new LinkedHashSet<>();
        for (String end : List.of("", "\">", "'>", "</td>", "</script>", "</title>", "</style>", "-->", "]]>", "`>")) {
            texts.add(end + "<script>" + RUN + "</script>");
            texts.add(end + "<img src=x onerror=" + RUN + ">");
            texts.add(end + "<svg onload=" + RUN + ">");
            texts.add(end + "<iframe srcdoc='<script>parent." + RUN + "</script>'>");
            texts.add(end + "<img src=//evil.example/x.png>");
            texts.add(end + "<link rel=stylesheet href=//evil.example/x.css>");
            texts.add(end + "<meta http-equiv=refresh content='0;url=//evil.example'>");
        }
        for (String handler : List.of(
                "onmouseover", "onfocus autofocus tabindex=1 x", "onclick", "onload", "onanimationstart", "ontoggle")) {
            texts.add("\" " + handler + "=\"" + RUN + "\" x=\"");
            texts.add("' " + handler + "='" + RUN + "' x='");
        }
        texts.addAll(List.of(
                "javascript:" + RUN,
                "\";" + RUN + ";//",
                "';" + RUN + ";//",
                "\\\";" + RUN + ";//",
                "\\u003cscript\\u003e" + RUN + "\\u003c/script\\u003e",
                "<!--<script>",
                "<!--",
                "</script",
                "<details open ontoggle=" + RUN + ">",
                "<body onload=" + RUN + ">",
                "<base href=//evil.example/>",
                "<object data=//evil.example></object>",
                "<embed src=//evil.example>",
                "<form action=//evil.example><input name=a>",
                "<math><mtext><style><img src=x onerror=" + RUN + "></style></mtext></math>",
                "<style>@import '//evil.example/x.css';</style>",
                "<style>*{background:url(//evil.example/x)}</style>",
                "&lt;script&gt;" + RUN + "&lt;/script&gt;",
                "&#60;script&#62;" + RUN + "&#60;/script&#62;",
                "{{constructor.constructor('" + RUN + "')()}}",
                "${" + RUN + "}",
                "<%= 1 %>",
                "{b|rich}{a|text}",
                "%3Cscript%3E" + RUN + "%3C/script%3E",
                "\u2028" + RUN + "\u2029",
                "\u202egnp.exe\u202c",
                "a\u0000b",
                "line\nbreak\r\nand\ttab",
                "\u001b[31mred",
                "\ufeffbom",
                "\ud800 lone",
                "=cmd|'/C calc'!A0",
                "+1+1",
                "-1+1",
                "@SUM(A1)",
                "\t=1+1",
                "\r=1+1",
                "\n=1+1",
                "＝1+1",
                "＋1+1",
                "－1+1",
                "＠SUM(A1)",
                "=HYPERLINK(\"http://evil.example\",\"x\")",
                "\"quoted\", and; separated",
                "a,b\nc,d",
                "'; DROP TABLE measures; --",
                "x".repeat(600),
                "W".repeat(40_000),
                "🏁🐪 سباق 砂漠"));
        return List.copyOf(texts);
    }
}
