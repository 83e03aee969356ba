package org.bivouac.jobs.simulate.dumps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.data.Percentage;
import org.bivouac.jobs.simulate.car.ModelChannel;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Storage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A {@code .ld} must be able to say every step that a logger of any year keeps its channels by. */
class LdScalingTest {
    @ParameterizedTest
    @ValueSource(ints = {2020, 2024, 2025, 2026})
    void everyChannelOfEveryLoggerHasAScaleThatTheFormatCanSay(int year) {
        Map<String, String> formats = Map.of("chassis", "motec-ld", "engine", "motec-ld", "gps", "motec-ld");
        for (Logger logger : ModelChannel.loggers(year, formats, 1000)) {
            for (LoggedChannel channel : logger.channels()) {
                LdWriter.Scaling scaling = LdWriter.Scaling.of(channel);
                if (channel.storage() instanceof Storage.Int16 raw) {
                    double step = (double) scaling.multiplier() / scaling.scale() * Math.pow(10, -scaling.decimals());
                    assertThat(step).as(channel.name()).isCloseTo(raw.scale(), Percentage.withPercentage(1e-9));
                }
            }
        }
    }
}
