package org.bivouac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.bivouac.jobs.fault.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules A14 and A15: what an archive may not do, and that what is sound in it is handed on. */
class ArchivesTest {
    private static final String TEXT = "time_s,Engine RPM [rpm]\n0.00,2000\n0.01,2001\n";

    @TempDir
    Path temp;

    private Path folder;
    private final Map<String, String> taken = new TreeMap<>();

    @BeforeEach
    void lay() throws IOException {
        folder = Files.createDirectories(temp.resolve("private"));
    }

    private List<Fault> open(byte[] archive) throws IOException {
        return open("night.zip", archive, ArchiveLimits.STANDARD);
    }

    private List<Fault> open(String name, byte[] archive, ArchiveLimits limits) throws IOException {
        Path file = Files.write(temp.resolve(name), archive);
        assertThat(Archives.is(file)).isTrue();
        taken.clear();
        return Archives.open(new Inbox.Found(file, name), folder, limits, found -> {
            try {
                taken.put(found.name(), Files.readString(found.path(), StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** An archive of these entries in their order, each packed. */
    private static byte[] zip(Object... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                out.putArchiveEntry(new ZipArchiveEntry((String) namesAndTexts[i]));
                out.write(((String) namesAndTexts[i + 1]).getBytes(StandardCharsets.ISO_8859_1));
                out.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return bytes.toByteArray();
    }

    @Test
    void soundEntriesAreHandedOnAndNotesAreNot() throws IOException {
        List<Fault> faults =
                open(zip("a.csv", TEXT, "deep/b.csv", "x", "README.txt", "hello", "__MACOSX/._a.csv", "?"));
        assertThat(faults).isEmpty();
        assertThat(taken).isEqualTo(Map.of("night.zip/a.csv", TEXT, "night.zip/deep/b.csv", "x"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aGzipFileIsOneDumpAndOneCutIsUsedUpToTheCut() throws IOException {
        assertThat(open("a.csv.gz", gzip(TEXT), ArchiveLimits.STANDARD)).isEmpty();
        assertThat(taken).isEqualTo(Map.of("a.csv.gz/a.csv", TEXT));

        String noise = noise(300_000);
        byte[] whole = gzip(noise);
        List<Fault> faults = open("b.gz", Arrays.copyOf(whole, whole.length / 2), ArchiveLimits.STANDARD);
        assertThat(faults).singleElement().extracting(Fault::rule).isEqualTo("A1");
        assertThat(noise).startsWith(taken.get("b.gz/b"));
        assertThat(taken.get("b.gz/b")).hasSizeGreaterThan(noise.length() / 3);
    }

    private static String noise(int characters) {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        random.ints(characters, ' ', '~').forEach(c -> text.append((char) c));
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.csv",
                "../../etc/evil",
                "a/../../evil",
                "..",
                "a/..",
                "..\\evil.csv",
                "a\\..\\..\\evil",
                "/etc/evil",
                "//host/evil",
                "C:/evil.csv",
                "c:\\evil.csv",
                "C:evil.csv",
                "\\\\host\\evil",
                "a/../b.csv",
                "new\nline.csv",
                "esc\u001b[2J.csv",
                "nul\u0000.csv",
                "rtl\u202evsc.csv",
                "./../evil",
                "x/./../../y"
            })
    void aNameThatLeadsOutOrHidesIsRefusedAndTheOthersGoOn(String name) throws IOException {
        List<Fault> faults = open(zip("good.csv", TEXT, name, "evil"));
        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.rule()).isEqualTo("A14");
            assertThat(fault.byteOffset()).isPositive();
            assertThat(fault.message()).doesNotContain("\n", "\u001b").endsWith("unpack it and look at it");
        });
        assertThat(taken.keySet()).containsExactly("night.zip/good.csv");
        try (Stream<Path> files = Files.walk(temp)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(temp.resolve("night.zip"));
        }
    }

    @Test
    void aSymbolicLinkIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
            ZipArchiveEntry link = new ZipArchiveEntry("link.csv");
            link.setUnixMode(UnixStat.LINK_FLAG | UnixStat.DEFAULT_LINK_PERM);
            out.putArchiveEntry(link);
            out.write("/etc/passwd".getBytes(StandardCharsets.US_ASCII));
            out.closeArchiveEntry();
        }
        assertThat(open(bytes.toByteArray()))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("A14: is a symbolic link"));
        assertThat(taken).isEmpty();
    }

    @Test
    void namesThatStandTwiceAreBothRefusedInAnyCase() throws IOException {
        List<Fault> faults = open(zip("a.csv", "1", "b.csv", TEXT, "A.CSV", "2"));
        assertThat(faults).extracting(Fault::rule).containsExactly("A15", "A15");
        assertThat(taken.keySet()).containsExactly("night.zip/b.csv");
    }

    @Test
    void whatUnpacksToTooMuchIsStoppedByTheBytesThatComeOut() throws IOException {
        String zeros = "\0".repeat(3 << 20);
        assertThat(open(zip("bomb", zeros, "a.csv", TEXT)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.reason()).isEqualTo("unpacks to more than 200 times its size"));
        assertThat(taken.keySet()).containsExactly("night.zip/a.csv");

        assertThat(open("bomb.gz", gzip(zeros), ArchiveLimits.STANDARD)).hasSize(1);
        assertThat(taken).isEmpty();

        ArchiveLimits small = new ArchiveLimits(200, 1000, 1500, 10);
        assertThat(open("small.zip", zip("a", noise(1001), "b", noise(999), "c", noise(10), "d", "1"), small))
                .extracting(Fault::reason)
                .containsExactly(
                        "holds more than 1000 bytes",
                        "the archive holds more than 1500 bytes",
                        "the archive holds more than 1500 bytes",
                        "the archive holds more than 1500 bytes");
    }

    @Test
    void anArchiveWithinAnArchiveIsNotOpened() throws IOException {
        String inner = new String(zip("a.csv", TEXT), StandardCharsets.ISO_8859_1);
        assertThat(open(zip("inner.zip", inner)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.reason()).isEqualTo("is an archive within an archive"));
        assertThat(taken).isEmpty();
    }

    /** The number of entries, of which a list of a million takes hundreds of megabytes, is read before the list. */
    @Test
    void aMillionEntriesAreRefusedBeforeTheirListIsRead() throws IOException {
        Path file = temp.resolve("many.zip");
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(file)) {
            out.setMethod(java.util.zip.ZipEntry.STORED);
            for (int i = 0; i < 100_000; i++) {
                ZipArchiveEntry entry = new ZipArchiveEntry("" + i);
                entry.setSize(0);
                entry.setCrc(0);
                out.putArchiveEntry(entry);
                out.closeArchiveEntry();
            }
        }
        assertThat(open("copy.zip", Files.readAllBytes(file), ArchiveLimits.STANDARD))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message())
                        .contains("cannot be opened: it has 100000 entries, allowed are 10000"));

