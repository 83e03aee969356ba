package org.bivouac.jobs.spark;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Starts Spark: embedded in this process, or as the driver of the cluster that {@code spark-submit} chose. */
public final class SparkSessions {
    private SparkSessions() {}

    /** The master that {@code spark-submit} or {@code -Dspark.master} set for this process, if any. */
    public static Optional<String> submittedMaster() {
        return Optional.ofNullable(System.getProperty("spark.master"));
    }

    /** The session of a submitted process: every setting is the cluster's, but for what the results depend on. */
    public static SparkSession submitted() {
        return common(SparkSession.builder().appName("bivouac")).getOrCreate();
    }

    /**
     * A session inside this process that listens on loopback only and serves no UI.
     *
     * @param cores worker threads
     */
    public static SparkSession embedded(int cores) {
        return common(SparkSession.builder()
                        .appName("bivouac")
                        .master("local[" + cores + "]")
                        .config("spark.driver.bindAddress", "127.0.0.1")
                        .config("spark.driver.host", "127.0.0.1")
                        .config("spark.ui.enabled", "false")
                        .config("spark.sql.shuffle.partitions", "2")
                        .config("spark.local.dir", System.getProperty("java.io.tmpdir")))
                .getOrCreate();
    }

    private static SparkSession.Builder common(SparkSession.Builder builder) {
        return builder.config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                .config("spark.sql.files.ignoreCorruptFiles", "false")
                .config("spark.sql.files.ignoreMissingFiles", "false")
                .config("spark.hadoop.parquet.page.verify-checksum.enabled", "true");
    }
}
