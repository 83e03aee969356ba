package org.bivouac.schemas;

/** A limit that a channel should not cross. Each column is described on its component. */
@Table(name = "limits", doc = "A limit that a channel should not cross.")
public record LimitRow(
        @Column(doc = "The class it holds for; * for all.") String carClass,
        @Column(doc = "The channel.") String channel,

        @Column(doc = "above or below: on which side of the limit it is exceeded.")
        String side,

        @Column(doc = "The limit, in unit.") double limitValue,
        @Column(doc = "Unit of the limit.") String unit,

        @Column(unit = "s", doc = "It counts when exceeded for at least this long.")
        double forS,

        @Column(doc = "Counts only while this channel is above when_above; null for always.")
        String whenChannel,

        @Column(doc = "See when_channel, in that channel's unit.")
        double whenAbove,

        @Column(doc = "watch or alarm.") String severity,
        @Column(doc = "Who set it.") String source) {}
