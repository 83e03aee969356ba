package org.bivouac.jobs.simulate.dumps;

import java.math.BigDecimal;
import java.util.Locale;
import org.bivouac.jobs.simulate.log.Logger;

/** Writes down as a DBC what the frames of a logger's buses mean. */
final class Dbc {
    private static final String LINE = "\r\n";
    private static final long EXTENDED = 0x80000000L;

    private Dbc() {}

    static String text(Logger logger, CanPlan plan) {
        String node = logger.name().replaceAll("[^A-Za-z0-9]+", "_");
        StringBuilder out = new StringBuilder("VERSION \"\"" + LINE + LINE + "NS_ :" + LINE + LINE);
        out.append("BS_:")
                .append(LINE)
                .append(LINE)
                .append("BU_: ")
                .append(node)
                .append(LINE);
        StringBuilder comments = new StringBuilder();
        StringBuilder types = new StringBuilder();
        for (CanMessage message : plan.messages()) {
            long id = message.extended() ? message.id() | EXTENDED : message.id();
            out.append(LINE)
                    .append("BO_ ")
                    .append(id)
                    .append(' ')
                    .append(message.name())
                    .append(": ");
            out.append(CanMessage.BYTES).append(' ').append(node).append(LINE);
            if (message.pages() > 0) {
                out.append(" SG_ ").append(message.name()).append("_Page M : 0|8@1+ (1,0) [0|");
                out.append(message.pages() - 1).append("] \"\" Vector__XXX").append(LINE);
            }
            for (CanSignal signal : message.signals()) {
                out.append(signal(signal)).append(LINE);
                String where = " " + id + " " + signal.name();
                comments.append("CM_ SG_").append(where).append(" \"");
                comments.append(signal.channel().name().replace("\"", "'"))
                        .append("\";")
                        .append(LINE);
                if (signal.isFloat()) {
                    types.append("SIG_VALTYPE_").append(where).append(" : 1;").append(LINE);
                }
            }
        }
        return out.append(LINE).append(comments).append(types).toString();
    }

    private static String signal(CanSignal signal) {
        boolean intel = signal.order() == CanSignal.Order.INTEL;
        int bits = 8 * CanSignal.bytes(signal.channel());
        // Motorola counts from the most significant bit, which is the seventh of the first byte.
        int start = 8 * signal.firstByte() + (intel ? 0 : 7);
        String limits = signal.isFloat() ? "[0|0]" : limits(signal, bits == 16 ? Short.MAX_VALUE : Integer.MAX_VALUE);
        return String.format(
                Locale.ROOT,
                " SG_ %s%s : %d|%d@%d- (%s,%s) %s \"%s\" Vector__XXX",
                signal.name(),
                signal.page() < 0 ? "" : " m" + signal.page(),
                start,
                bits,
                intel ? 1 : 0,
                plain(signal.factor()),
                plain(signal.offset()),
                limits,
                signal.channel().unit());
    }

    private static String limits(CanSignal signal, int mostRaw) {
        BigDecimal span = decimal(signal.factor()).multiply(BigDecimal.valueOf(mostRaw));
        BigDecimal offset = decimal(signal.offset());
        return "[" + offset.subtract(span).stripTrailingZeros().toPlainString() + "|"
                + offset.add(span).stripTrailingZeros().toPlainString() + "]";
    }

    private static BigDecimal decimal(double number) {
        return new BigDecimal(Double.toString(number));
    }

    private static String plain(double number) {
        return number == 0 ? "0" : decimal(number).stripTrailingZeros().toPlainString();
    }
}
