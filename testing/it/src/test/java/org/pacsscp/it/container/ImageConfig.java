package org.pacsscp.it.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an image says of how it is run.
 *
 * @param user UID and GID, as numbers
 * @param ports such as {@code 11112}
 */
record ImageConfig(
        List<String> entrypoint,
        List<String> arguments,
        String user,
        String directory,
        Set<String> volumes,
        Set<String> ports) {

    /** Reads it from the last stage of a Dockerfile. */
    static ImageConfig of(Dockerfile.Stage stage) {
        return new ImageConfig(
                stage.only("ENTRYPOINT").exec(),
                stage.all("CMD").stream().flatMap(line -> line.exec().stream()).toList(),
                stage.only("USER").text(),
                stage.all("WORKDIR").stream()
                        .map(Dockerfile.Instruction::text)
                        .findFirst()
                        .orElse("/"),
                words(stage, "VOLUME"),
                words(stage, "EXPOSE"));
    }

    private static Set<String> words(Dockerfile.Stage stage, String instruction) {
        return stage.all(instruction).stream()
                .flatMap(line -> Stream.of(line.text().split("\\s+", -1)))
                .collect(Collectors.toSet());
    }

    /** Reads it from the configuration of an image, which is JSON. */
    static ImageConfig of(Map<?, ?> json) {
        Map<?, ?> config = (Map<?, ?>) value(json, "config");
        return new ImageConfig(
                strings((List<?>) value(config, "Entrypoint")),
                strings((List<?>) value(config, "Cmd")),
                String.valueOf(config.get("User")),
                String.valueOf(config.get("WorkingDir")),
                keys(value(config, "Volumes")),
                keys(value(config, "ExposedPorts")).stream()
                        .map(port -> port.replace("/tcp", ""))
                        .collect(Collectors.toSet()));
    }

    private static Object value(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private static List<String> strings(List<?> values) {
        return values.stream().map(String::valueOf).toList();
    }

    private static Set<String> keys(Object map) {
        return ((Map<?, ?>) map).keySet().stream().map(String::valueOf).collect(Collectors.toSet());
    }

    /** Returns the command line with the arguments of the image, and more behind them. */
    List<String> command(String... more) {
        return Stream.of(entrypoint, arguments, List.of(more))
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the command line with these arguments in the place of those of the image. */
    List<String> commandWith(List<String> others) {
        List<String> command = new ArrayList<>(entrypoint);
        command.addAll(others);
        return command;
    }

    String uid() {
        return user.substring(0, user.indexOf(':'));
    }

    String gid() {
        return user.substring(user.indexOf(':') + 1);
    }
}
