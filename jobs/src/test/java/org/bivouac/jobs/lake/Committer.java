package org.bivouac.jobs.lake;

import static org.bivouac.jobs.lake.History.stage;
import static org.bivouac.jobs.lake.History.table;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Publishes one run after another, while others do the same. */
final class Committer {
    private static final int TRIES = 10;

    private Committer() {}

    /** Arguments: the lake, a name that no other committer has, how many runs. Prints the ids of what it published. */
    public static void main(String[] arguments) {
        Lake lake = Lake.open(new FastFs(), Path.of(arguments[0]), History.LINES);
        commit(lake, arguments[1], Integer.parseInt(arguments[2])).forEach(System.out::println);
    }

    /** The ids of the scopes that were published; what lost ten races in a row is not among them. */
    static Set<String> commit(Lake lake, String name, int runs) {
        Set<String> published = new TreeSet<>();
        for (int number = 0; number < runs; number++) {
            String key = name + "-" + number;
            try (Run run = lake.begin()) {
                Optional<Snapshot> snapshot = Optional.empty();
                for (int attempt = 0; attempt < TRIES && snapshot.isEmpty(); attempt++) {
                    stage(run, "analyse", key, "1", table("measures", "car=" + key, "m.txt", key));
                    // All committers replace this pair; both halves must always be of one run.
                    stage(run, "pair", "left", key, table("pair", "left", "p.txt", key));
                    stage(run, "pair", "right", key, table("pair", "right", "p.txt", key));
                    snapshot = run.publish();
                }
                if (snapshot.isPresent()) {
                    published.add("analyse " + key);
                }
            }
        }
        return published;
    }
}
