package org.bivouac.schemas;

/**
 * One rally stage of one edition.
 *
 * @param year the edition, not the calendar year (the 2023 edition started on 2022-12-31)
 * @param event the event's short name, e.g. {@code dakar}
 * @param stage the stage's identifier, a string: {@code P}, {@code 1A}, {@code 12}
 */
public record StageKey(int year, String event, String stage) implements Comparable<StageKey> {
    /** Checks that the names can stand in a path. */
    public StageKey {
        requireName("event", event);
        requireName("stage", stage);
    }

    static void requireName(String what, String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")) {
            throw new IllegalArgumentException(what + " '" + name
                    + "' must be 1 to 64 letters, digits, '.', '_' or '-', starting with a letter or digit");
        }
    }

    /** {@code 2026/dakar/3}: how the stage is printed and keyed. */
    @Override
    public String toString() {
        return year + "/" + event + "/" + stage;
    }

    /** By year, event, then stage with its number in numeric order: {@code P, 1, 1A, 2, 12}. */
    @Override
    public int compareTo(StageKey other) {
        int byYear = Integer.compare(year, other.year);
        int byEvent = byYear != 0 ? byYear : event.compareTo(other.event);
        return byEvent != 0 ? byEvent : compareStages(stage, other.stage);
    }

    private static int compareStages(String left, String right) {
        int byNumber = Integer.compare(number(left), number(right));
        return byNumber != 0 ? byNumber : left.compareTo(right);
    }

    /** The first number in a stage's name; 0, and so first, for one without (the prologue). */
    private static int number(String stage) {
        String digits = stage.replaceAll("^[^0-9]*([0-9]{0,6}).*$", "$1");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
