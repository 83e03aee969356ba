/**
 * One measure beside the same measure elsewhere: earlier stages of the car, other cars on the stage, earlier years.
 * Generic over all measures; what is not comparable is refused with the reason.
 */
package org.bivouac.jobs.compare;
