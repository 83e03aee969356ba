package org.bivouac.jobs.dump.mdf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.bivouac.jobs.dump.mdf.Mdf3Builder.Spec;
import org.bivouac.jobs.dump.mdf.Mdf4Build.Cn;

/** MDF dumps with what their readers do not read, for a test elsewhere. */
public final class MdfNotRead {
    private MdfNotRead() {}

    /**
     * A dump.
     *
     * @param format that lists what is not read
     * @param limit how the format lists it: the beginning of the phrase
     * @param said what names it
     */
    public record Dump(String format, String limit, byte[] bytes, String said) {}

    /** One for each of the limits, or several. */
    public static List<Dump> all() {
        byte[] version4 = version4();
        byte[] version3 = version3();
        String changing = "arrays of changing size";
        String type7 = "channels of type 7";
        String listed = "attachments, sample reductions";
        String counted = "dependencies of channels and triggers";
        return List.of(
                new Dump("mdf4", changing, version4, "channel 'changing'"),
                new Dump("mdf4", changing, version4, "channel 'apart'"),
                new Dump("mdf4", type7, version4, "channel 'type 7'"),
                new Dump("mdf4", type7, version4, "channel 'variant'"),
                new Dump("mdf4", listed, version4, "skipped attachments: 1"),
                new Dump("mdf4", listed, version4, "skipped sample reductions: 1"),
                new Dump("mdf4", listed, version4, "skipped channel hierarchies: 1"),
                new Dump("mdf3", "VAX floating point", version3, "data type 4, a VAX float"),
                new Dump("mdf3", counted, version3, "dependency good: 2 channels"),
                new Dump("mdf3", counted, version3, "trigger 0.1: 1.5 s"),
                new Dump("mdf3", counted, version3, "skipped sample reductions: 1"));
    }

    private static byte[] version4() {
        Mdf4Build build = new Mdf4Build().version(430);
        long channels = build.channels(
                Cn.time(),
                new Cn("good", 0, 8, 8),
                new Cn("type 7", 0, 8, 8).type(7, 0),
                new Cn("changing", 0, 8, 8).composition(build.array(0, 0, 1, 1, 0, new int[] {2})),
                new Cn("apart", 0, 8, 8).composition(build.array(0, 2, 0, 1, 0, new int[] {2})),
                new Cn("variant", 10, 8, 8).composition(build.block("CV", new long[] {0}, new byte[8])));
        long reduction = build.block("SR", new long[] {0, 0}, new byte[24]);
        ByteBuffer data = Mdf4Build.little(32);
        data.putLong(8, 1).putInt(24, 9);
        long group = build.block("CG", new long[] {0, channels, 0, 0, reduction, 0}, data.array());
        build.hierarchy(build.block("CH", new long[] {0, 0, build.text("tree"), 0}, new byte[8]));
        build.attachments(build.block("AT", new long[] {0, build.text("a.txt"), 0, 0}, new byte[40]));
        return build.dump(build.dataGroup(0, group, build.records("DT", new byte[9]), 0));
    }

    private static byte[] version3() {
        Mdf3Builder mdf = new Mdf3Builder(330, ByteOrder.LITTLE_ENDIAN);
        long good = mdf.cn(new Spec("good", 0, 0, 8, 0, 0), 0, mdf.cd(2));
        long vax = mdf.cn(new Spec("vax", 0, 0, 32, 4, 0), good, 0);
        long time = mdf.cn(new Spec("t", 1, 0, 0, 0, 0), vax, 0);
        long trigger = mdf.tr(mdf.tx("button"), 1.5, 0.5, 2);
        ByteBuffer block = mdf.buffer(24).put((byte) 'S').put((byte) 'R').putShort((short) 24);
        long reduction = mdf.data(block.array());
        long group = mdf.cg(0, time, 0, 4, 1);
        byte[] dump = mdf.build(mdf.dg(0, group, trigger, mdf.data(new byte[4]), 0));
        ByteBuffer.wrap(dump).order(ByteOrder.LITTLE_ENDIAN).putInt((int) group + 26, (int) reduction);
        return dump;
    }
}
