package org.bivouac.jobs.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** User and system CPU seconds, wall seconds and peak resident memory of a process, as GNU time tells them. */
record Cost(double cpuSeconds, double wallSeconds, double peakMegabytes) {

    /** Runs a process to its end, which must be a good one. */
    static Cost of(Path folder, List<String> command) throws IOException, InterruptedException {
        return of(folder, command, ProcessBuilder.Redirect.INHERIT);
    }

    /** The same; its output goes elsewhere. */
    static Cost of(Path folder, List<String> command, ProcessBuilder.Redirect output)
            throws IOException, InterruptedException {
        File figures = Files.createTempFile(folder, "time", ".txt").toFile();
        List<String> timed = new ArrayList<>(List.of("/usr/bin/time", "-o", figures.getPath(), "-f", "%U %S %e %M"));
        timed.addAll(command);
        Process process =
                new ProcessBuilder(timed).inheritIO().redirectOutput(output).start();
        int status = process.waitFor();
        List<String> lines = Files.readAllLines(figures.toPath());
        Files.delete(figures.toPath());
        if (status != 0) {
            throw new IllegalStateException("exit status " + status + ": " + String.join(" ", command));
        }
        String[] cell = lines.get(lines.size() - 1).split(" ");
        return new Cost(
                Double.parseDouble(cell[0]) + Double.parseDouble(cell[1]),
                Double.parseDouble(cell[2]),
                Double.parseDouble(cell[3]) / 1024);
    }

    /** The one of the median CPU time. */
    static Cost median(List<Cost> costs) {
        List<Cost> sorted = new ArrayList<>(costs);
        sorted.sort(Comparator.comparingDouble(Cost::cpuSeconds));
        return sorted.get(sorted.size() / 2);
    }
}
