package org.pacsscp.bench.candidate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which examples are started, to be mixed into a command. */
public final class ExampleJar {
    @Option(
            names = "--example-jar",
            paramLabel = "JAR",
            description = "What has the servers of the examples. Default: that of this build")
    private @Nullable Path given;

    /** Where it should be. */
    public Path path() {
        return Optional.ofNullable(given).orElse(ThisBuild.file("pacs-scp-examples/target/pacs-scp-examples.jar"));
    }

    /**
     * Where it is.
     *
     * @throws IOException if it is not there; the message says what to do
     */
    public Path existing() throws IOException {
        Path jar = path();
        if (!Files.isRegularFile(jar)) {
            throw new IOException("there is no " + jar
                    + "; build it with: mvn -q -DskipTests package, or say where it is with --example-jar");
        }
        return jar;
    }
}
