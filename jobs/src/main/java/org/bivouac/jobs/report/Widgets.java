package org.bivouac.jobs.report;

import java.util.List;

/** The small pieces that every section is made of. */
final class Widgets {
    private Widgets() {}

    /** A section with its heading. */
    static Html section(String id, String heading, String lead) {
        Html section = Html.of("section").attribute("id", id);
        section.add(Html.of("h2").text(heading));
        if (!lead.isEmpty()) {
            section.add(Html.of("p", "lead").text(lead));
        }
        return section;
    }

    /** A state in words and colour. */
    static Html chip(String state) {
        String text = state.equals("ok") ? "OK" : Labels.sentence(state);
        return Html.of("span", "chip " + state.replace(' ', '-')).text(text);
    }

    /** A number with its full value behind it. */
    static Html number(double value, String unit) {
        if (Double.isNaN(value)) {
            return Html.of("span", "na").text("–");
        }
        return Html.of("data").attribute("value", Figures.exact(value)).text(Figures.shown(value, unit));
    }

    /** A number and its unit behind it. */
    static Html number(double value, String unit, String unitShown) {
        return Html.fragment()
                .add(number(value, unit))
                .text(" ")
                .add(Html.of("span", "unit").text(unitShown));
    }

    /** What a row is about, its unit behind it. */
    static Html named(String name, String unit) {
        return Html.fragment().text(name + " ").add(Html.of("span", "unit").text(Figures.unit(unit)));
    }

    /** A whole number. */
    static Html count(long count) {
        return Html.of("data").attribute("value", Long.toString(count)).text(Figures.count(count));
    }

    /**
     * A number as sure as it is: marked with its coverage below 98 %; where there is none, with how little was valid and
     * the reason.
     */
    static Html figure(double value, String unit, double coverage, String reason) {
        if (Double.isNaN(value)) {
            Html missing = Html.of("span", "na");
            if (reason != null && !reason.isEmpty()) {
                missing.attribute("title", reason);
            }
            return missing.text(
                    coverage < Figures.MARKED_COVERAGE ? "n/a (" + Figures.share(coverage) + " valid)" : "n/a");
        }
        Html figure = Html.fragment().add(number(value, unit));
        if (coverage < Figures.MARKED_COVERAGE) {
            figure.text(" ").add(Html.of("span", "cov").text(Figures.share(coverage) + " valid"));
        }
        return figure;
    }

    /** A table with its heading row; {@code "#…"} marks a column of numbers. Rows are added to the result of body. */
    static Table table(String classes, List<String> columns) {
        return new Table(classes, columns);
    }

    /** A table under construction; scrolls inside its own box when it is wider than the window. */
    static final class Table {
        private final Html head = Html.of("tr");
        private final Html body = Html.of("tbody");
        private final String classes;
        private final List<String> columns;

        private Table(String classes, List<String> columns) {
            this.classes = classes;
            this.columns = columns;
            for (String column : columns) {
                boolean numeric = column.startsWith("#");
                Html cell = Html.of("th").attribute("scope", "col");
                if (numeric) {
                    cell.attribute("class", "num");
                }
                head.add(cell.text(numeric ? column.substring(1) : column));
            }
        }

        /** Adds a row; a cell is text or markup. */
        Table row(Object... cells) {
            return row("", cells);
        }

        Table row(String rowClass, Object[] cells) {
            Html row = rowClass.isEmpty() ? Html.of("tr") : Html.of("tr", rowClass);
            for (int i = 0; i < cells.length; i++) {
                Html cell = columns.get(i).startsWith("#") ? Html.of("td", "num") : Html.of("td");
                row.add(cells[i] instanceof Html markup ? cell.add(markup) : cell.text(String.valueOf(cells[i])));
            }
            body.add(row);
            return this;
        }

        boolean isEmpty() {
            return body.isEmpty();
        }

        Html html() {
            return Html.of("div", "scroll " + classes)
                    .attribute("tabindex", "0")
                    .attribute("role", "region")
                    .attribute("aria-label", "table")
                    .add(Html.of("table", classes)
                            .add(Html.of("thead").add(head))
                            .add(body));
        }
    }

    /** Something long that is opened on request. */
    static Html details(String summary, Html content) {
        return Html.of("details").add(Html.of("summary").text(summary)).add(content);
    }

    /** Where a chart is drawn; the text stands there until it is, and where scripts do not run. */
    static Html chart(String id, String classes, String label) {
        return Html.of("div", "chart " + classes)
                .attribute("id", id)
                .attribute("role", "img")
                .attribute("aria-label", label);
    }

    /** A value and its name, for the cards at the top. */
    static Html fact(String name, Object value) {
        Html definition = Html.of("dd");
        if (value instanceof Html markup) {
            definition.add(markup);
        } else {
            definition.text(String.valueOf(value));
        }
        return Html.of("div").add(Html.of("dt").text(name)).add(definition);
    }
}
