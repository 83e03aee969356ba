package org.bivouac.jobs.dump.mdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {
    private static double value(String formula, double x) {
        double[] values = {x};
        Formula.of(formula).apply(values, 1);
        return values[0];
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "X; 3",
                "2+3*4; 14",
                "(2+3)*4; 20",
                "2^3^2; 512",
                "-2^2; -4",
                "2**-1; 0.5",
                "10-4-3; 3",
                "12/4/3; 1",
                "7%4; 3",
                "- - X; 3",
                "X1*2; 6",
                "1.5e2+.5; 150.5",
                "0x1F; 31",
                "sqrt(X+1); 2",
                "POW(X, 2); 9",
                "min(X, 2)+max(X, 2); 5",
                "ln(exp(X)); 3",
                "log10(1000); 3",
                "abs(-X); 3",
                "sgn(-X); -1",
                "round(2.5)+floor(-0.5)+ceil(0.2); 3",
                "X>2 && X<4; 1",
                "X==3 || 1/0; 1",
                "!(X!=3); 1",
                "(X&1)|4; 5",
                "1<<X; 8",
                "256>>X; 32",
                "~0; -1",
                "xor(6,X); 5",
                "X=3; 1",
                "2*pi/pi; 2"
            })
    void operatorsBindAsInMathematicsAndFunctionsAreKnownByName(String formula, double expected) {
        assertThat(value(formula, 3)).isEqualTo(expected, within(1e-12));
    }

    @Test
    void trigonometryIsInRadians() {
        assertThat(value("sin(X)^2+cos(X)^2", 0.7)).isEqualTo(1, within(1e-15));
        assertThat(value("atan2(1, 1)*4", 0)).isEqualTo(Math.PI);
        assertThat(value("tan(atan(X))", 0.3)).isEqualTo(0.3, within(1e-15));
    }

    @Test
    void whatIsNoFiniteNumberIsMissing() {
        assertThat(value("1/X", 0)).isNaN();
        assertThat(value("ln(X)", -1)).isNaN();
        assertThat(value("X*0", Double.NaN)).isNaN();
        assertThat(value("5", Double.NaN)).isNaN();
        assertThat(value("X|1", 0.5)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "(",
                "X)",
                "X X",
                "2+",
                "sin",
                "sin(",
                "sin()",
                "pow(1)",
                "pow(1,2,3)",
                "Y",
                "system(1)",
                "X;Y",
                "1..2",
                "0x",
                "1e400x",
                "java.lang.Runtime",
                "X\u0000",
                "${X}",
                "'X'",
                "X[0]"
            })
    void whatIsNoFormulaIsNamed(String formula) {
        assertThatThrownBy(() -> Formula.of(formula))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void lengthAndDepthAreBounded() {
        assertThatThrownBy(() -> Formula.of("1" + "+1".repeat(3000))).hasMessageContaining("characters");
        assertThatThrownBy(() -> Formula.of("(".repeat(1000) + "1" + ")".repeat(1000)))
                .hasMessageContaining("levels");
        assertThatThrownBy(() -> Formula.of("-".repeat(1000) + "1")).hasMessageContaining("levels");
        assertThat(value("1" + "+1".repeat(2000), 0)).isEqualTo(2001);
    }

    @Test
    void anyTextIsAFormulaOrIsRefusedAndNothingElse() {
        Random random = new Random(7);
        String letters = "X12.()+-*/^%&|~!<>=, sincoexplgpw\u00e9\t";
        int formulas = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                Formula.of(text.toString()).apply(new double[] {1, Double.NaN, -3}, 3);
                formulas++;
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).startsWith("formula '");
            }
        }
        assertThat(formulas).isGreaterThan(100);
    }
}
