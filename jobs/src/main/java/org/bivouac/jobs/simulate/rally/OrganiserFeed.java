package org.bivouac.jobs.simulate.rally;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.simulate.ground.Piece;
import org.bivouac.jobs.simulate.ground.Terrains;

/**
 * Reads the organiser's feed of stages: an array of stages, each with sectors, each special with tables of ground by
 * kilometre. It is read for cars: copies tagged for trucks are left out, repeated sections are one, tables that end beyond
 * their sector are not believed, gaps are filled with the ground before them.
 *
 * <p>What the feed does not tell is decided here: liaisons are asphalt; asphalt of more than {@value #TRANSFER_KM} km within
 * a special is an untimed transfer; cars refuel before a special that begins after {@value #REFUEL_KM} km or is longer; a
 * stage of two days rests after {@value #FIRST_DAY} of its special until seven in the morning.
 */
final class OrganiserFeed {
    private static final int TRANSFER_KM = 50;
    private static final int REFUEL_KM = 450;
    private static final double FIRST_DAY = 0.55;
    private static final int NIGHT_SECONDS = 15 * 3600;

    /** Ground between two kilometres of a sector. */
    private record Section(int terrain, int from, int to, int order) {}

    private OrganiserFeed() {}

    /** The stages of a feed in the order of their days. */
    static List<StagePlan> read(String json, String name, Terrains terrains) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new BadInputException(ExitCode.USAGE, name + ": is no JSON: " + e.getOriginalMessage());
        }
        List<StagePlan> stages = new ArrayList<>();
        for (JsonNode node : root) {
            // The array also holds a record about the category.
            if (node.path("sectors").isArray() && !node.path("isCancelled").asBoolean()) {
                stages.add(stage(node, terrains));
            }
        }
        if (stages.isEmpty()) {
            throw new BadInputException(ExitCode.USAGE, name + ": holds no stage with sectors");
        }
        stages.sort(Comparator.comparing(StagePlan::date));
        return stages;
    }

    private static StagePlan stage(JsonNode node, Terrains terrains) {
        boolean prologue = node.path("type").asText().equals("PRO");
        ZoneId zone = ZoneId.of(node.path("timezone").asText("UTC"));
        ZonedDateTime start = Instant.parse(
                        node.path("sectors").path(0).path("startTime").asText().replace("+00:00", "Z"))
                .atZone(zone);
        LocalDate first = day(node.path("startDate"));
        boolean twoDays = !first.equals(day(node.path("endDate")));
        List<Piece> pieces = new ArrayList<>();
        int driven = 0;
        for (JsonNode sector : node.path("sectors")) {
            int length = sector.path("length").asInt();
            boolean special = sector.path("type").asText().equals("SPE");
            if (special) {
                boolean thirsty = driven > REFUEL_KM || length > REFUEL_KM;
                pieces.add(thirsty ? Piece.halt("REFUEL", 900, Double.NaN) : Piece.halt("CONTROL", 300, 0));
                special(pieces, sections(sector, length), length, twoDays, terrains);
                pieces.add(Piece.halt("CONTROL", 300, 0));
            } else if (length > 0) {
                pieces.add(Piece.ground("LIAISON", terrains.ofFeed(7).name(), length * 1000));
            }
            driven += length;
        }
        return new StagePlan(
                "dakar",
                prologue ? "P" : node.path("stage").asText(),
                first,
                start.toLocalTime(),
                zone.getId(),
                20.0,
                42.6,
                900,
                node.path("marathon").asBoolean(),
                List.copyOf(pieces));
    }

    private static LocalDate day(JsonNode date) {
        return LocalDate.parse(date.asText().substring(0, 10));
    }

    private static List<Section> sections(JsonNode sector, int length) {
        List<Section> sections = new ArrayList<>();
        for (JsonNode ground : sector.path("grounds")) {
            if (ground.has("groupName")) {
                continue;
            }
            String code = ground.path("name").asText();
            int terrain = Integer.parseInt(code.substring(code.lastIndexOf('.') + 1));
            for (JsonNode each : ground.path("sections")) {
                Section section = new Section(
                        terrain,
                        each.path("start").asInt(),
                        each.path("finish").asInt(),
                        each.path("section").asInt());
                if (!sections.contains(section)) {
                    sections.add(section);
                }
            }
        }
        sections.sort(Comparator.comparingInt(Section::order));
        boolean beyond = sections.stream().anyMatch(section -> section.to > length);
        return beyond ? new ArrayList<>() : sections;
    }

    private static void special(
            List<Piece> pieces, List<Section> sections, int length, boolean twoDays, Terrains terrains) {
        int at = 0;
        int terrain = sections.isEmpty() ? 1 : sections.get(0).terrain;
        boolean rested = !twoDays;
        for (Section section : sections) {
            int to = Math.min(section.to, length);
            terrain = section.terrain;
            if (to <= at) {
                continue;
            }
            boolean transfer = terrain == 7 && to - at > TRANSFER_KM;
            pieces.add(Piece.ground(
                    transfer ? "TRANSFER" : "SPECIAL", terrains.ofFeed(terrain).name(), 1000 * (to - at)));
            at = to;
            if (!rested && at >= FIRST_DAY * length) {
                rested = true;
                pieces.add(Piece.halt("BIVOUAC", NIGHT_SECONDS, Double.NaN));
            }
        }
        if (at < length) {
            pieces.add(Piece.ground("SPECIAL", terrains.ofFeed(terrain).name(), 1000 * (length - at)));
        }
    }
}
