package org.bivouac.jobs.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form of the profile {@code fuzz}: seeded mutants of small dumps, and what the long one has found before. */
class AnyBytesTest {
    private static final int MUTANTS = 100;
    private static final int LARGEST = 64 << 10;
    /** What parsers look for, as bytes in Latin-1. */
    private static final List<String> TOKENS = List.of(
            "a",
            "1",
            "-",
            ".",
            ",",
            ";",
            "\"",
            "(",
            "<",
            ">",
            "[",
            "{",
            "*",
            "$",
            "#",
            "&",
            "=",
            "/",
            "\\",
            " ",
            "\t",
            "\n",
            "\r",
            "\r\n",
            "\0",
            "\u00ff",
            "\u00c3",
            "\u00c3\u00a9",
            "1,",
            "<a>",
            "</a>",
            "a=\"",
            "&amp;",
            "<!--",
            "[x]\n",
            "1 ",
            "1\n",
            "e9",
            "SG_ ",
            "((",
            "^-",
            "X+",
            "//",
            "\0\0\0\1",
            "\1\0\0\0",
            "\20\0\0\0\0\0\0\0");

    private static final List<Target> TARGETS = Target.all(Promise.folder());

    static Stream<Target> targets() {
        return TARGETS.stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void mutantsAreRefusedOrAccountedFor(Target target) {
        assertThat(target.seeds()).as("seeds of %s", target).isNotEmpty();
        target.seeds().forEach(target.run());
        for (long seed = 0; seed < MUTANTS; seed++) {
            byte[] mutant = Mutants.of(target.seeds(), seed, LARGEST);
            assertThatCode(() -> target.run().accept(mutant))
                    .as("%s, seed %d", target, seed)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whatWasFoundBeforeStaysMended(Target target) throws IOException, URISyntaxException {
        URL findings = AnyBytesTest.class.getResource("findings/" + target);
        if (findings != null) {
            try (Stream<Path> files = Files.list(Path.of(findings.toURI()))) {
                for (Path file : files.sorted().toList()) {
                    byte[] bytes = Files.readAllBytes(file);
                    assertThatCode(() -> target.run().accept(bytes))
                            .as("%s", file)
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void sixtyFourKilobytesTakeLessThanASecondAndLittleMemory(Target target) {
        for (byte[] seed : target.seeds()) {
            for (byte[] large : List.of(repeated(seed, seed.length), repeated(seed, 40))) {
                assertThatCode(() -> target.run().accept(large))
                        .as("%s", target)
                        .doesNotThrowAnyException();
            }
        }
    }

    /** What takes quadratic time or memory shows where one thing stands again and again. */
    @Tag("slow")
    @ParameterizedTest
    @MethodSource("targets")
    void sixtyFourKilobytesOfOneTokenAnywhereTakeLessThanASecondAndLittleMemory(Target target) {
        Random random = new Random(5);
        for (byte[] seed : target.seeds()) {
            for (int place = 0; place < 20; place++) {
                int line = lineBegin(seed, random.nextInt(seed.length + 1));
                int at = place % 2 == 0 ? line : random.nextInt(seed.length + 1);
                for (String token : TOKENS) {
                    byte[] large = filled(seed, at, token.getBytes(StandardCharsets.ISO_8859_1));
                    assertThatCode(() -> target.run().accept(large))
                            .as("%s, '%s' at %d", target, token, at)
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    private static int lineBegin(byte[] seed, int from) {
        int at = from;
        while (at > 0 && seed[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    /** The seed with as many tokens put in at a place as fit. */
    private static byte[] filled(byte[] seed, int at, byte[] token) {
        byte[] large = new byte[LARGEST];
        int count = LARGEST - seed.length;
        System.arraycopy(seed, 0, large, 0, at);
        for (int i = 0; i < count; i++) {
            large[at + i] = token[i % token.length];
        }
        System.arraycopy(seed, at, large, at + count, seed.length - at);
        return large;
    }

    /** The seed, then its last {@code length} bytes again and again. */
    private static byte[] repeated(byte[] seed, int length) {
        int from = Math.max(0, seed.length - length);
        byte[] large = Arrays.copyOf(seed, LARGEST);
        for (int i = seed.length; i < LARGEST; i++) {
            large[i] = seed[from + (i - seed.length) % (seed.length - from)];
        }
        return large;
    }
}
