package org.bivouac.jobs.simulate.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bivouac.jobs.simulate.log.PlainTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ground has the roughness that its class demands, and nothing breaks where ways part and meet again. */
class ProfileTest {
    private static final String HEADER = "terrain,feed_code,roughness_e6_m3,rolling,grip,slip_per_load,cruise_km_per_h,"
            + "lateral_g,slope,hill_m,corner_m,corner_gap_m,washboard_mm,ruts_per_km,rocks_per_km,mounds_per_km,"
            + "dunes_per_km,jumps_per_100km\n";

    /** ISO 8608:2016, table C.1: mean of G<sub>d</sub>(n0) in 1e-6 m³ for the classes A to H. */
    private static final double[] PUBLISHED = {16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144};

    private static Ground flat(double roughnessE6, int metres, long seed) {
        Terrains terrains = Terrains.of(PlainTable.of(
                "test", HEADER + "flat,,%s,0.05,0.5,0.05,90,0.3,0,400,40,200,0,0,0,0,0,0\n".formatted(roughnessE6)));
        return GroundBuilder.build(List.of(Piece.ground("SPECIAL", "flat", metres)), terrains, List.of(), seed);
    }

    @ParameterizedTest
    @ValueSource(chars = {'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'})
    void theProfileHasThePsdOfItsClassInEveryOctave(char isoClass) {
        double mean = PUBLISHED[isoClass - 'A'];
        // The seeds are those of the classes' letters; any other does as well.
        double[] left = samples(flat(mean, 14_000, isoClass), 1 << 18);

        // Octaves of ISO 8608, from 1/32 to 2 cycles/m around n0 = 0.1.
        for (double octave = 1 / 32.0; octave <= 2; octave *= 2) {
            double demanded = mean * 1e-6 * 0.01 / (octave * octave);
            double found = density(left, octave);
            assertThat(found / demanded).as("at %s cycles/m", octave).isBetween(0.78, 1.28);
        }
        assertThat(Terrain.ofClass(isoClass)).isCloseTo(mean * 1e-6, within(1e-12));
    }

    @Test
    void theTracksShareHalfOfTheirVariance() {
        Ground ground = flat(1024, 26_000, 3);
        Profile profile = new Profile(ground);
        double[] hills = hills(ground, 26_000 * Ground.PER_METRE);
        double product = 0;
        double square = 0;
        for (int metre = 0; metre < 26_000; metre += 5) {
            profile.ahead(metre);
            int sample = metre * Ground.PER_METRE;
            double left = profile.rawLeft(sample) - hills[sample];
            double right = profile.rawRight(sample) - hills[sample];
            product += left * right;
            square += 0.5 * (left * left + right * right);
        }
        assertThat(product / square).isBetween(-0.25, 0.25);
    }

    @Test
    void theTerrainsLieInTheClassesThatTheirTableNames() {
        Terrains terrains = Terrains.builtIn();

        assertThat(terrains.named("asphalt").isoClass()).isEqualTo('B');
        assertThat(terrains.named("dunes").isoClass()).isEqualTo('C');
        assertThat(terrains.named("dirt").isoClass()).isEqualTo('D');
        assertThat(terrains.named("rocks").isoClass()).isEqualTo('E');
        // The organiser's codes: 1 dirt, 2 gravel, 3 sand, 4 dunes, 7 asphalt.
        assertThat(terrains.ofFeed(1).name()).isEqualTo("dirt");
        assertThat(terrains.ofFeed(7).name()).isEqualTo("asphalt");
    }

