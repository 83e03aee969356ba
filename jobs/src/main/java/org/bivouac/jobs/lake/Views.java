package org.bivouac.jobs.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows the newest snapshot as plain folders for outside tools: {@code current} is a link to {@code views/<number>},
 * where each live file has a second name. The folder is whole and on disk before the link is switched, in one step.
 * {@code reports} is a link to the table {@code report} of whatever is current.
 */
final class Views {
    static final String CURRENT = "current";
    static final String REPORTS = "reports";
    static final String REPORT_TABLE = "report";

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    /** A tool may still be reading the view that was current when it started. */
    private static final int KEPT = 2;

    private final Fs fs;
    private final Path root;
    private final Path views;

    Views(Fs fs, Path root) {
        this.fs = fs;
        this.root = root;
        this.views = root.resolve(Lake.VIEWS);
    }

    /** The number of a view's folder; -1 for anything else. */
    static long number(Path view) {
        Matcher name = NUMBER.matcher(view.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group()) : -1;
    }

    /** Where a file of a table stands in a view. */
    static Path place(Path view, TableFile file) {
        return view.resolve(file.table())
                .resolve(file.partition())
                .resolve(file.path().getFileName().toString());
    }

    /** The folder of a snapshot's view, which may not exist. */
    Path view(long number) {
        return views.resolve(Long.toString(number));
    }

    /** The snapshot that {@code current} shows; 0 if it shows none. */
    long shown() throws IOException {
        Path link = root.resolve(CURRENT);
        if (fs.entry(link).filter(entry -> entry.kind() == Fs.Kind.LINK).isEmpty()) {
            return 0;
        }
        long number = Math.max(0, number(fs.target(link)));
        return Trees.isDirectory(fs, view(number)) ? number : 0;
    }

    /** Shows a snapshot. Only the holder of the publish lock may call it. */
    void show(Snapshot snapshot) throws IOException {
        if (!Trees.isDirectory(fs, view(snapshot.number()))) {
            build(snapshot);
        }
        Path unfinished = views.resolve(CURRENT + "-" + Workspace.randomName());
        // The link is made where it is swept if it stays, and means the same in both places only once it is moved.
        fs.symlink(unfinished, Path.of(Lake.VIEWS, Long.toString(snapshot.number())));
        fs.rename(unfinished, root.resolve(CURRENT));
        if (fs.entry(root.resolve(REPORTS)).isEmpty()) {
            fs.symlink(root.resolve(REPORTS), Path.of(CURRENT, REPORT_TABLE));
        }
        fs.syncDirectory(root);
        sweep(snapshot.number());
    }

    private void build(Snapshot snapshot) throws IOException {
        Path unfinished = views.resolve("building-" + Workspace.randomName());
        fs.mkdir(unfinished.resolve(REPORT_TABLE));
        Set<Path> made = new TreeSet<>();
        for (Scope scope : snapshot.scopes().values()) {
            for (TableFile file : scope.files()) {
                Path name = place(unfinished, file);
                if (made.add(name.getParent())) {
                    fs.mkdir(name.getParent());
                }
                try {
                    fs.link(file.path(), name);
                } catch (UnsupportedOperationException e) {
                    Trees.copy(fs, file.path(), name);
                }
            }
        }
        Trees.sync(fs, unfinished);
        fs.rename(unfinished, view(snapshot.number()));
        fs.syncDirectory(views);
    }

    /** Removes old views and, as nobody else is building, everything unfinished. */
    private void sweep(long newest) throws IOException {
        for (Path view : fs.list(views)) {
            if (number(view) < 0 || number(view) <= newest - KEPT) {
                Trees.delete(fs, view);
            }
        }
    }
}
