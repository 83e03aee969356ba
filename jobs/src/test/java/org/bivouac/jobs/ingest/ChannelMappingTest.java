package org.bivouac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.Group;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.ingest.ChannelMapping.Status;
import org.bivouac.jobs.ingest.ChannelMapping.Target;
import org.bivouac.schemas.Alias;
import org.bivouac.schemas.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelMappingTest {
    private static RawChannel number(String name, String unit) {
        return new RawChannel(name, unit, Role.NUMBER);
    }

    private static List<Target> map(String format, int year, Catalogue catalogue, RawChannel... channels) {
        DumpHeader header = new DumpHeader(
                format,
                "",
                null,
                DumpHeader.Clock.RELATIVE,
                List.of(new Group("all", 100, Arrays.asList(channels))),
                Map.of());
        return ChannelMapping.of(header, "", year, catalogue).get(0);
    }

    private static Target map(String format, String name, String unit) {
        return map(format, 2026, Catalogue.builtIn(), number(name, unit)).get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "motec-ld, Oil Press, psi, oil_pressure_bar, 100, 6.894757293168361",
        "motec-ld, Damper Pos FL, mm, damper_position_fl_mm, 12.5, 12.5",
        "motec-ld, G Force Lat, m/s^2, body_acceleration_lat_g, 9.80665, 1",
        "motec-csv, Distance, m, distance_km, 1500, 1.5",
        "vbo, velocity, kmh, gps_speed_km_per_h, 42.2, 42.2",
        "vbo, lat, arcmin, gps_latitude_deg, 1607.803266, 26.7967211",
        "vbo, long, arcmin west, gps_longitude_deg, -3279.384856, 54.65641426666667",
        "racechrono-csv, speed, m/s, gps_speed_km_per_h, 10, 36",
        "cobb-accessport, Boost (kPa), kPa, boost_pressure_bar, 50, 0.5",
        "obd-carobd, ENGINE_RPM (), rpm, engine_speed_rpm, 900, 900"
    })
    void aKnownNameWithAFittingUnitIsConverted(
            String format, String name, String unit, String column, double recorded, double converted) {
        Target target = map(format, name, unit);

        assertThat(target.status()).isEqualTo(Status.MAPPED);
        assertThat(target.column()).isEqualTo(column);
        assertThat(target.line().apply(recorded)).isCloseTo(converted, within(1e-9 * Math.abs(converted)));
    }

    @Test
    void anUnknownAnImpossibleAndAnUnstatedUnitBlockTheChannel() {
        assertThat(map("motec-ld", "Oil Press", "furlong").status()).isEqualTo(Status.BLOCKED);
        assertThat(map("motec-ld", "Oil Press", "furlong").reason())
                .isEqualTo("unit 'furlong' is unknown, expected one of pressure such as bar");
        assertThat(map("motec-ld", "Oil Press", "degC").reason()).contains("cannot convert degC (TEMPERATURE)");
        assertThat(map("motec-ld", "Oil Press", "").reason())
                .isEqualTo("no unit stated, oil_pressure_bar needs one of pressure such as bar");
        assertThat(map("motec-ld", "Oil Press", "(null)").status()).isEqualTo(Status.BLOCKED);
        assertThat(map("motec-ld", "Oil Press", "").column()).isNull();
    }

    @Test
    void anAliasMaySayTheUnitAndADimensionlessChannelNeedsNone() {
        assertThat(map("motec-ld", "Engine RPM", "").column()).isEqualTo("engine_speed_rpm");
        assertThat(map("motec-ld", "Gear", "").column()).isEqualTo("gear");
    }

    @Test
    void aRenamedChannelIsTheSameOneUnderItsNameOfTheYear() {
        assertThat(map("motec-ld", 2025, Catalogue.builtIn(), number("Water Temp", "C"))
                        .get(0)
                        .column())
                .isEqualTo("coolant_temperature_deg_c");
        assertThat(map("motec-ld", 2026, Catalogue.builtIn(), number("Coolant Temp", "C"))
                        .get(0)
                        .column())
                .isEqualTo("coolant_temperature_deg_c");
        assertThat(map("motec-ld", 2026, Catalogue.builtIn(), number("Water Temp", "C"))
                        .get(0)
                        .column())
                .isEqualTo("raw__water_temp");
    }

    @Test
    void theTeamsOwnAliasComesFirst() {
        Catalogue own = Catalogue.builtIn()
                .withAliases(List.of(new Alias("*", 2026, 2026, "Pressure 7", "psi", "fuel_pressure_bar")));

        assertThat(map("motec-ld", 2026, own, number("pressure 7", "")).get(0).column())
                .isEqualTo("fuel_pressure_bar");
    }

    @Test
    void whatNoAliasMapsIsKeptUnderAMarkedNameOfItsOwn() {
        List<Target> targets = map(
                "motec-ld",
                2026,
                Catalogue.builtIn(),
                number("Lambda", "LA"),
                number("lambda!", ""),
                number("??", ""),
                new RawChannel("Driver Note", "", Role.TEXT));

        assertThat(targets).extracting(Target::status).containsOnly(Status.UNMAPPED);
        assertThat(targets)
                .extracting(Target::column)
                .containsExactly("raw__lambda", "raw__lambda_2", "raw__channel", "raw__driver_note");
    }

    @Test
    void ofTwoChannelsThatMeanTheSameTheFirstIsTheOne() {
        List<Target> targets =
                map("racechrono-csv", 2026, Catalogue.builtIn(), number("speed", "m/s"), number("speed", "m/s"));

        assertThat(targets).extracting(Target::column).containsExactly("gps_speed_km_per_h", "raw__speed");
        assertThat(targets.get(1).reason())
                .isEqualTo("gps_speed_km_per_h is taken by 'speed' of group 'all', which comes first");
    }

    @Test
    void aBlockedChannelLeavesItsPlaceToTheNext() {
        List<Target> targets = map(
                "motec-ld", 2026, Catalogue.builtIn(), number("Vehicle Speed", "bar"), number("Ground Speed", "km/h"));

        assertThat(targets).extracting(Target::column).containsExactly(null, "vehicle_speed_km_per_h");
    }
}
