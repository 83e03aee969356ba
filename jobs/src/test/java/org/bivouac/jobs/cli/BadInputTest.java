package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bivouac.jobs.cli.BadDumps.Case;
import org.bivouac.jobs.cli.BadDumps.Fate;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.RejectRow;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault of the failure catalogue that one dump can have, through the real command line: exit status, one error line,
 * the other dump goes on, and nothing is lost.
 */
class BadInputTest {
    private static final String PLACE = "2026/dakar/3/501/";

    @TempDir
    Path temp;

    static Stream<Case> cases() {
        return BadDumps.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aBadDumpIsNamedInOneLineAndTheOthersGoOn(Case bad) throws IOException {
        Path inbox = temp.resolve("inbox");
        Path lake = temp.resolve("lake");
        Path folder = Files.createDirectories(inbox.resolve(PLACE));
        Files.writeString(folder.resolve("good.csv"), BadDumps.engine(30));
        Files.write(folder.resolve(bad.name()), bad.bytes());

        Ran ran = Ran.onThreads("ingest", inbox, lake);

        assertThat(ran.status()).as(ran.err()).isEqualTo(ExitCode.QUARANTINED.status());
        String file = PLACE + bad.name();
        assertThat(ran.errorLines(file, bad.rule()))
                .as(ran.err())
                .hasSize(1)
                .allSatisfy(line -> assertThat(line)
                        .startsWith(file + bad.place() + ": " + bad.rule() + ": ")
                        .contains(bad.reason()));
        assertThat(ran.errorLines()).allSatisfy(line -> assertThat(line).startsWith(file + ": "));

        List<DumpRow> dumps = Ran.table(lake, DumpRow.class);
        assertThat(dumps).hasSize(2);
        DumpRow good = dump(dumps, PLACE + "good.csv");
        assertThat(good.status()).isEqualTo("used");
        assertThat(good.rowsWritten()).isEqualTo(BadDumps.ROWS);
        DumpRow row = dump(dumps, file);
        assertThat(row.status()).isEqualTo(bad.fate() == Fate.USED ? "used" : "quarantined");
        assertThat(row.rowsWritten()).isEqualTo(bad.rows());
        assertThat(row.rejectedBytes()).isEqualTo(bad.rejected());
        nothingIsLost(lake, bad.bytes(), row);
    }

    private static DumpRow dump(List<DumpRow> dumps, String file) {
        return dumps.stream()
                .filter(dump -> dump.file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    private static void nothingIsLost(Path lake, byte[] bytes, DumpRow row) throws IOException {
        assertThat(Files.readAllBytes(lake.resolve("raw").resolve(row.dump()))).isEqualTo(bytes);
        assertThat(row.dump()).isEqualTo(sha256(bytes));
        assertThat(row.bytes()).isEqualTo(bytes.length);
        assertThat(row.headerBytes() + row.decodedBytes() + row.paddingBytes() + row.rejectedBytes())
                .as("bytes accounted for")
                .isEqualTo(bytes.length);
        assertThat(row.rowsWritten() + row.rowsRejected() + row.rowsDuplicate())
                .as("rows accounted for")
                .isEqualTo(row.rowsDecoded());
        List<RejectRow> rejects = Ran.table(lake, RejectRow.class).stream()
                .filter(reject -> reject.file().equals(row.file()))
                .toList();
        assertThat(rejects.stream().mapToLong(RejectRow::byteLength).sum())
                .as("bytes of the rejects")
                .isEqualTo(row.rejectedBytes());
        Path kept = lake.resolve("quarantine");
        if (row.status().equals("quarantined")) {
            try (Stream<Path> files = Files.list(kept)) {
                assertThat(files.map(path -> path.getFileName().toString()))
                        .anyMatch(name -> name.startsWith(row.dump().substring(0, 12)) && name.endsWith(".reason.txt"));
            }
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
