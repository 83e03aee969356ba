package org.bivouac.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.fault.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private Path inbox;
    private Lake lake;

    @BeforeEach
    void open() throws IOException {
        inbox = Files.createDirectories(folder.resolve("inbox"));
        lake = Lake.open(new FastFs(), folder.resolve("lake"), History.LINES);
    }

    @Test
    void aDumpIsKeptUnderTheHashOfItsBytesAndCannotBeWrittenTo() throws IOException {
        Path dump = Files.writeString(inbox.resolve("s03.csv"), "abc");
        Raw raw = lake.intake(dump);
        // FIPS 180-4, SHA-256 of "abc".
        assertThat(raw.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(raw.bytes()).isEqualTo(3);
        assertThat(raw.fresh()).isTrue();
        assertThat(raw.path()).hasContent("abc").isEqualTo(lake.raw(raw.sha256()));
        assertThat(Files.getPosixFilePermissions(raw.path()).toString()).doesNotContain("WRITE");
        assertThat(folder.resolve("lake/staging")).isEmptyDirectory();
    }

    @Test
    void theSameBytesUnderAnotherNameAreKeptOnce() throws IOException {
        Raw first = lake.intake(Files.writeString(inbox.resolve("a.csv"), "same"));
        Raw second = lake.intake(Files.writeString(inbox.resolve("b.csv"), "same"));
        assertThat(second).isEqualTo(new Raw(first.sha256(), 4, first.path(), false));
        Lake reopened = Lake.open(new FastFs(), folder.resolve("lake"), History.LINES);
        assertThat(reopened.intake(inbox.resolve("a.csv")).fresh()).isFalse();
        assertThat(new FastFs().list(folder.resolve("lake/raw"))).hasSize(1);
    }

    @Test
    void aKeptDumpOfTheWrongSizeIsDamage() throws IOException {
        Path dump = Files.writeString(inbox.resolve("a.csv"), "whole");
        Raw raw = lake.intake(dump);
        Tampering.overwrite(raw.path(), "who".getBytes(StandardCharsets.UTF_8));
        LakeTest.assertRefused(ExitCode.INTEGRITY, raw.sha256(), () -> lake.intake(dump));
    }

    @Test
    void aDumpThatGrowsWhileItIsReadIsNotStable() throws IOException {
        for (int round = 0; round < 50; round++) {
            Path dump = Files.write(inbox.resolve("growing-" + round), new byte[100_000]);
            AtomicBoolean stop = new AtomicBoolean();
            Thread appender = new Thread(() -> append(dump, stop));
            Fs slow = new FastFs() {
                @Override
                public java.io.InputStream read(Path file) throws IOException {
                    long before = Files.size(file);
                    while (appender.isAlive() && Files.size(file) == before) {
                        Thread.onSpinWait();
                    }
                    return super.read(file);
                }
            };
            Lake slowly = Lake.open(slow, folder.resolve("lake"), History.LINES);
            appender.start();
            try {
                assertThatThrownBy(() -> slowly.intake(dump))
                        .isInstanceOf(DumpException.class)
                        .hasMessageContaining(": A3: not stable: ");
            } finally {
                stop.set(true);
                join(appender);
            }
            assertThat(slowly.intake(dump).bytes()).isEqualTo(Files.size(dump));
            Files.delete(dump);
        }
    }

    private static void append(Path dump, AtomicBoolean stop) {
        byte[] more = new byte[100];
        try (var out = Files.newByteChannel(dump, StandardOpenOption.APPEND)) {
            while (!stop.get()) {
                out.write(java.nio.ByteBuffer.wrap(more));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDumpRewrittenInPlaceOrCutWhileItIsReadIsNotStable() throws IOException {
        Path dump = Files.write(inbox.resolve("dump"), new byte[100]);
        for (byte[] later : List.of(new byte[100], new byte[50], new byte[0])) {
            Fs meddling = new FastFs() {
                @Override
                public java.io.InputStream read(Path file) throws IOException {
                    java.io.InputStream in = super.read(file);
                    if (file.equals(dump)) {
                        Files.write(dump, later);
                        Files.setLastModifiedTime(dump, java.nio.file.attribute.FileTime.fromMillis(later.length));
                    }
                    return in;
                }
            };
            Lake meddled = Lake.open(meddling, folder.resolve("lake"), History.LINES);
            assertThatThrownBy(() -> meddled.intake(dump))
                    .isInstanceOfSatisfying(
                            DumpException.class,
                            e -> assertThat(e.fault().rule()).isEqualTo("A3"));
            Files.write(dump, new byte[100]);
        }
        assertThat(folder.resolve("lake/raw")).isEmptyDirectory();
    }

    @Test
    void aReadErrorRefusesTheDumpAndNamesItsOffset() throws IOException {
        Path dump = Files.write(inbox.resolve("dump"), new byte[3 << 20]);
        Fs scratched = new FastFs() {
            @Override
            public java.io.InputStream read(Path file) throws IOException {
                return new java.io.FilterInputStream(super.read(file)) {
                    private long at;

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        if (at >= 2 << 20) {
                            throw new IOException("Input/output error");
                        }
                        int n = super.read(bytes, offset, length);
                        at += n;
                        return n;
                    }
                };
            }
        };
        Lake over = Lake.open(scratched, folder.resolve("lake"), History.LINES);
        assertThatThrownBy(() -> over.intake(dump))
                .isInstanceOf(DumpException.class)
                .hasMessageStartingWith(dump + ": byte 2097152: A12: cannot be read: Input/output error");
    }

    @Test
    void aDumpThatMayNotBeReadIsRefusedWithTheReasonOfTheSystem() throws IOException {
        Path dump = Files.writeString(inbox.resolve("dump"), "x");
        assumeTrue(dump.toFile().setReadable(false) && !Files.isReadable(dump), "root may read everything");
        assertRefused("A12", "permission denied", dump);
    }

    @Test
    void aMissingDumpIsRefused() {
        assertRefused("A12", "no such file", inbox.resolve("nowhere"));
    }

    @Test
    @Timeout(60)
    void linksFoldersPipesSocketsAndDevicesAreNeitherFollowedNorOpened() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "x");
        Path link = Files.createSymbolicLink(inbox.resolve("link"), secret);
        Path dangling = Files.createSymbolicLink(inbox.resolve("dangling"), Path.of("nowhere"));
        Path directory = Files.createDirectory(inbox.resolve("directory"));
        Path pipe = inbox.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo");
        Path socket = inbox.resolve("socket");
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(socket));
            for (Path refused : List.of(link, dangling, directory, pipe, socket, Path.of("/dev/zero"))) {
                assertRefused("A13", "is a", refused);
            }
        }
        assertThat(folder.resolve("lake/raw")).isEmptyDirectory();
    }

    @Test
    void aHostileNameIsEscapedInTheErrorLine() throws IOException {
        Path link = Files.createSymbolicLink(inbox.resolve("a\n\u001b[31mred"), Path.of("x"));
        assertThatThrownBy(() -> lake.intake(link))
                .hasMessageContaining("a\\u000a\\u001b[31mred: A13: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aDumpLargerThanTheFreeSpaceIsRefusedBeforeAByteIsCopied() throws IOException {
        Path huge = inbox.resolve("huge");
        try (var file = Files.newByteChannel(huge, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.position(Files.getFileStore(folder).getUsableSpace() + (1L << 30));
            file.write(java.nio.ByteBuffer.wrap(new byte[1]));
        } catch (IOException e) {
            assumeTrue(false, "no sparse files of this size: " + e.getMessage());
        }
        org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(10), () -> LakeTest.assertRefused(ExitCode.IO, "bytes, ", () -> lake.intake(huge)));
    }

    private void assertRefused(String rule, String reason, Path dump) {
        assertThatThrownBy(() -> lake.intake(dump))
                .isInstanceOfSatisfying(
                        DumpException.class, e -> assertThat(e.fault().rule()).isEqualTo(rule))
                .hasMessageContaining(reason);
    }
}
