package org.bivouac.jobs.dump.can.blf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.dump.can.FrameSink;
import org.bivouac.jobs.dump.can.FrameSource;
import org.bivouac.jobs.dump.can.Stretch;
import org.bivouac.jobs.fault.Fault;

/** Reads Vector {@code .blf}. Second 0 is the start of the measurement, a local time; times are relative where it is unset. */
public final class BlfSource implements FrameSource {
    private static final int HEADER = 144;

    @Override
    public String format() {
        return "vector-blf";
    }

    @Override
    public String description() {
        return "Vector BLF logs (.blf)";
    }

    @Override
    public List<String> extensions() {
        return List.of("blf");
    }

    @Override
    public List<String> notRead() {
        return List.of(
                "objects that are no CAN or CAN FD frames (counted): LIN, FlexRay, Ethernet, variables, statistics");
    }

    @Override
    public boolean recognises(DumpHead head) {
        return head.startsWith("LOGG");
    }

    @Override
    public void read(DumpFile file, Stretch stretch, FrameSink sink) throws IOException {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            ByteBuffer first =
                    ByteBuffer.allocate((int) Math.min(HEADER, file.bytes())).order(ByteOrder.LITTLE_ENDIAN);
            while (first.hasRemaining() && channel.read(first, first.position()) >= 0) {
                // until the header is whole or the file ends
            }
            BlfHeader header = BlfHeader.of(file, first.flip());
            sink.begin(
                    "Vector", header.start(), header.start() == null ? Clock.RELATIVE : Clock.LOCAL, header.metadata());
            BlfObjects objects = new BlfObjects(file.name(), sink);
            BlfContainers containers = new BlfContainers(file, channel, sink, objects);
            if (stretch.from() instanceof BlfObjects.Place from) {
                objects.resume(from);
                containers.read(from.offset(), stretch.end());
            } else {
                sink.bytes(ByteUse.HEADER, 0, header.length());
                containers.read(header.length(), stretch.end());
            }
            if (stretch.to() == null) {
                objects.close(file.bytes());
            }
            if (stretch.from() == null && objects.frames() == 0) {
                String fault = objects.firstFault();
                throw new DumpException(Fault.ofFile(
                        file.name(),
                        "A2",
                        "no frame is among the " + objects.objects() + " objects of the log"
                                + (fault.isEmpty() ? "" : "; " + fault),
                        "dump refused",
                        "copy the dump again"));
            }
        }
    }
}
