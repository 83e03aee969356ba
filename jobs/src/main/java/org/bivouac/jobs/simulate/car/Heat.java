package org.bivouac.jobs.simulate.car;

import java.util.Arrays;

/** Temperatures and tyre pressures: each a first-order lag on what heats it, by steps of 0.1 s; degrees Celsius, bar. */
final class Heat {
    static final double STEP = 0.1;

    private static final double ABSOLUTE = 273.15;
    private static final double ATMOSPHERE = 1.013;

    final double[] damper = new double[4];
    final double[] disc = new double[4];
    final double[] tyre = new double[4];
    final double[] tyreLost = new double[4];
    final double[] leak = new double[4];
    double coolant;
    double radiatorOut;
    double oil;
    double gearbox;
    double transfer;
    double frontAxle;
    double rearAxle;
    double intake;
    double exhaust;
    double fuel;
    double steering;
    double cabin;
    double fanDuty;
    double fanOffSeconds;
    private final double coldBar;

    Heat(double ambient, double coldBar) {
        this.coldBar = coldBar;
        coolant = 82;
        oil = 75;
        gearbox = ambient + 30;
        transfer = frontAxle = rearAxle = ambient + 15;
        exhaust = 220;
        radiatorOut = coolant - 8;
        intake = ambient + 6;
        steering = ambient + 15;
        fuel = cabin = ambient + 4;
        Arrays.fill(damper, ambient + 3);
        Arrays.fill(disc, ambient + 10);
        Arrays.fill(tyre, ambient + 2);
    }

    /** A night's rest. */
    void cool(double ambient) {
        coolant = oil = gearbox = transfer = frontAxle = rearAxle = radiatorOut = intake = steering = ambient;
        exhaust = fuel = cabin = ambient;
        Arrays.fill(damper, ambient);
        Arrays.fill(disc, ambient);
        Arrays.fill(tyre, ambient);
    }

    /** New wheels and a healthy fan. */
    void repair() {
        Arrays.fill(tyreLost, 0);
        Arrays.fill(leak, 0);
        fanOffSeconds = 0;
    }

    /** Pressure above ambient of a tyre, bar: an ideal gas at constant volume. */
    double tyreBar(int corner) {
        double warm = (coldBar + ATMOSPHERE) * (tyre[corner] + ABSOLUTE) / (20 + ABSOLUTE) - ATMOSPHERE;
        return Math.max(0.05, warm - tyreLost[corner]);
    }

    /**
     * Moves on by {@value #STEP} s.
     *
     * @param heatKilowatts what the fuel gives off beyond work
     * @param driveKilowatts through the gearbox
     * @param brakeJoule turned into heat by all brakes within the step
     * @param damperJoule by each damper within the step; set to zero
     */
    void step(
            double ambient,
            double metresPerSecond,
            double heatKilowatts,
            double driveKilowatts,
            double brakeJoule,
            double[] damperJoule) {
        fanOffSeconds -= STEP;
        double wind = Math.min(1, metresPerSecond / 25);
        fanDuty = fanOffSeconds > 0 || heatKilowatts == 0 ? 0 : Math.max(0, Math.min(100, (coolant - 88) * 9));
        // A fan that stands still lets little air through the clogged radiator.
        double cooling = (0.35 + 0.75 * wind + 0.011 * fanDuty) * (fanOffSeconds > 0 ? 0.18 : 1);
        double opening = Math.max(0.06, Math.min(1, (coolant - 78) / 10));
        // About a third of the heat goes into the coolant, whose mass of metal and water is near 90 kJ/K.
        coolant += (0.30 * heatKilowatts - 1.9 * cooling * opening * (coolant - ambient)) * STEP / 90;
        radiatorOut += (coolant - 14 * cooling * opening - radiatorOut) * STEP / 12;
        oil += (coolant + 4 + 0.10 * heatKilowatts - oil) * STEP / 140;
        gearbox += (ambient + 36 + 0.34 * driveKilowatts - 9 * wind - gearbox) * STEP / 260;
        transfer += (ambient + 26 + 0.20 * driveKilowatts - 6 * wind - transfer) * STEP / 420;
        frontAxle += (ambient + 20 + 0.17 * driveKilowatts - 6 * wind - frontAxle) * STEP / 520;
        rearAxle += (ambient + 22 + 0.24 * driveKilowatts - 6 * wind - rearAxle) * STEP / 480;
        intake += (ambient + 6 + 0.13 * heatKilowatts * (1 - 0.5 * wind) - intake) * STEP / 15;
        exhaust += ((heatKilowatts == 0 ? ambient : 340 + 1.25 * Math.min(420, heatKilowatts)) - exhaust) * STEP / 4;
        fuel += (ambient + 12 - fuel) * STEP / 5000;
        steering += (ambient + 24 + 8 * wind - steering) * STEP / 300;
        cabin += (ambient + 14 - cabin) * STEP / 900;
        for (int i = 0; i < 4; i++) {
            damper[i] += damperJoule[i] / 2300 - (0.4 + 0.8 * wind) * (damper[i] - ambient) * STEP / 240;
            damperJoule[i] = 0;
            disc[i] += brakeJoule * (i < 2 ? 0.31 : 0.19) / 4200 - (0.3 + wind) * (disc[i] - ambient) * STEP / 130;
            double load = 26 * wind + 16 * wind * wind + (leak[i] > 0 ? 25 * wind : 0);
            tyre[i] += (ambient + 6 + load - tyre[i]) * STEP / 320;
            tyreLost[i] = Math.min(1.8, tyreLost[i] + leak[i] * STEP);
        }
    }
}
