package org.bivouac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.Channel;
import org.bivouac.schemas.Quantity;
import org.bivouac.schemas.Unit;
import org.junit.jupiter.api.Test;

/** Rule D5: units that are wrong, and units that only differ. */
class MislabelledUnitsTest {
    private static final Catalogue CATALOGUE = Catalogue.builtIn();

    private static ChannelMapping.Target mapped(Channel channel, String unit) {
        DumpHeader header = new DumpHeader(
                "test",
                "",
                null,
                DumpHeader.Clock.RELATIVE,
                List.of(new DumpHeader.Group("table", 10, List.of(new RawChannel(channel.name(), unit, Role.NUMBER)))),
                Map.of());
        return ChannelMapping.of(header, "", 2026, CATALOGUE).get(0).get(0);
    }

    /** A unit that cannot be the channel's: of another quantity, of none, or not there at all. */
    private static String mislabel(Channel channel, Random random) {
        List<Unit> others = Arrays.stream(Unit.values())
                .filter(unit ->
                        unit.quantity() != channel.unit().quantity() && unit.quantity() != Quantity.DIMENSIONLESS)
                .toList();
        String known = others.get(random.nextInt(others.size())).symbol();
        return switch (random.nextInt(4)) {
            case 0 -> "furlong";
            case 1 -> known + known;
            default -> known;
        };
    }

    @Test
    void ofFiveHundredUnitsThatCannotBeAllAreBlockedWithTheReason() {
        Random random = new Random(500);
        List<Channel> channels = new ArrayList<>(CATALOGUE.channels());
        channels.removeIf(channel -> channel.unit().quantity() == Quantity.DIMENSIONLESS);
        for (int i = 0; i < 500; i++) {
            Channel channel = channels.get(random.nextInt(channels.size()));
            String unit = mislabel(channel, random);
            ChannelMapping.Target target = mapped(channel, unit);
            assertThat(target.status()).as("%s in %s", channel.name(), unit).isEqualTo(ChannelMapping.Status.BLOCKED);
            assertThat(target.reason()).isNotBlank();
            assertThat(target.hasColumn()).isFalse();
        }
    }

    @Test
    void allUnitsOfAQuantityAgreeToABillionth() {
        Random random = new Random(9);
        for (Channel channel : CATALOGUE.channels()) {
            double value = channel.min() + random.nextDouble() * (channel.max() - channel.min());
            for (Unit unit : Unit.values()) {
                if (unit.quantity() != channel.unit().quantity() || unit == Unit.NONE) {
                    continue;
                }
                Unit.Line there = channel.unit().to(unit);
                double recorded = value * there.factor() + there.offset();
                ChannelMapping.Target target = mapped(channel, unit.symbol());
                assertThat(target.status())
                        .as("%s in %s", channel.name(), unit)
                        .isEqualTo(ChannelMapping.Status.MAPPED);
                assertThat(recorded * target.line().factor() + target.line().offset())
                        .as("%s in %s", channel.name(), unit)
                        .isCloseTo(value, within(1e-9 * Math.max(1, Math.abs(value))));
            }
        }
    }
}
