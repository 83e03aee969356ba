/** Where work runs: threads of this process, or Spark's executors. */
package org.bivouac.jobs.spark;
