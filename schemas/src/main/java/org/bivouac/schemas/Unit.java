package org.bivouac.schemas;

import static org.bivouac.schemas.Quantity.*;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The closed set of units that dumps and tables use. A value in this unit is {@code value * scale + offset} in the SI
 * unit of its quantity. Factors are exact by definition (SI Brochure, 9th edition, 2019; NIST SP 811, 2008, appendix B.8
 * for psi) unless they follow from pi.
 */
public enum Unit {
    NONE("", "", DIMENSIONLESS, 1, 0, "-", "none", "(null)", "gear", "sats"),
    RATIO_ONE("1", "ratio", RATIO, 1, 0, "ratio", "lambda"),
    PERCENT("%", "pct", RATIO, 0.01, 0, "pct", "percent", "angle%"),
    SECOND("s", "s", TIME, 1, 0, "sec", "seconds"),
    MILLISECOND("ms", "ms", TIME, 0.001, 0, "msec"),
    MINUTE("min", "min", TIME, 60, 0),
    HOUR("h", "h", TIME, 3600, 0, "hr", "hours"),
    METRE("m", "m", LENGTH, 1, 0, "metre", "meter"),
    MILLIMETRE("mm", "mm", LENGTH, 0.001, 0),
    KILOMETRE("km", "km", LENGTH, 1000, 0),
    MILE("mi", "mi", LENGTH, 1609.344, 0, "mile", "miles"),
    FOOT("ft", "ft", LENGTH, 0.3048, 0, "feet"),
    METRE_PER_SECOND("m/s", "m_per_s", SPEED, 1, 0, "mps"),
    KILOMETRE_PER_HOUR("km/h", "km_per_h", SPEED, 1 / 3.6, 0, "kmh", "kph", "km/hr"),
    KNOT("kn", "kn", SPEED, 1852 / 3600.0, 0, "knot", "knots", "kt"),
    MILE_PER_HOUR("mph", "mph", SPEED, 0.44704, 0, "mi/h"),
    METRE_PER_SECOND_SQUARED("m/s^2", "m_per_s2", ACCELERATION, 1, 0, "m/s2", "m/s/s", "m/s²"),
    STANDARD_GRAVITY("g", "g", ACCELERATION, 9.80665, 0, "G", "gn"),
    RADIAN("rad", "rad", ANGLE, 1, 0),
    DEGREE("deg", "deg", ANGLE, Math.PI / 180, 0, "°", "degree", "degrees"),
    ARC_MINUTE("arcmin", "arcmin", ANGLE, Math.PI / 10800, 0),
    RADIAN_PER_SECOND("rad/s", "rad_per_s", ANGULAR_SPEED, 1, 0),
    DEGREE_PER_SECOND("deg/s", "deg_per_s", ANGULAR_SPEED, Math.PI / 180, 0, "°/s"),
    REVOLUTION_PER_MINUTE("rpm", "rpm", ANGULAR_SPEED, Math.PI / 30, 0, "1/min", "r/min", "min-1"),
    KILOGRAM("kg", "kg", MASS, 1, 0),
    GRAM("gram", "gram", MASS, 0.001, 0),
    GRAM_PER_SECOND("g/s", "g_per_s", MASS_FLOW, 0.001, 0, "g/sec"),
    KILOGRAM_PER_HOUR("kg/h", "kg_per_h", MASS_FLOW, 1 / 3600.0, 0),
    LITRE("l", "l", VOLUME, 0.001, 0, "L", "litre", "liter", "ltr"),
    MILLILITRE("ml", "ml", VOLUME, 1e-6, 0, "cc"),
    LITRE_PER_HOUR("l/h", "l_per_h", VOLUME_FLOW, 0.001 / 3600, 0, "L/h", "lph", "l/hr"),
    LITRE_PER_SECOND("l/s", "l_per_s", VOLUME_FLOW, 0.001, 0, "L/s"),
    PASCAL("Pa", "pa", PRESSURE, 1, 0),
    KILOPASCAL("kPa", "kpa", PRESSURE, 1000, 0),
    BAR("bar", "bar", PRESSURE, 100_000, 0),
    MILLIBAR("mbar", "mbar", PRESSURE, 100, 0, "hPa"),
    POUND_PER_SQUARE_INCH("psi", "psi", PRESSURE, 6894.757293168361, 0, "lbf/in2"),
    KELVIN("K", "k", TEMPERATURE, 1, 0),
    DEGREE_CELSIUS("degC", "deg_c", TEMPERATURE, 1, 273.15, "C", "°C", "deg C", "celsius"),
    DEGREE_FAHRENHEIT("degF", "deg_f", TEMPERATURE, 5 / 9.0, 459.67 * 5 / 9.0, "F", "°F", "deg F"),
    NEWTON_METRE("Nm", "n_m", TORQUE, 1, 0, "N.m", "N*m", "N·m"),
    NEWTON("N", "n", FORCE, 1, 0),
    KILONEWTON("kN", "kn", FORCE, 1000, 0),
    WATT("W", "w", POWER, 1, 0),
    KILOWATT("kW", "kw", POWER, 1000, 0),
    JOULE("J", "j", ENERGY, 1, 0),
    KILOWATT_HOUR("kWh", "kwh", ENERGY, 3.6e6, 0),
    VOLT("V", "v", VOLTAGE, 1, 0, "volt", "volts"),
    MILLIVOLT("mV", "mv", VOLTAGE, 0.001, 0),
    AMPERE("A", "a", CURRENT, 1, 0, "amp"),
    HERTZ("Hz", "hz", FREQUENCY, 1, 0);

