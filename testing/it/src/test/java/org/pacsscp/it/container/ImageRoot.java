package org.pacsscp.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pacsscp.it.Commands;
import org.yaml.snakeyaml.Yaml;

/**
 * The root of a container, and how it is run. Of the base there are only the libraries of {@link BaseLibraries} and an empty {@code /tmp}: no shell, no
 * configuration, so the image is seen to need nothing else.
 */
record ImageRoot(Path directory, ImageConfig config) {
    private static final List<String> MOUNT_POINTS =
            List.of("proc", "tmp", "dev/null", "dev/random", "dev/urandom", "dev/zero");

    /** Builds what a Dockerfile says. */
    static ImageRoot build(Dockerfile file, Path context, Path work) throws IOException, InterruptedException {
        Map<String, BuildStage> built = new HashMap<>();
        for (Dockerfile.Stage stage : file.stages()) {
            if (!stage.equals(file.last())) {
                Path place = Files.createDirectories(work.resolve("stages").resolve(stage.name()));
                built.put(stage.name(), BuildStage.run(stage, context, place));
            }
        }
        assertThat(file.last().all("RUN")).isEmpty();
        Path root = newRoot(work);
        for (Dockerfile.Instruction instruction : file.last().all("COPY")) {
            CopyLine line = CopyLine.parse(instruction.text());
            Path source = line.from().isPresent()
                    ? Objects.requireNonNull(built.get(line.from().get())).path(line.source())
                    : context.resolve(line.source());
            line.copy(source, root.resolve(line.target().substring(1)));
        }
        return new ImageRoot(root, ImageConfig.of(file.last()));
    }

    /** Unpacks an archive as {@code docker load} takes it, layer by layer. */
    static ImageRoot unpack(Path archive, Path work) throws IOException, InterruptedException {
        Path parts = Files.createDirectories(work.resolve("parts"));
        Commands.runWell(List.of("tar", "-xf", archive.toString(), "-C", parts.toString()));
        Map<?, ?> manifest =
                (Map<?, ?>) ((List<?>) new Yaml().load(Files.readString(parts.resolve("manifest.json")))).get(0);
        Path root = newRoot(work);
        for (Object layer : (List<?>) Objects.requireNonNull(manifest.get("Layers"))) {
            Commands.runWell(List.of(
                    "tar", "-xpf", parts.resolve(layer.toString()).toString(), "--same-owner", "-C", root.toString()));
        }
        Path config = parts.resolve(String.valueOf(manifest.get("Config")));
        return new ImageRoot(root, ImageConfig.of((Map<?, ?>) new Yaml().load(Files.readString(config))));
    }

    private static Path newRoot(Path work) throws IOException, InterruptedException {
        Path root = Files.createDirectory(work.resolve("root"));
        BaseLibraries.copyTo(root);
        for (String point : MOUNT_POINTS) {
            Path place = root.resolve(point);
            if (point.contains("/")) {
                Files.createDirectories(Objects.requireNonNull(place.getParent()));
                Files.createFile(place);
            } else {
                Files.createDirectories(place);
            }
        }
        return root;
    }
}
