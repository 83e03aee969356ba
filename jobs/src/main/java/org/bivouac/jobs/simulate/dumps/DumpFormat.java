package org.bivouac.jobs.simulate.dumps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Outing;

/** The formats that dumps are written in. */
public enum DumpFormat {
    MDF4("mdf4", ".mf4", Mdf4Layout.Order.SORTED, Mdf4Layout.Packing.NONE),
    MDF4_UNSORTED("mdf4-unsorted", ".mf4", Mdf4Layout.Order.UNSORTED, Mdf4Layout.Packing.NONE),
    MDF4_DEFLATE("mdf4-deflate", ".mf4", Mdf4Layout.Order.SORTED, Mdf4Layout.Packing.DEFLATE),
    MDF4_TRANSPOSED("mdf4-transposed", ".mf4", Mdf4Layout.Order.SORTED, Mdf4Layout.Packing.TRANSPOSED_DEFLATE),
    MDF4_BUS("mdf4-bus", ".mf4", Mdf4Layout.Order.SORTED, Mdf4Layout.Packing.DEFLATE),
    MOTEC_LD("motec-ld", ".ld"),
    MOTEC_CSV("motec-csv", ".csv"),
    VBO("vbo", ".vbo"),
    CANDUMP("candump", ".log"),
    CSV("csv", ".csv"),
    CSV_SEMICOLON("csv-semicolon", ".csv"),
    CSV_TAB("csv-tab", ".csv");

    private final String text;
    private final String ending;
    private final Mdf4Layout.Order order;
    private final Mdf4Layout.Packing packing;

    DumpFormat(String text, String ending) {
        this(text, ending, null, null);
    }

    DumpFormat(String text, String ending, Mdf4Layout.Order order, Mdf4Layout.Packing packing) {
        this.text = text;
        this.ending = ending;
        this.order = order;
        this.packing = packing;
    }

    /** The name as {@link Logger#format} spells it. */
    public String text() {
        return text;
    }

    /** The file of a logger: its name and the format's ending. */
    public String fileName(Logger logger) {
        return logger.name() + ending;
    }

    /** The format of this name. */
    public static Optional<DumpFormat> of(String text) {
        return Arrays.stream(values()).filter(one -> one.text.equals(text)).findFirst();
    }

    /** All names, for messages. */
    public static String names() {
        return Arrays.stream(values()).map(DumpFormat::text).collect(Collectors.joining(", "));
    }

    /** Whether it is MDF4 with measurements, which a logger may leave unfinalised. */
    public boolean isMeasurement() {
        return this == MDF4 || this == MDF4_UNSORTED || this == MDF4_DEFLATE || this == MDF4_TRANSPOSED;
    }

    /** Whether its dumps are frames of buses, whose meaning a DBC tells. */
    public boolean isBusLog() {
        return this == CANDUMP || this == MDF4_BUS;
    }

    /** Whether rows tell their time; in the others a sample's place tells it. */
    public boolean hasRowTimes() {
        return this != MOTEC_LD && this != MOTEC_CSV;
    }

    /** The marks of a text table; null for another format. */
    public TableStyle tableStyle() {
        return switch (this) {
            case CSV -> TableStyle.ENGLISH;
            case CSV_SEMICOLON -> TableStyle.CONTINENTAL;
            case CSV_TAB -> TableStyle.TABBED;
            default -> null;
        };
    }

    /**
     * Begins a dump.
     *
     * @param ending unfinalised for {@link #MDF4_UNSORTED} only
     */
    public DumpWriter open(Path file, Outing outing, Logger logger, LoggerClock clock, Mdf4Layout.Ending ending)
            throws IOException {
        return switch (this) {
            case MDF4, MDF4_UNSORTED, MDF4_DEFLATE, MDF4_TRANSPOSED ->
                new Mdf4Writer(file, outing, logger, new Mdf4Layout(order, packing, ending), clock);
            case MDF4_BUS -> new Mdf4BusWriter(file, outing, logger, new CanPlan(logger), packing, clock);
            case MOTEC_LD -> new LdWriter(file, outing, logger, clock);
            case MOTEC_CSV -> new I2CsvWriter(file, outing, logger, clock);
            case VBO -> new VboWriter(file, outing, logger, clock);
            case CANDUMP -> new CandumpWriter(file, outing, new CanPlan(logger), clock);
            case CSV, CSV_SEMICOLON, CSV_TAB -> new TableWriter(file, outing, logger, tableStyle(), clock);
        };
    }
}
