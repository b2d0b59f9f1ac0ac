package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each published jar exports, against a listing that a reviewer sees change: whoever changes the API edits the listing
 * and the changelog with it.
 */
class ExportedApiIT {
    private static final String LISTINGS = "testing/it/src/test/resources/api";

    static List<String> modules() throws IOException {
        return PublishedModules.withJars();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void isWhatTheListingSays(String module) throws IOException, ClassNotFoundException {
        String artifact = PublishedModules.artifact(module);
        String listing = listing(module);
        Path written = Artifacts.top().resolve("testing/it/target/api/" + artifact + ".txt");
        Files.createDirectories(written.getParent());
        Files.writeString(written, listing);
        Path checkedIn = Artifacts.top().resolve(LISTINGS).resolve(artifact + ".txt");
        String expected = Files.exists(checkedIn) ? Files.readString(checkedIn) : "";
        assertThat(listing)
                .as(
                        "what %s exports has changed. If that is meant, take the new listing with%n"
                                + "    cp testing/it/target/api/%s.txt %s/%n"
                                + "and say in CHANGELOG.md, under Unreleased, what a user has to know of it",
                        artifact, artifact, LISTINGS)
                .isEqualTo(expected);
    }

    private static String listing(String module) throws IOException, ClassNotFoundException {
        Path jar = PublishedModules.jar(module);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ExportedApiIT.class.getClassLoader())) {
            return ExportedApi.of(jar, loader);
        }
    }
}