        // The same, and its last records say that there is one.
        ByteBuffer lying = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int end = lying.limit() - 22;
        lying.putShort(end + 8, (short) 1).putShort(end + 10, (short) 1);
        if (lying.getInt(end - 20) == 0x07064b50) {
            int end64 = (int) lying.getLong(end - 12);
            lying.putLong(end64 + 24, 1).putLong(end64 + 32, 1);
        }
        assertThat(open("lying.zip", lying.array(), ArchiveLimits.STANDARD))
                .singleElement()
                .satisfies(
                        fault -> assertThat(fault.message()).contains("list of contents has more than 4000000 bytes"));
    }

    @Test
    void whatTheArchiveSaysOfSizeIsNotBelieved() throws IOException {
        byte[] archive = zip("a.csv", TEXT);
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(archive.length - 22 + 16);
        bytes.putInt(directory + 24, 5);
        assertThat(open(archive))
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.reason()).isEqualTo("holds " + TEXT.length() + " bytes, the archive says 5"));
        assertThat(taken).isEmpty();
    }

    @Test
    void entriesThatShareBytesAreRefused() throws IOException {
        byte[] archive = zip("a.csv", TEXT, "b.csv", TEXT);
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int first = bytes.getInt(archive.length - 22 + 16);
        int second = first + 46 + bytes.getShort(first + 28) + bytes.getShort(first + 30) + bytes.getShort(first + 32);
        bytes.putInt(second + 42, bytes.getInt(first + 42));
        assertThat(open(archive))
                .hasSize(2)
                .allSatisfy(fault -> assertThat(fault.reason()).isEqualTo("its bytes are another entry's, too"));
        assertThat(taken).isEmpty();
    }

    @Test
    void anEncryptedEntryIsNamed() throws IOException {
        byte[] archive = zip("a.csv", TEXT);
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(archive.length - 22 + 16);
        bytes.putShort(directory + 8, (short) (bytes.getShort(directory + 8) | 1));
        assertThat(open(archive))
                .singleElement()
                .satisfies(fault -> assertThat(fault.reason()).startsWith("is encrypted"));
    }

    @Test
    void anOfficeDocumentIsNoArchiveOfDumps() throws IOException {
        Path file = Files.write(temp.resolve("stage.xlsx"), zip("[Content_Types].xml", "<Types/>"));
        assertThat(Archives.is(file)).isFalse();
    }

    /** Whatever is flipped or cut: every entry is handed on with the bytes that went in, or refused. */
    @Test
    void noDamageHandsOnOtherBytes() throws IOException {
        String noise = noise(2000);
        byte[] sound = zip("a.csv", TEXT, "b.csv", noise);
        Random random = new Random(11);
        List<String> handedOn = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            byte[] archive = i % 10 == 0 ? Arrays.copyOf(sound, 4 + random.nextInt(sound.length - 4)) : sound.clone();
            archive[4 + random.nextInt(archive.length - 4)] ^= (byte) (1 << random.nextInt(8));
            List<Fault> faults = open(archive);
            taken.values().forEach(text -> assertThat(text).isIn(TEXT, noise));
            handedOn.addAll(taken.keySet());
            assertThat(taken.size() + faults.size()).isPositive();
        }
        assertThat(handedOn).hasSizeGreaterThan(120);
    }
}
