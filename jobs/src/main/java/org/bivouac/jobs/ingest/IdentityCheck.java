package org.bivouac.jobs.ingest;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.fault.Fault;

/** Compares where a dump is said to belong with what its own header says of car and stage. */
final class IdentityCheck {
    private static final Pattern CAR = Pattern.compile("(?i)\\bcar\\s*[#:]?\\s*([0-9]{1,4})\\b");
    private static final Pattern NUMBER = Pattern.compile("(?i)(?:car\\s*)?#?\\s*([0-9]{1,4})");
    private static final Pattern STAGE = Pattern.compile("(?i)\\bstage\\s+[#:]?\\s*([0-9]{1,2}[a-z]?|p)\\b");
    private static final int MAX_CHARACTERS = 4096;

    /** Headings under which people write such things; elsewhere a "stage 1" may be an engine's tune. */
    private static final Set<String> FREE = Set.of(
            "comment",
            "comments",
            "short comment",
            "long comment",
            "session",
            "session title",
            "event",
            "note",
            "title",
            "project",
            "subject");

    private static final Set<String> VEHICLE = Set.of("car", "vehicle", "vehicle id", "vehicle number", "car number");

    private IdentityCheck() {}

    /**
     * Does nothing if the header says the same, or nothing.
     *
     * @throws DumpException if it contradicts (A6, A7)
     */
    static void require(DumpTask task, DumpHeader header) {
        Set<String> cars = new LinkedHashSet<>();
        Set<String> stages = new LinkedHashSet<>();
        for (Map.Entry<String, String> entry : header.metadata().entrySet()) {
            String heading = entry.getKey().strip().toLowerCase(Locale.ROOT);
            String text = entry.getValue();
            String said = text.substring(0, Math.min(text.length(), MAX_CHARACTERS));
            if (FREE.contains(heading)) {
                find(CAR, said, cars);
                find(STAGE, said, stages);
            } else if (VEHICLE.contains(heading)) {
                Matcher number = NUMBER.matcher(said.strip());
                if (number.matches()) {
                    cars.add(number.group(1));
                }
            } else if (heading.equals("stage")) {
                stages.add(said.strip().toUpperCase(Locale.ROOT).replaceFirst("^STAGE\\s*", ""));
            }
        }
        contradict(task, "car", task.key().car(), cars);
        contradict(task, "stage", task.key().stage().stage().toUpperCase(Locale.ROOT), stages);
    }

    private static void find(Pattern pattern, String text, Set<String> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1).toUpperCase(Locale.ROOT));
        }
    }

    private static void contradict(DumpTask task, String what, String expected, Set<String> said) {
        boolean comparable = expected.matches("[0-9]+[A-Z]?|P");
        if (comparable && !said.isEmpty() && !said.contains(expected)) {
            throw new DumpException(Fault.ofFile(
                    task.name(),
                    "A7",
                    "identity mismatch: the header says " + what + " " + String.join(", ", said) + ", "
                            + task.identityFrom() + " " + what + " " + expected,
                    "dump refused",
                    "move the dump to where it belongs, or name it in dumps.csv"));
        }
    }
}
