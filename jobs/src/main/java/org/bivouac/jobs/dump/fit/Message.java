package org.bivouac.jobs.dump.fit;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * How the data messages of one local type are laid out, as a definition message says.
 *
 * @param number of the message in the profile
 * @param order byte order of its values
 * @param fields in order
 * @param bytes of one data message without its header
 */
record Message(int number, ByteOrder order, List<Field> fields, int bytes) {
    /** Number of the field that holds the time in every message. */
    static final int TIMESTAMP = 253;

    /**
     * One field.
     *
     * @param developer index of the application that defined it; -1 for a field of the profile
     * @param number of the field
     * @param type of its values; null when its definition is unknown
     * @param offset in the message
     * @param size in bytes
     */
    record Field(int developer, int number, BaseType type, int offset, int size) {
        boolean isText() {
            return type == BaseType.STRING;
        }

        /** How many values it holds; 0 when its size does not fit its type. */
        int count() {
            return type == null || isText() || size % type.size() != 0 ? 0 : size / type.size();
        }
    }

    /** The field of the profile with this number; null when there is none. */
    Field field(int wanted) {
        for (Field field : fields) {
            if (field.developer() < 0 && field.number() == wanted) {
                return field;
            }
        }
        return null;
    }

    /** Collects fields one behind the other. */
    static final class Builder {
        private final List<Field> fields = new ArrayList<>();
        private int offset;

        void add(int developer, int number, BaseType type, int size) {
            fields.add(new Field(developer, number, type, offset, size));
            offset += size;
        }

        Message build(int number, ByteOrder order) {
            return new Message(number, order, List.copyOf(fields), offset);
        }
    }
}
