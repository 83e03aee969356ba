package org.bivouac.jobs.dump.tabular;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;

/** The profiles that come with Bivouac, and those that users keep in folders as {@code *.profile}. */
public final class Profiles {
    private static final List<String> BUILT_IN =
            List.of("bivouac-csv", "cobb-accessport", "ecu-csv", "obd-carobd", "obd-4drivers");

    private Profiles() {}

    /** The built-in profiles. */
    public static List<Profile> builtIn() {
        return BUILT_IN.stream().map(Profiles::resource).toList();
    }

    private static Profile resource(String name) {
        String file = name + ".profile";
        try (InputStream stream = Profiles.class.getResourceAsStream(file)) {
            return Profile.parse(file, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The profiles of a folder, in the order of their file names. */
    public static List<Profile> in(Path folder) {
        List<Profile> profiles = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".profile"))
                    .sorted()
                    .toList()) {
                profiles.add(Profile.parse(file.toString(), text(file)));
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            throw new BadInputException(ExitCode.USAGE, folder + ": no such folder of profiles", none);
        } catch (IOException unreadable) {
            throw new BadInputException(
                    ExitCode.USAGE,
                    folder + ": the profile folder cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
        return profiles;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException broken) {
            throw new BadInputException(ExitCode.USAGE, file + ": is not UTF-8: save it as UTF-8", broken);
        }
    }
}
