package org.bivouac.jobs.fuel;

/**
 * Vehicle specific power, kW/t, in the form of EPA MOVES: {@code (A v + B v^2 + C v^3 + M v (a + g sin theta)) / f}. A rally
 * car uses its own coefficients.
 *
 * @param a rolling term A, kW s/m
 * @param b rotating term B, kW s²/m²
 * @param c drag term C, kW s³/m³
 * @param massTonne M, t
 * @param fixedMassTonne f, t
 */
public record SpecificPower(double a, double b, double c, double massTonne, double fixedMassTonne) {
    /** MOVES source type 21. */
    public static final SpecificPower PASSENGER_CAR = ofType(0.156461, 0.002001, 0.000492, 1.4788);
    /** MOVES source type 31. */
    public static final SpecificPower PASSENGER_TRUCK = ofType(0.22112, 0.002838, 0.000698, 1.86686);
    /** MOVES source type 32. */
    public static final SpecificPower LIGHT_COMMERCIAL_TRUCK = ofType(0.235008, 0.003038, 0.000747, 2.05979);

    /** As MOVES has it; elsewhere gravity is 9.80665 m/s². */
    private static final double GRAVITY = 9.81;

    private static final double METRE_PER_SECOND_PER_MPH = 0.44704;

    private static SpecificPower ofType(double a, double b, double c, double massTonne) {
        return new SpecificPower(a, b, c, massTonne, massTonne);
    }

    /**
     * Specific power, kW/t.
     *
     * @param speed m/s
     * @param acceleration m/s²
     * @param grade rise over run; the formula takes the sine of its angle
     */
    public double kilowattPerTonne(double speed, double acceleration, double grade) {
        double sine = Math.sin(Math.atan(grade));
        double road = a * speed + b * speed * speed + c * speed * speed * speed;
        return (road + massTonne * speed * (acceleration + GRAVITY * sine)) / fixedMassTonne;
    }

    /** The older form of Jiménez-Palacios (MIT, 1999), kW/t, with the grade as a ratio; arguments as above. */
    public static double jimenezPalacios(double speed, double acceleration, double grade) {
        return speed * (1.1 * acceleration + 9.81 * grade + 0.132) + 0.000302 * speed * speed * speed;
    }

    /**
     * MOVES operating mode of one second: braking 0 and idle 1 first, then by speed and specific power, classes closed on
     * the left.
     *
     * @param speed m/s
     * @param kilowattPerTonne specific power, kW/t
     * @param acceleration the last three seconds', m/s², this one last
     */
    public static int operatingMode(double speed, double kilowattPerTonne, double... acceleration) {
        double mphPerSecond = acceleration[acceleration.length - 1] / METRE_PER_SECOND_PER_MPH;
        boolean braking = acceleration.length >= 3;
        for (int i = Math.max(0, acceleration.length - 3); i < acceleration.length; i++) {
            braking &= acceleration[i] / METRE_PER_SECOND_PER_MPH < -1;
        }
        double mph = speed / METRE_PER_SECOND_PER_MPH;
        if (mphPerSecond <= -2 || braking) {
            return 0;
        }
        if (mph < 1) {
            return 1;
        }
        if (mph < 25) {
            return byPower(kilowattPerTonne, new double[] {0, 3, 6, 9, 12}, new int[] {11, 12, 13, 14, 15, 16});
        }
        if (mph < 50) {
            return byPower(kilowattPerTonne, new double[] {0, 3, 6, 9, 12, 18, 24, 30}, new int[] {
                21, 22, 23, 24, 25, 27, 28, 29, 30
            });
        }
        return byPower(kilowattPerTonne, new double[] {6, 12, 18, 24, 30}, new int[] {33, 35, 37, 38, 39, 40});
    }

    private static int byPower(double power, double[] edges, int[] modes) {
        int i = 0;
        while (i < edges.length && power >= edges[i]) {
            i++;
        }
        return modes[i];
    }
}
