package org.pacsscp.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Stands in where {@code --directory} is not given: a directory that is made when it is needed, and gone with the process. */
final class EmptyDirectory implements IDefaultValueProvider {
    private static final String OPTION = "--directory";

    private @Nullable Path made;

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option && List.of(option.names()).contains(OPTION)
                ? path().toString()
                : null;
    }

    private Path path() {
        Path path = made;
        if (path == null) {
            try {
                path = Files.createTempDirectory("pacs-scp-conformance");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Path directory = path;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            made = path;
        }
        return path;
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
