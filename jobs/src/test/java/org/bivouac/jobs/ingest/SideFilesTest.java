package org.bivouac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.PlanRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SideFilesTest {
    private static final String PLAN = "year,event,stage,car_class,ordinal,type,length_km,start_time,version,source\n";

    @TempDir
    Path folder;

    private SideFiles read(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return SideFiles.read(Map.of(name, file), Catalogue.builtIn());
    }

    @Test
    void columnsMayComeInAnyOrderAndOptionalOnesMayBeAbsent() throws IOException {
        SideFiles files = read("plan.csv", """
                \uFEFFtype,length_km,year,event,stage,ordinal,start_time,car_class
                LIAISON,12.5,2026,dakar,3,1,2026-01-05T07:30:00+03:00,*

                SPECIAL,300,2026,dakar,3,2,,*
                """);

        assertThat(files.plan().orElseThrow())
                .containsExactly(
                        new PlanRow(
                                2026,
                                "dakar",
                                "3",
                                "*",
                                1,
                                "LIAISON",
                                12.5,
                                Instant.parse("2026-01-05T04:30:00Z"),
                                null,
                                null),
                        new PlanRow(2026, "dakar", "3", "*", 2, "SPECIAL", 300, null, null, null));
        assertThat(files.limits()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2,0,5,sand,REFUEL; terrain or a halt",
                "2,0,5,,; terrain or a halt",
                "2,5,4,sand,; lies before from_km",
                "2,-1,4,sand,; must be a distance",
                "2,3,9,dirt,; has a terrain already",
                "2,4,4,,TEA; known are CONTROL",
            })
    void aRoadBookThatContradictsItselfIsNamedWithItsLine(String row, String reason) {
        String head = "year,event,stage,car_class,ordinal,from_km,to_km,terrain,halt\n2026,dakar,3,*,2,0,4,sand,\n";
        assertThatThrownBy(() -> read("road-book.csv", head + "2026,dakar,3,*," + row + "\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2026,dakar,3,*,1,LIAISON,x,,,; line 2: column length_km: 'x' is not a number",
                "2026,dakar,3,*,1,LIAISON,,,,; line 2: column length_km: must be a length, found NaN",
                "2026,dakar,3,*,1,BREAK,1,,,; line 2: column type: 'BREAK', known are LIAISON, SPECIAL",
                "year,dakar,3,*,1,LIAISON,1,,,; line 2: column year: 'year' is not a whole number",
                "2026,../x,3,*,1,LIAISON,1,,,; line 2: column stage: event '../x' must be",
                "2026,dakar,3,*,1,LIAISON,1,2026-01-05T07:30:00,,; is not a time with offset",
                "2026,dakar,3,*,1,LIAISON,1,,; line 2: 9 cells, expected 10",
                "2026,,3,*,1,LIAISON,1,,,; line 2: column event: is blank"
            })
    void aBadCellIsNamedByFileLineAndColumn(String row, String message) {
        assertThatThrownBy(() -> read("plan.csv", PLAN + row + "\n"))
                .isInstanceOfSatisfying(
                        BadInputException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("plan.csv: ")
                .hasMessageContaining(message);
    }

    @Test
    void theLineIsThatOfTheFileWhateverStandsBetween() {
        String rows = """
                # from the road book

                2026,dakar,3,*,1,LIAISON,1,,,"the organiser's
                second sheet"
                # corrected at the briefing
                2026,dakar,3,*,2,BREAK,1,,,
                """;
        assertThatThrownBy(() -> read("plan.csv", "# stage 3\r\n" + PLAN + rows))
                .hasMessageContaining("plan.csv: line 8: column type");
        assertThatThrownBy(() -> read("plan.csv", PLAN + rows.replace("1,LIAISON", "1,BREAK")))
                .hasMessageContaining("plan.csv: line 4: column type");
    }

    @Test
    void anUnknownColumnListsTheKnownOnes() {
        assertThatThrownBy(() -> read("plan.csv", PLAN.replace("length_km", "lenght_km")))
                .hasMessageContaining("line 1: unknown column 'lenght_km', known are year, event, stage");
    }

    @Test
    void aSectionThatStandsTwiceIsRefused() {
        String row = "2026,dakar,3,*,1,LIAISON,1,,plan,\n";
        assertThatThrownBy(() -> read("plan.csv", PLAN + row + row)).hasMessageContaining("1 stands twice for stage 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "*,oil_pressure,below,1.5,bar,1,,,alarm,us; no channel 'oil_pressure', known are",
                "*,oil_pressure_bar,below,1.5,degC,1,,,alarm,us; 'degC' does not fit oil_pressure_bar, try bar",
                "*,oil_pressure_bar,under,1.5,bar,1,,,alarm,us; column side: 'under', known are above, below",
                "*,oil_pressure_bar,below,,bar,1,,,alarm,us; column limit_value: is blank"
            })
    void aLimitMustMakeSense(String row, String message) {
        String header = "car_class,channel,side,limit_value,unit,for_s,when_channel,when_above,severity,source\n";
        assertThatThrownBy(() -> read("limits.csv", header + row + "\n")).hasMessageContaining(message);
    }

    @Test
    void ownAliasesAndIdentitiesAreRead() throws IOException {
        SideFiles aliases = read(
                "aliases.csv", "logger,from_year,to_year,name,unit,channel\n*,2026,2026,P7,psi,fuel_pressure_bar\n");
        assertThat(aliases.catalogue().alias("x", 2026, "p7").orElseThrow().channel())
                .isEqualTo("fuel_pressure_bar");

        SideFiles dumps = read("dumps.csv", "file,car,stage\na/b.csv,501,\n");
        assertThat(dumps.said().get("a/b.csv").identity()).isEqualTo(new Identity(null, null, null, "501"));
    }
}
