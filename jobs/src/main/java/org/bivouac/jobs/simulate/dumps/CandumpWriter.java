package org.bivouac.jobs.simulate.dumps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.Outing;

/** Writes frames as Linux' {@code candump -l} does: a line each, microseconds of the epoch, bus, identifier, payload. */
final class CandumpWriter implements DumpWriter {
    private final TextFile file;
    private final CanFrames frames;
    private final long startNanos;
    private final byte[][] buses;
    private long shownSecond = -1;
    private byte[] shown;

    CandumpWriter(Path path, Outing outing, CanPlan plan, LoggerClock clock) throws IOException {
        frames = new CanFrames(plan, clock);
        startNanos = Math.multiplyExact(outing.start().getEpochSecond(), 1_000_000_000L);
        buses = new byte[plan.buses()][];
        for (int bus = 0; bus < buses.length; bus++) {
            buses[bus] = (") can" + bus + " ").getBytes(StandardCharsets.US_ASCII);
        }
        file = new TextFile(path);
    }

    @Override
    public void write(double[][] values, int seconds) throws IOException {
        frames.send(values, seconds, this::line);
    }

    private void line(long nanos, CanMessage message, long payload) throws IOException {
        file.ready(80);
        long micros = Math.max(0, (startNanos + nanos) / 1000);
        long second = micros / 1_000_000;
        if (second != shownSecond) {
            shownSecond = second;
            shown = String.format(Locale.ROOT, "(%010d.", second).getBytes(StandardCharsets.US_ASCII);
        }
        file.bytes(shown).padded((int) (micros - second * 1_000_000), 6);
        file.bytes(buses[message.bus()]).hex(message.id(), message.extended() ? 8 : 3);
        file.put('#').hex(Long.reverseBytes(payload), 16).put('\n');
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
