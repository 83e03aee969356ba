package org.bivouac.jobs.simulate.log;

/**
 * What a logger keeps of one of the model's channels.
 *
 * @param channel the channel's canonical name, unit last; a name outside the catalogue for what the catalogue does not know
 * @param name what the logger calls it
 * @param unit the unit that the logger states; empty for none. Values arrive in it
 * @param rateHz samples a second, 1 to 1000, a divisor of 1000
 * @param storage how a sample is kept
 */
public record LoggedChannel(String channel, String name, String unit, int rateHz, Storage storage) {
    /** Fails when the rate does not divide a thousand. */
    public LoggedChannel {
        if (rateHz < 1 || 1000 % rateHz != 0) {
            throw new IllegalArgumentException(name + ": rate is " + rateHz + " Hz, must divide 1000");
        }
    }
}
