package org.bivouac.jobs.dump.mdf;

/** What a recorded value means: a number for a number, a text for a number, or either for a text. */
sealed interface Conversion permits NumberConversion, LabelConversion, TextConversion {}
