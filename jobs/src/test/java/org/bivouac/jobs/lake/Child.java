package org.bivouac.jobs.lake;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process of this Java with the classes of the tests. */
record Child(Process process, BufferedReader output) {
    static Child start(Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new Child(process, process.inputReader());
    }

    /** The rest of what it prints, once it has ended. */
    String end() throws IOException, InterruptedException {
        String text = String.join("\n", output.lines().toList());
        if (process.waitFor() != 0) {
            throw new AssertionError("exit " + process.exitValue() + ": " + text);
        }
        return text;
    }
}
