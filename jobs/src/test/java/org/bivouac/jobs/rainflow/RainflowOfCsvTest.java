package org.bivouac.jobs.rainflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.signal.ResidueMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RainflowOfCsvTest {
    @TempDir
    Path folder;

    /** ASTM E1049-85 (2023), 5.4.4: half counts 3: 0.5, 4: 1.5, 6: 0.5, 8: 1, 9: 0.5. */
    @Test
    void theExampleOfAstmE1049IsCountedFromAFile() throws IOException {
        Path file = file("t,load\n0,-2\n1,1\n2,-3\n3,5\n4,-1\n5,3\n6,-4\n7,4\n8,-2\n");

        RainflowOfCsv count = RainflowOfCsv.count(file, "load", ResidueMode.HALF, 3);

        double sum = 0.5 * 27 + 1.5 * 64 + 0.5 * 216 + 512 + 0.5 * 729;
        assertThat(count.samples()).isEqualTo(9);
        assertThat(count.missing()).isZero();
        assertThat(count.turningPoints()).isEqualTo(9);
        assertThat(count.closed()).isEqualTo(1);
        assertThat(count.residue()).containsExactly(-2, 1, -3, 5, -4, 4, -2);
        assertThat(count.maxRange()).isEqualTo(9);
        assertThat(count.sumRangePowK()).isEqualTo(sum);
        assertThat(count.delRange()).isCloseTo(Math.cbrt(sum), within(1e-12));
        assertThat(count.toJson())
                .startsWith(
                        "{\"samples\": 9, \"missing\": 0, \"turning_points\": 9, \"closed\": 1, \"residue\": [-2.0, 1.0,");
    }

    @Test
    void whatIsNoNumberIsMissingAndCounted() throws IOException {
        Path file = file("\uFEFF load ,note\r\n1,a\r\n,b\r\nNaN,c\r\n5\r\n0x1p3,d\r\n\"2\",\"e,f\"\r\n");

        RainflowOfCsv count = RainflowOfCsv.count(file, "load", ResidueMode.NONE, 5);

        assertThat(count.samples()).isEqualTo(6);
        assertThat(count.missing()).isEqualTo(3);
        assertThat(count.residue()).containsExactly(1, 5, 2);
        assertThat(count.maxRange()).isZero();
        assertThat(count.sumRangePowK()).isZero();
        assertThat(count.delRange()).isZero();
    }

    @Test
    void theCycleThatTheLastSampleClosesIsCounted() throws IOException {
        RainflowOfCsv count = RainflowOfCsv.count(file("x\n0\n3\n1\n4\n"), "x", ResidueMode.REPEATED, 1);

        assertThat(count.closed()).isEqualTo(1);
        assertThat(count.turningPoints()).isEqualTo(4);
        assertThat(count.residue()).containsExactly(0, 4);
        assertThat(count.sumRangePowK()).isEqualTo(2 + 4);
    }

    @Test
    void anUnknownColumnIsRefusedWithTheKnownOnes() throws IOException {
        Path file = file("time,load\n0,1\n");

        assertThatThrownBy(() -> RainflowOfCsv.count(file, "lod", ResidueMode.HALF, 5))
                .isInstanceOfSatisfying(
                        BadInputException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessage(file + ": no column 'lod'; the columns are time, load");
    }

    @Test
    void aMissingAnEmptyAndABrokenFileAreRefusedByName() throws IOException {
        for (Path file : new Path[] {folder.resolve("none.csv"), file(""), file("x\n\"1\n2\n")}) {
            assertThatThrownBy(() -> RainflowOfCsv.count(file, "x", ResidueMode.HALF, 5))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith(file.toString());
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "signal", ".csv"), text);
    }
}
