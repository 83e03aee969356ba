package org.bivouac.jobs.dump.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.Inspection;
import org.bivouac.jobs.dump.gpx.GpxReader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GPX: namespaces, times, extensions, damage, and a real track against another program's figures. */
class GpxDumpsTest {
    private static final String CORPUS = System.getProperty("bivouac.corpus", "");
    private static final String TRACK = "gpx/sghctoma+sst/dashboard/tests/track.gpx";
    private static final String OPEN =
            "<gpx version=\"1.1\" creator=\"c\" xmlns=\"http://www.topografix.com/GPX/1/1\">";

    @TempDir
    Path folder;

    private Recording read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private Recording read(byte[] bytes) throws IOException {
        DumpFile file = SampleDumps.write(folder, "t.gpx", bytes);
        Recording recording = Recording.of(file, new GpxReader());
        assertThat(recording.ledger.discrepancy(file.bytes())).isEmpty();
        return recording;
    }

    private static String point(String inner) {
        return "<trkpt lat=\"1.5\" lon=\"-2.5\">" + inner + "</trkpt>";
    }

    private static String track(String... points) {
        return OPEN + "<trk><trkseg>" + String.join("", points) + "</trkseg></trk></gpx>";
    }

    @Test
    void prefixesDoNotMatterButNamespacesDo() throws IOException {
        Recording read = read("""
                <?xml version='1.0'?><!-- <trkpt lat='9' lon='9'> -->
                <g:gpx xmlns:g='http://www.topografix.com/GPX/1/0' version='1.0' creator='x &amp; y'>
                <g:trk><g:trkseg>
                <trkpt lat='8' lon='8'><time>2020-01-01T00:00:00Z</time></trkpt>
                <g:trkpt lat='1' lon='2'><g:time>2026-01-05T06:00:00Z</g:time><g:speed>12.5</g:speed></g:trkpt>
                </g:trkseg></g:trk></g:gpx>
                """);
        assertThat(read.header.metadata()).containsEntry("creator", "x & y");
        assertThat(read.rows.get(0)).containsExactly("0.0 1.0 2.0 12.5");
        assertThat(read.header.groups().get(0).channels())
                .extracting(RawChannel::name, RawChannel::unit)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("lat", "deg"),
                        org.assertj.core.groups.Tuple.tuple("lon", "deg"),
                        org.assertj.core.groups.Tuple.tuple("speed", "m/s"));
    }

    @Test
    void aDocumentOfAnotherNamespaceIsRefusedByName() {
        assertThatThrownBy(() -> read("<gpx xmlns='http://example.org/'><trk/></gpx>"))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining(
                        "C4: the document is <gpx> of namespace 'http://example.org/', expected <gpx> of");
    }

    @Test
    void timesWithAnyOffsetAreUtcAndGapsStayGaps() throws IOException {
        Recording read = read(track(
                point("<time>2026-01-05T06:00:00Z</time>"),
                point("<time>2026-01-05T09:00:01.250+03:00</time>"),
                point("<time>2026-01-05T06:30:00</time>")));
        assertThat(read.header.start()).hasToString("2026-01-05T06:00:00Z");
        assertThat(read.rows.get(0)).containsExactly("0.0 1.5 -2.5", "1.25 1.5 -2.5", "1800.0 1.5 -2.5");
    }

    @Test
    void pointsWithoutATimeAreRejectedWithTheirBytes() throws IOException {
        Recording read = read(track(
                point("<time>2026-01-05T06:00:00Z</time>"),
                point(""),
                point("<ele>3</ele>"),
                point("<time>noon</time>")));
        assertThat(read.rows.get(0)).hasSize(1);
        assertThat(read.rejects)
                .extracting(fault -> fault.rule() + " x" + fault.count())
                .containsExactly("D1 x2", "B8 x1");
        assertThatThrownBy(() -> read(OPEN + "<rte><rtept lat='1' lon='2'/></rte></gpx>"))
                .hasMessageContaining("A2: empty: no point with a time, 1 without");
    }

    @Test
    void everyValueOfAnExtensionIsAChannelNumbersWhereAllAreNumbers() throws IOException {
        Recording read = read("""
                <gpx version="1.1" creator="c" xmlns="http://www.topografix.com/GPX/1/1"
                  xmlns:a="http://www.garmin.com/xmlschemas/TrackPointExtension/v1" xmlns:b="urn:b">
                <trk><trkseg><trkpt lat="1" lon="2"><ele>5</ele><time>2026-01-05T06:00:00Z</time><extensions>
                <a:TrackPointExtension><a:hr>120</a:hr></a:TrackPointExtension><speed>3.5</speed><b:state>on</b:state>
                <b:hr>7</b:hr></extensions></trkpt>
                <trkpt lat="1" lon="2"><time>2026-01-05T06:00:01Z</time><extensions><b:state>1</b:state></extensions>
                </trkpt></trkseg></trk></gpx>
                """);
        assertThat(read.header.groups().get(0).channels())
                .extracting(channel -> channel.name() + "/" + channel.unit() + "/" + channel.role())
                .containsExactly(
                        "lat/deg/NUMBER",
                        "lon/deg/NUMBER",
                        "ele/m/NUMBER",
                        "hr/1/min/NUMBER",
                        "speed//NUMBER",
                        "state//TEXT",
                        "hr//NUMBER");
        assertThat(read.rows.get(0))
                .containsExactly("0.0 1.0 2.0 5.0 120.0 3.5 on 7.0", "1.0 1.0 2.0 NaN NaN NaN 1 NaN");
    }

    @Test
    void tracksRoutesAndWaypointsAreGroupsOfTheirOwn() throws IOException {
        String time = "<time>2026-01-05T06:00:00Z</time>";
        Recording read = read(OPEN + "<wpt lat='1' lon='2'>" + time + "<name>CP1</name></wpt>"
                + "<trk><name>Morning</name><trkseg>" + point(time) + "</trkseg><trkseg>" + point(time)
                + "</trkseg></trk>"
                + "<trk><trkseg>" + point(time) + "</trkseg></trk></gpx>");
        assertThat(read.header.groups())
                .extracting(org.bivouac.jobs.dump.DumpHeader.Group::name)
                .containsExactly("waypoints", "track 1", "track 2");
        assertThat(read.header.metadata()).containsEntry("name of track 1", "Morning");
        assertThat(read.rows.get(0)).containsExactly("0.0 1.0 2.0 CP1");
        assertThat(read.rows.get(1)).hasSize(2);
    }

    @Test
    void valuesOutOfRangeAreMissingFlaggedAndCounted() throws IOException {
        Recording read = read(OPEN + "<trk><trkseg><trkpt lat='91' lon='x'><time>2026-01-05T06:00:00Z</time></trkpt>"
                + "</trkseg></trk></gpx>");
        assertThat(read.rows.get(0)).containsExactly("0.0 NaN NaN");
        assertThat(read.flagged).isEqualTo(1);
        assertThat(read.rejects)
                .extracting(org.bivouac.jobs.fault.Fault::reason)
                .containsExactly("channel 'lat': '91' is out of range", "channel 'lon': 'x' is not a number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE gpx [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE gpx SYSTEM \"http://127.0.0.1:9/evil.dtd\">",
                "<?xml version=\"1.0\"?><!DOCTYPE gpx [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>"
            })
    void aDocumentTypeIsRefusedWithoutLookingAnywhere(String prologue) throws IOException {
        DumpFile file = SampleDumps.write(folder, "x.gpx", prologue + track(point("<name>&x;</name>")));
        assertThat(Dumps.standard(List.of()).recognise(file).format()).isEqualTo("gpx");
        assertThatThrownBy(() -> Recording.of(file, new GpxReader())).hasMessageContaining("C7: the document declares");
    }

    @Test
    void damageCostsThePointItIsInAndReadingGoesOn() throws IOException {
        String good = point("<time>2026-01-05T06:00:00Z</time>");
        for (String bad : List.of(
                "<trkpt lat=\"1\" lon=\"2\"><time>2026-01-05T06:00:00Z</tim",
                "<trkpt lat=\"1\" lon=\"2\"><time>2026-01-05&nope;T06:00:00Z</time></trkpt>",
                "<trkpt lat=1 lon=\"2\"></trkpt>",
                "<trkpt lat=\"1\" lon=\"2\"><ele>1</time></trkpt>",
                "<trkpt lat=\"1\" lon=\"2\"><a:b:c/></trkpt>\0")) {
            Recording read = read(track(good, bad, good, good));
            assertThat(read.rows.get(0)).as(bad).hasSizeBetween(3, 4);
            assertThat(read.rejects).as(bad).isNotEmpty();
        }
    }

    @Test
    void encodingsThatAreDeclaredAreRead() throws IOException {
        String text = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + OPEN
                + "<trk><trkseg><trkpt lat='1' lon='2'><time>2026-01-05T06:00:00Z</time><cmt>Wadi é</cmt></trkpt>"
                + "</trkseg></trk></gpx>";
        assertThat(read(text.getBytes(StandardCharsets.ISO_8859_1)).rows.get(0)).containsExactly("0.0 1.0 2.0 Wadi é");
        assertThatThrownBy(() -> read(text.replace("ISO-8859-1", "UTF-16"))).hasMessageContaining("UTF-16 is not read");
    }

    @Test
    void theSamePointsAsTheParserOfTheJdkFinds() throws IOException, XMLStreamException {
        byte[] sample = SampleDumps.all().stream()
                .filter(one -> one.format().equals("gpx"))
                .findFirst()
                .orElseThrow()
                .bytes();
        Path path = Files.write(folder.resolve("s.gpx"), sample);
        List<String> expected = new ArrayList<>();
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = Files.newInputStream(path)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("trkpt")) {
                    expected.add(Double.parseDouble(xml.getAttributeValue(null, "lat")) + " "
                            + Double.parseDouble(xml.getAttributeValue(null, "lon")));
                }
            }
        }
        List<String> found = read(sample).rows.get(0).stream()
                .map(row -> row.split(" ")[1] + " " + row.split(" ")[2])
                .toList();
        assertThat(found).isEqualTo(expected).hasSize(300);
    }

    @Test
    void aRealTrackHasTheFiguresOfAnotherReader() throws IOException {
        Assumptions.assumeFalse(CORPUS.isEmpty(), "no -Dbivouac.corpus");
        Path path = Path.of(CORPUS, "logs", TRACK);
        Inspection inspection = Inspection.of(new DumpFile(path, TRACK, Files.size(path)), new GpxReader());
        JsonNode reference = new ObjectMapper()
                .readTree(Path.of(CORPUS, "logs-reference", TRACK + ".json").toFile());
        JsonNode segment = reference.get("tracks").get(0).get("segments").get(0);

        assertThat(inspection.sha256()).isEqualTo(reference.get("sha256").asText());
        assertThat(inspection.rejects()).isEmpty();
        assertThat(inspection.startTime()).hasToString("2023-05-07T08:30:26Z");
        Inspection.Group group = inspection.groups().get(0);
        assertThat(group.channels()).hasSize(4);
        for (Inspection.Channel channel : group.channels().subList(0, 3)) {
            JsonNode wanted = segment.get(channel.name());
            assertThat(channel.n()).isEqualTo(wanted.get("n").asLong());
            assertThat(channel.missing()).isEqualTo(wanted.get("n_missing").asLong());
            assertThat(channel.first()).isEqualTo(wanted.get("first").asDouble());
            assertThat(channel.last()).isEqualTo(wanted.get("last").asDouble());
            assertThat(channel.min()).isEqualTo(wanted.get("min").asDouble());
            assertThat(channel.max()).isEqualTo(wanted.get("max").asDouble());
            assertThat(channel.mean()).isEqualTo(wanted.get("mean").asDouble(), within(1e-12 * channel.max()));
            assertThat(channel.tLast()).isEqualTo(9796);
        }
        assertThat(group.channels().get(3).n() - group.channels().get(3).missing())
                .isEqualTo(segment.get("extensions").get("atemp").asLong());
    }
}
