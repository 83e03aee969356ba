package org.bivouac.jobs.simulate.car;

/**
 * Where the energy of a drive went, in J, each term summed up where it arises: nothing here is a difference of the others,
 * so {@link #residualJoule} is a check.
 */
final class Ledger {
    /** Heat of the fuel burnt. */
    double fuelJoule;

    /** Exhaust, coolant and friction while fuel burns. */
    double heatJoule;

    double auxiliaryJoule;

    /** The part of it that the wheels or the battery paid, because no fuel burnt. */
    double overrunAuxiliaryJoule;

    double converterJoule;
    double gearsJoule;

    /** Work at the treads. */
    double wheelJoule;

    /** Work that the wheels did on the engine. */
    double engineBrakingJoule;

    double slipJoule;
    double rollingJoule;
    double airJoule;
    double brakesJoule;

    /** Work against the slope. */
    double climbJoule;

    /** Kinetic energy that left with burnt fuel. */
    double carriedJoule;

    /** Kinetic energy left at the end. */
    double kineticJoule;

    /** Potential energy at the end, and what it is made of by mass: filled in, burnt at its height. */
    double potentialJoule;

    double filledPotentialJoule;
    double burntPotentialJoule;

    /** What is missing between the fuel's heat and all that it became. */
    double residualJoule() {
        double engine = fuelJoule
                + overrunAuxiliaryJoule
                - heatJoule
                - auxiliaryJoule
                - converterJoule
                - gearsJoule
                - wheelJoule;
        double road = wheelJoule
                - engineBrakingJoule
                - slipJoule
                - rollingJoule
                - airJoule
                - brakesJoule
                - climbJoule
                - carriedJoule
                - kineticJoule;
        double heights = climbJoule - (potentialJoule + burntPotentialJoule - filledPotentialJoule);
        return Math.abs(engine) + Math.abs(road) + Math.abs(heights);
    }
}