    private static final Map<String, Unit> EXACT = new HashMap<>();
    private static final Map<String, Unit> FOLDED = new HashMap<>();

    static {
        for (Unit unit : values()) {
            index(unit.symbol, unit);
            for (String spelling : unit.spellings) {
                index(spelling, unit);
            }
        }
    }

    private final String symbol;
    private final String suffix;
    private final Quantity quantity;
    private final double scale;
    private final double offset;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> spellings;

    Unit(String symbol, String suffix, Quantity quantity, double scale, double offset, String... spellings) {
        this.symbol = symbol;
        this.suffix = suffix;
        this.quantity = quantity;
        this.scale = scale;
        this.offset = offset;
        this.spellings = List.of(spellings);
    }

    private static void index(String spelling, Unit unit) {
        if (EXACT.put(spelling, unit) != null) {
            throw new IllegalStateException("unit spelling '" + spelling + "' is given twice");
        }
        FOLDED.putIfAbsent(spelling.toLowerCase(Locale.ROOT), unit);
    }

    /** How the unit is printed, e.g. {@code km/h}. */
    public String symbol() {
        return symbol;
    }

    /** How the unit ends a column name, e.g. {@code km_per_h}; empty for {@link #NONE}. */
    public String suffix() {
        return suffix;
    }

    /** The quantity that this unit measures. */
    public Quantity quantity() {
        return quantity;
    }

    /** The unit spelled so in a dump (its own case first, then any case), or empty when it is not known. */
    public static Optional<Unit> of(String spelling) {
        String trimmed = spelling.strip();
        Unit unit = EXACT.get(trimmed);
        return Optional.ofNullable(unit != null ? unit : FOLDED.get(trimmed.toLowerCase(Locale.ROOT)));
    }

    /**
     * The straight line that turns values of this unit into values of {@code target}.
     *
     * @throws IllegalArgumentException if the quantities differ
     */
    public Line to(Unit target) {
        if (quantity != target.quantity) {
            throw new IllegalArgumentException("cannot convert " + symbol + " (" + quantity + ") to " + target.symbol
                    + " (" + target.quantity + ")");
        }
        return this == target ? Line.IDENTITY : new Line(scale / target.scale, (offset - target.offset) / target.scale);
    }

    /** {@code y = factor * x + offset}. */
    public record Line(double factor, double offset) {
        /** Leaves every value as it is, to the bit. */
        public static final Line IDENTITY = new Line(1, 0);

        /** The converted value; NaN stays NaN. */
        public double apply(double value) {
            return offset == 0 ? factor * value : factor * value + offset;
        }
    }
}
