package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bivouac.jobs.dump.DumpHeader;

/** Lists what a dump holds beside records: history, events, attachments. Nothing of it is executed or unpacked. */
final class Mdf4Metadata {
    private static final int MOST_LISTED = 100;
    private static final String[] EVENTS = {
        "recording",
        "recording interrupt",
        "acquisition interrupt",
        "start trigger",
        "stop trigger",
        "trigger",
        "marker"
    };

    private final Mdf4Blocks blocks;
    private final Map<String, String> said = new LinkedHashMap<>();

    private Mdf4Metadata(Mdf4Blocks blocks) {
        this.blocks = blocks;
    }

    /** Everything worth telling, in the dump's order. */
    static Map<String, String> of(Mdf4Tree tree, Mdf4Blocks blocks) throws IOException {
        Mdf4Metadata metadata = new Mdf4Metadata(blocks);
        Mdf4Block header = tree.header();
        metadata.note("MDF version", String.format(Locale.ROOT, "%d.%02d", tree.version() / 100, tree.version() % 100));
        metadata.note("program", tree.program());
        if (tree.unfinished() != 0) {
            metadata.note("unfinished", "flags " + tree.unfinished() + ", counted and measured anew");
        }
        if ((header.u8(12) & 2) != 0) {
            metadata.note("time zone", (short) header.u16(8) + " min, summer time " + (short) header.u16(10) + " min");
        }
        metadata.note("comment", blocks.text(header.link(5)));
        Mdf4Comment.properties(metadata.xml(header.link(5)), MOST_LISTED)
                .forEach((name, value) -> DumpHeader.note(metadata.said, name, value));
        metadata.history(header.link(1));
        metadata.events(header.link(4));
        metadata.attachments(header.link(3));
        metadata.sources(tree);
        return metadata.said;
    }

    private void note(String key, String value) {
        if (!value.isEmpty()) {
            said.put(key, value);
        }
    }

    private void counted(String kind, int count) {
        if (count > MOST_LISTED) {
            note(kind, count + ", the first " + MOST_LISTED + " are listed");
        }
    }

    /** FH block: links to the next and a comment; u64 nanoseconds since 1970. */
    private void history(long first) throws IOException {
        int n = 0;
        Mdf4Block block = blocks.own(first, "FH");
        for (; block != null; block = blocks.own(block.link(0), "FH")) {
            if (++n <= MOST_LISTED) {
                String xml = xml(block.link(1));
                String tool = Mdf4Comment.element(xml, "tool_id") + " " + Mdf4Comment.element(xml, "tool_version");
                note(
                        "history " + n,
                        (instant(block.u64(0)) + " " + tool.strip() + " " + Mdf4Comment.text(xml)).strip());
            }
        }
        counted("histories", n);
    }

    private static String instant(long nanos) {
        return Instant.ofEpochSecond(Long.divideUnsigned(nanos, 1_000_000_000L)).toString();
    }

    private String xml(long link) throws IOException {
        Mdf4Block block = link == 0 ? null : blocks.share(link, "MD", "TX");
        return block == null ? "" : new String(block.data().array(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /**
     * EV block: links to the next, parent, range, name, comment; u8 type, u8 what it is synchronous to, u8 range, u8 cause,
     * u8 flags, 3 reserved, u32 scopes, u16 attachments, u16 creator, i64 place, f64 factor to seconds.
     */
    private void events(long first) throws IOException {
        int n = 0;
        Mdf4Block block = blocks.own(first, "EV");
        for (; block != null; block = blocks.own(block.link(0), "EV")) {
            if (++n <= MOST_LISTED) {
                int type = block.u8(0);
                String kind = type < EVENTS.length ? EVENTS[type] : "type " + type;
                String place = block.u8(1) == 1 ? " at " + block.u64(16) * block.f64(24) + " s" : "";
                String text = blocks.text(block.link(3)) + " " + blocks.text(block.link(4));
                note("event " + n, (kind + place + " " + text.strip()).strip());
            }
        }
        counted("events", n);
    }

    /** AT block: links to the next, file name, MIME type, comment; u16 flags (1 embedded), …, u64 sizes at 24 and 32. */
    private void attachments(long first) throws IOException {
        int n = 0;
        Mdf4Block block = blocks.own(first, "AT");
        for (; block != null; block = blocks.own(block.link(0), "AT")) {
            if (++n <= MOST_LISTED) {
                boolean embedded = (block.u16(0) & 1) != 0;
                note(
                        "attachment " + n,
                        (blocks.text(block.link(1)) + " " + blocks.text(block.link(2))).strip()
                                + (embedded
                                        ? ", embedded, " + block.u64(24) + " bytes, not unpacked"
                                        : ", not embedded"));
            }
        }
        counted("attachments", n);
    }

    private void sources(Mdf4Tree tree) {
        int n = 0;
        for (Mdf4Tree.DataGroup data : tree.dataGroups()) {
            for (Mdf4Group group : data.groups()) {
                if (!group.sources().isEmpty() && ++n <= MOST_LISTED) {
                    note("source of " + group.name(), String.join(", ", group.sources()));
                }
            }
        }
    }
}