    @ParameterizedTest
    @ValueSource(ints = {150, 600, 1501})
    void aDetourComesBackToItsPlaceHeadingAndHeight(int out) {
        Ground plan =
                GroundBuilder.build(List.of(Piece.ground("SPECIAL", "sand", 6000)), Terrains.builtIn(), List.of(), 9);
        Detour detour = new Detour(2500, out);
        Ground driven = plan.with(List.of(detour));

        assertThat(driven.metres()).isEqualTo(6000 + detour.metres());
        double x = 0;
        double y = 0;
        double heading = 0;
        double height = 0;
        for (double at = 2500; at < 2500 + detour.metres(); at += 0.01) {
            double slope = driven.slope(at + 0.005);
            heading += driven.curvature(at + 0.005) * 0.01;
            x += 0.01 * Math.cos(heading);
            y += 0.01 * Math.sin(heading);
            height += 0.01 * slope;
        }
        // The plan's own bend at the place where it is left and met again turns the car once more.
        assertThat(Math.hypot(x, y)).isLessThan(0.02 * out + 3);
        assertThat(height).isCloseTo(0, within(0.5));
        assertThat(driven.planMetre(2500 + detour.metres() + 700.0)).isCloseTo(3200, within(1e-9));
        assertThat(driven.ownMetre(3200)).isCloseTo(2500 + detour.metres() + 700.0, within(1e-9));
        assertThat(driven.terrain(5900).name()).isEqualTo("sand");
    }

    @Test
    void afterADetourTheWheelsMeetTheSameGroundAsWithout() {
        Ground plan = flat(1024, 3000, 4);
        Ground driven = plan.with(List.of(new Detour(1000, 200)));
        int extra = driven.metres() - plan.metres();
        Profile without = new Profile(plan);
        Profile with = new Profile(driven);
        without.ahead(1900);
        with.ahead(1900 + extra);

        // The pole forgets the detour within some ten metres.
        for (int metre = 1780; metre < 1880; metre += 7) {
            assertThat(with.left(metre + extra)).isCloseTo(without.left(metre), within(1e-9));
        }
    }

    /** Height of the country alone, integrated from its slope. */
    private static double[] hills(Ground ground, int count) {
        double[] height = new double[count];
        double step = 1.0 / Ground.PER_METRE;
        for (int i = 1; i < count; i++) {
            height[i] = height[i - 1] + ground.slope((i - 0.5) * step) * step;
        }
        return height;
    }

    private static double[] samples(Ground ground, int count) {
        Profile profile = new Profile(ground);
        double[] hills = hills(ground, count);
        double[] left = new double[count];
        for (int i = 0; i < count; i++) {
            if (i % 1000 == 0) {
                profile.ahead((i + 1000) / 20.0);
            }
            left[i] = profile.rawLeft(i) - hills[i];
        }
        return left;
    }

    /** One-sided PSD at a wavenumber: mean over windows and the neighbouring lines within its octave, Hann window. */
    private static double density(double[] values, double cyclesPerMetre) {
        int length = (int) Math.min(1 << 15, 20 * 16 / cyclesPerMetre);
        double[] window = new double[length];
        double weights = 0;
        for (int i = 0; i < length; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / length);
            weights += window[i] * window[i];
        }
        double sum = 0;
        int count = 0;
        for (int line = -4; line <= 4; line += 2) {
            double cycles = Math.round(cyclesPerMetre * length / 20.0) + line;
            double[] cosine = new double[length];
            double[] sine = new double[length];
            for (int i = 0; i < length; i++) {
                cosine[i] = window[i] * Math.cos(2 * Math.PI * cycles * i / length);
                sine[i] = window[i] * Math.sin(2 * Math.PI * cycles * i / length);
            }
            for (int from = 0; from + length <= values.length; from += length / 2) {
                double real = 0;
                double imaginary = 0;
                for (int i = 0; i < length; i++) {
                    real += cosine[i] * values[from + i];
                    imaginary += sine[i] * values[from + i];
                }
                double wavenumber = cycles * 20 / length;
                double power = 2 * (real * real + imaginary * imaginary) / (weights * 20);
                sum += power * wavenumber * wavenumber / (cyclesPerMetre * cyclesPerMetre);
                count++;
            }
        }
        return sum / count;
    }
}
