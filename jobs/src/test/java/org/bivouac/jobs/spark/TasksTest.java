package org.bivouac.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("spark")
class TasksTest {
    @ParameterizedTest
    @ValueSource(strings = {"threads", "spark"})
    void resultsComeInTheOrderOfTheItemsWhereverTheyWereComputed(String kind) {
        List<String> heard = new ArrayList<>();
        try (Tasks tasks = tasks(kind, (what, done, total) -> heard.add(done + "/" + total))) {
            List<Integer> items = IntStream.range(0, 20).boxed().toList();
            List<Integer> squares = tasks.map("square", items, item -> {
                Thread.sleep(item % 3);
                return item * item;
            });
            assertThat(squares)
                    .isEqualTo(items.stream().map(item -> item * item).toList());
            assertThat(tasks.map("nothing", List.<Integer>of(), item -> item)).isEmpty();
        }
        assertThat(heard).startsWith("0/20").contains("20/20");
    }

    private record Load(long bytes) implements Sized, Serializable {}

    @Test
    void ofItemsWhoseSizeIsKnownTheBytesAreTold() {
        List<String> heard = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void at(String what, int done, int total) {
                heard.add(done + " of " + total);
            }

            @Override
            public void bytesAt(String what, long done, long total) {
                heard.add(done + " of " + total + " bytes");
            }
        };
        try (Tasks tasks = new LocalTasks(1, progress)) {
            tasks.map("read", List.of(new Load(700), new Load(300)), load -> "");
        }
        assertThat(heard).containsExactly("0 of 2", "1 of 2", "700 of 1000 bytes", "2 of 2", "1000 of 1000 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"threads", "spark"})
    void theUserSeesTheTasksOwnErrorNotTheEngines(String kind) {
        try (Tasks tasks = tasks(kind, Progress.NONE)) {
            assertThatThrownBy(() -> tasks.map("fail", List.of(1), TasksTest::refuse))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("x.ld: cannot be read")
                    .extracting(e -> ((BadInputException) e).exitCode())
                    .isEqualTo(ExitCode.NO_INPUT);
        }
    }

    @Test
    void embeddedSparkListensOnLoopbackOnly() throws IOException {
        try (Tasks tasks = tasks("spark", Progress.NONE)) {
            assertThat(tasks.map("warm", List.of(1), item -> item)).containsExactly(1);
            for (String file : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
                if (Files.exists(Path.of(file)) && NetworkInterface.getNetworkInterfaces() != null) {
                    assertThat(listenersOfThisProcess(file)).as(file).allMatch(TasksTest::isLoopback);
                }
            }
        }
    }

    private static <T extends Serializable> T refuse(T item) {
        throw new BadInputException(ExitCode.NO_INPUT, "x.ld: cannot be read");
    }

    private static Tasks tasks(String kind, Progress progress) {
        return kind.equals("spark") ? new SparkTasks(SparkSessions.embedded(2), progress) : new LocalTasks(2, progress);
    }

    /** Local addresses, as the kernel prints them in hex, of listening sockets that this process holds. */
    private static List<String> listenersOfThisProcess(String table) throws IOException {
        List<String> own = new ArrayList<>();
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    own.add(Files.readSymbolicLink(descriptor).toString());
                }
            }
        }
        List<String> listeners = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(table))) {
            String[] cells = line.strip().split("\\s+");
            if (cells.length > 9 && cells[3].equals("0A") && own.contains("socket:[" + cells[9] + "]")) {
                listeners.add(cells[1]);
            }
        }
        return listeners;
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("0100007F:")
                || address.startsWith("00000000000000000000000001000000:")
                || address.startsWith("0000000000000000FFFF00000100007F:");
    }
}
