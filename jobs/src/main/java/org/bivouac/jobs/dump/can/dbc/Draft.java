package org.bivouac.jobs.dump.can.dbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bivouac.jobs.dump.can.dbc.DbcSignal.Order;
import org.bivouac.jobs.dump.can.dbc.DbcSignal.Range;

/** What the parser has gathered of a message and its signals, which the file says in many places. */
final class Draft {
    final long rawId;
    final String name;
    final int length;
    final int line;
    final List<String> senders = new ArrayList<>();
    final Map<String, Signal> signals = new LinkedHashMap<>();
    final Map<String, String> attributes = new LinkedHashMap<>();
    String comment = "";

    Draft(long rawId, String name, int length, int line) {
        this.rawId = rawId;
        this.name = name;
        this.length = length;
        this.line = line;
    }

    /** A signal of it. */
    static final class Signal {
        final String name;
        final int line;
        int start;
        int bits;
        Order order = Order.INTEL;
        boolean signed;
        int valueType;
        double factor;
        double offset;
        double min;
        double max;
        String unit = "";
        final List<String> receivers = new ArrayList<>();
        boolean multiplexer;

        /** Whether it is multiplexed at all; by which signal is said elsewhere or goes without saying. */
        boolean multiplexed;

        String multiplexedBy;
        final List<Range> when = new ArrayList<>();
        SortedMap<Long, String> texts = new TreeMap<>();
        final Map<String, String> attributes = new LinkedHashMap<>();
        String comment = "";

        Signal(String name, int line) {
            this.name = name;
            this.line = line;
        }
    }
}
