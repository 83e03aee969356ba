/** What a stage is scanned with: the one place that knows all folds. */
package org.bivouac.jobs.analyse;
