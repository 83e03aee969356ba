package org.bivouac.jobs.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What of a folder is on disk for certain: the content of files that were synced, and the names in folders that were
 * synced, each as of then. Everything else is at the mercy of a power cut.
 */
final class Durable {
    /** What becomes of that which was never synced. */
    enum Loss {
        /** All of it is gone. */
        EVERYTHING,
        /** Names survive, the bytes behind them do not: the empty files of a real power cut. */
        CONTENT,
        /** A coin decides for each name and file. */
        SOME
    }

    private record Node(long id, Fs.Kind kind, Path target) {}

    private final Fs fs;
    private final Path root;

    /** Inode numbers are reused; these are not. */
    private final Map<Object, Long> ids = new HashMap<>();

    private final Map<Long, byte[]> contents = new HashMap<>();
    private final Map<Long, SortedMap<String, Node>> names = new HashMap<>();
    private long nextId;

    Durable(Fs fs, Path root) {
        this.fs = fs;
        this.root = root;
    }

    void made(Path path) throws IOException {
        ids.put(fs.entry(path).orElseThrow().key(), nextId++);
    }

    void unmaking(Path path) throws IOException {
        var entry = fs.entry(path);
        if (entry.isPresent()
                && (entry.get().kind() == Fs.Kind.DIRECTORY
                        || (int) Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS) == 1)) {
            ids.remove(entry.get().key());
        }
    }

    void synced(Path file) throws IOException {
        contents.put(node(file).id(), Files.readAllBytes(file));
    }

    void syncedDirectory(Path directory) throws IOException {
        names.put(node(directory).id(), list(directory));
    }

    private Node node(Path path) throws IOException {
        Fs.Entry entry = fs.entry(path).orElseThrow();
        long id = ids.computeIfAbsent(entry.key(), key -> nextId++);
        return new Node(id, entry.kind(), entry.kind() == Fs.Kind.LINK ? fs.target(path) : null);
    }

    private SortedMap<String, Node> list(Path directory) throws IOException {
        SortedMap<String, Node> found = new TreeMap<>();
        for (Path path : fs.list(directory)) {
            found.put(path.getFileName().toString(), node(path));
        }
        return found;
    }

    /** Makes the folder what it is after the power came back. */
    void cutPower(Loss loss, long seed) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        Map<Long, byte[]> contentsNow = new HashMap<>();
        Map<Long, SortedMap<String, Node>> namesNow = new HashMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Node node = node(path);
                if (node.kind() == Fs.Kind.DIRECTORY) {
                    namesNow.put(node.id(), list(path));
                } else if (node.kind() == Fs.Kind.FILE) {
                    contentsNow.put(node.id(), Files.readAllBytes(path));
                }
            }
        }
        long rootId = node(root).id();
        for (Path path : fs.list(root)) {
            Trees.delete(fs, path);
        }
        new Rebuild(loss, new Random(seed), contentsNow, namesNow).directory(root, rootId);
    }

    private final class Rebuild {
        private final Loss loss;
        private final Random coin;
        private final Map<Long, byte[]> contentsNow;
        private final Map<Long, SortedMap<String, Node>> namesNow;
        private final Map<Long, byte[]> chosen = new HashMap<>();

        Rebuild(Loss loss, Random coin, Map<Long, byte[]> contentsNow, Map<Long, SortedMap<String, Node>> namesNow) {
            this.loss = loss;
            this.coin = coin;
            this.contentsNow = contentsNow;
            this.namesNow = namesNow;
        }

        void directory(Path path, long id) throws IOException {
            Files.createDirectories(path);
            for (Map.Entry<String, Node> entry : survivors(id).entrySet()) {
                Path child = path.resolve(entry.getKey());
                Node node = entry.getValue();
                switch (node.kind()) {
                    case DIRECTORY -> directory(child, node.id());
                    case LINK -> Files.createSymbolicLink(child, node.target());
                    default -> Files.write(child, chosen.computeIfAbsent(node.id(), this::content));
                }
            }
        }

        private SortedMap<String, Node> survivors(long id) {
            SortedMap<String, Node> sure = names.getOrDefault(id, new TreeMap<>());
            SortedMap<String, Node> now = namesNow.getOrDefault(id, sure);
            return switch (loss) {
                case EVERYTHING -> sure;
                case CONTENT -> now;
                case SOME -> {
                    SortedMap<String, Node> some = new TreeMap<>();
                    TreeSet<String> all = new TreeSet<>(sure.keySet());
                    all.addAll(now.keySet());
                    for (String name : all) {
                        Node node = (coin.nextBoolean() ? sure : now).get(name);
                        if (node != null) {
                            some.put(name, node);
                        }
                    }
                    yield some;
                }
            };
        }

        private byte[] content(long id) {
            byte[] now = contentsNow.getOrDefault(id, new byte[0]);
            byte[] sure = contents.get(id);
            if (sure != null) {
                return sure;
            }
            return loss == Loss.SOME ? Arrays.copyOf(now, coin.nextInt(now.length + 1)) : new byte[0];
        }
    }
}
