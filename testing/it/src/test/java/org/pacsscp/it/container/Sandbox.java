package org.pacsscp.it.container;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.it.Artifacts;
import org.pacsscp.it.Commands;

/**
 * Runs commands of an image as a container runs them, with the means of the kernel: name spaces for mounts and processes, a
 * root that is read-only but for the volume, the user of the image. The network is that of the machine.
 */
final class Sandbox {
    private Sandbox() {}

    /** Skips the test where this user may not mount, which takes root outside of a container. */
    static void needed() throws IOException, InterruptedException {
        assumeTrue(
                Commands.find("unshare").isPresent()
                        && Commands.run(List.of(
                                                "unshare", "--mount", "--pid", "--fork", "mount", "-t", "tmpfs", "x",
                                                "/mnt"))
                                        .exitCode()
                                == 0,
                "skipped: this user cannot mount a file system");
    }

    /** Returns a script beside the tests. */
    static Path script(String name) {
        return Artifacts.top()
                .resolve("testing/it/src/test/resources/container")
                .resolve(name);
    }

    /**
     * Returns the command that runs one of an image.
     *
     * @param volume the directory that is mounted at {@code /data}
     */
    static List<String> command(ImageRoot image, Path volume, List<String> command) {
        ImageConfig config = image.config();
        List<String> words = new ArrayList<>(List.of(
                "env",
                "-i",
                "PATH=/usr/bin:/bin:/usr/sbin:/sbin",
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "sh",
                script("run.sh").toString(),
                image.directory().toString(),
                volume.toString(),
                config.uid(),
                config.gid(),
                config.directory()));
        words.addAll(command);
        return words;
    }

    /** Makes a directory that becomes the volume, with owner and mode of what it takes the place of, as a new volume has them. */
    static Path volume(ImageRoot image, Path place) throws IOException, InterruptedException {
        Path volume = Files.createDirectory(place);
        Path data = image.directory().resolve("data");
        Commands.runWell(List.of("chown", "--reference=" + data, volume.toString()));
        Commands.runWell(List.of("chmod", "--reference=" + data, volume.toString()));
        return volume;
    }
}
