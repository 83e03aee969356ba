package org.bivouac.jobs.dump.can;

import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.dump.can.dbc.DbcSignal;
import org.bivouac.schemas.ValidityGuard;

/** The signals of one message that say whether others of it can be believed, by their places in the message. */
final class Guards {
    private final int[] guard;
    private final int[] guarded;
    private final double[] valid;

    private Guards(List<int[]> pairs, List<Double> values) {
        guard = pairs.stream().mapToInt(pair -> pair[0]).toArray();
        guarded = pairs.stream().mapToInt(pair -> pair[1]).toArray();
        valid = values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static Guards of(String message, List<DbcSignal> signals, List<ValidityGuard> all) {
        List<ValidityGuard> own =
                all.stream().filter(one -> one.message().equals(message)).toList();
        List<int[]> pairs = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (ValidityGuard one : own) {
            int by = place(signals, one.guard());
            for (int s = 0; by >= 0 && s < signals.size(); s++) {
                String name = signals.get(s).name();
                boolean isGuard = own.stream().anyMatch(other -> other.guard().equals(name));
                if (one.guarded().equals(name) || (one.guarded().equals("*") && !isGuard)) {
                    pairs.add(new int[] {by, s});
                    values.add(one.valid());
                }
            }
        }
        return new Guards(pairs, values);
    }

    private static int place(List<DbcSignal> signals, String name) {
        for (int s = 0; s < signals.size(); s++) {
            if (signals.get(s).name().equals(name)) {
                return s;
            }
        }
        return -1;
    }

    /** Makes what cannot be believed missing in one row of a message's columns. */
    void apply(double[][] numbers, String[][] texts, int row) {
        for (int g = 0; g < guard.length; g++) {
            if (numbers[guard[g]][row] != valid[g]) {
                numbers[guarded[g]][row] = Double.NaN;
                if (texts[guarded[g]] != null) {
                    texts[guarded[g]][row] = null;
                }
            }
        }
    }
}
