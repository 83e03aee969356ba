package org.bivouac.jobs.dump.can.dbc;

import java.util.List;
import java.util.Map;

/**
 * A message: the payload of one identifier, or under J1939 of one parameter group.
 *
 * @param id 11 or 29 bits, without flags
 * @param extended whether the identifier has 29 bits
 * @param name may repeat in a database
 * @param length payload, bytes
 * @param senders nodes that send it
 * @param signals in the database's order
 * @param j1939 whether frames are matched by parameter group, whatever their priority, source and destination
 * @param canFd whether it is declared as CAN FD
 * @param cycleMillis declared time between two of it, ms; NaN when none is declared
 * @param comment empty when there is none
 * @param attributes those stated of this message
 * @param line where it is declared, from 1
 */
public record DbcMessage(
        int id,
        boolean extended,
        String name,
        int length,
        List<String> senders,
        List<DbcSignal> signals,
        boolean j1939,
        boolean canFd,
        double cycleMillis,
        String comment,
        Map<String, String> attributes,
        int line) {}
