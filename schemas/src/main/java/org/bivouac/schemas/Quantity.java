package org.bivouac.schemas;

/** A physical quantity. Units of one quantity convert into each other; units of two quantities never do. */
public enum Quantity {
    DIMENSIONLESS,
    RATIO,
    TIME,
    LENGTH,
    SPEED,
    ACCELERATION,
    ANGLE,
    ANGULAR_SPEED,
    MASS,
    MASS_FLOW,
    VOLUME,
    VOLUME_FLOW,
    PRESSURE,
    TEMPERATURE,
    TORQUE,
    FORCE,
    POWER,
    ENERGY,
    VOLTAGE,
    CURRENT,
    FREQUENCY
}
