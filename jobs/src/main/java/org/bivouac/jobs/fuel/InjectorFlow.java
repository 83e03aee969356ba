package org.bivouac.jobs.fuel;

/**
 * Fuel mass flow from injector pulses of a four-stroke engine: {@code n * rpm/120 * sum(t - dead) * q * sqrt(dp/dpRef)}.
 *
 * @param injectors how many
 * @param staticFlowGramPerSecond what one open injector lets through at the reference pressure, g/s
 * @param referencePressureBar pressure across the injector at which that holds, bar
 */
public record InjectorFlow(int injectors, double staticFlowGramPerSecond, double referencePressureBar) {
    /**
     * Mass flow, g/s.
     *
     * @param engineSpeedRpm engine speed, rpm
     * @param pressureBar pressure across the injector, bar: rail minus manifold, or minus cylinder for direct injection
     * @param deadSeconds time until it opens, s; depends on voltage and pressure
     * @param pulseSeconds the pulses of one cycle, s; one shorter than the dead time lets nothing through
     */
    public double gramPerSecond(double engineSpeedRpm, double pressureBar, double deadSeconds, double... pulseSeconds) {
        double openSeconds = 0;
        for (double pulse : pulseSeconds) {
            openSeconds += Math.max(0, pulse - deadSeconds);
        }
        return injectors
                * engineSpeedRpm
                / 120
                * openSeconds
                * staticFlowGramPerSecond
                * Math.sqrt(pressureBar / referencePressureBar);
    }
}
