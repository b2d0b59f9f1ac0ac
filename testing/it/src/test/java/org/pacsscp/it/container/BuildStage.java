package org.pacsscp.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.pacsscp.it.Artifacts;
import org.pacsscp.it.Commands;

/**
 * A stage of a Dockerfile that makes something for the next, done here: the machine with the JDK of the tests stands for the
 * image that it begins with, under a layer that takes what is written.
 */
final class BuildStage {
    /** For {@code jlink} on a crowded machine. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path work;
    private final Path context;
    private String directory = "/";

    private BuildStage(Path work, Path context) {
        this.work = work;
        this.context = context;
    }

    /**
     * Does what a stage says.
     *
     * @param context the directory that is sent to the daemon
     * @param work an empty directory
     */
    static BuildStage run(Dockerfile.Stage stage, Path context, Path work) throws IOException, InterruptedException {
        BuildStage done = new BuildStage(work, context);
        for (Dockerfile.Instruction instruction : stage.instructions()) {
            switch (instruction.name()) {
                case "WORKDIR" -> done.directory = instruction.text();
                case "COPY" -> done.copy(CopyLine.parse(instruction.text()));
                case "RUN" -> done.run(instruction.text());
                default -> throw new IllegalStateException(instruction + " is not known to this test");
            }
        }
        return done;
    }

    private void copy(CopyLine line) throws IOException, InterruptedException {
        assertThat(line.from()).isEmpty();
        Path target = layer().resolve(absolute(line.target()).substring(1));
        line.copy(context.resolve(line.source()), target);
    }

    private String absolute(String path) {
        return path.startsWith("/") ? path : directory + "/" + path;
    }

    private void run(String command) throws IOException, InterruptedException {
        Files.createDirectories(layer());
        String javaHome = Artifacts.property("java.home");
        List<String> words = List.of(
                "env",
                "JAVA_HOME=" + javaHome,
                "PATH=" + javaHome + "/bin:/usr/bin:/bin:/usr/sbin:/sbin",
                "unshare",
                "--mount",
                "sh",
                Sandbox.script("stage.sh").toString(),
                work.toString(),
                directory,
                command);
        Commands.runWell(words, LIMIT);
    }

    private Path layer() {
        return work.resolve("upper");
    }

    /** Returns where a path of this stage is. */
    Path path(String path) {
        return layer().resolve(path.substring(1));
    }
}
