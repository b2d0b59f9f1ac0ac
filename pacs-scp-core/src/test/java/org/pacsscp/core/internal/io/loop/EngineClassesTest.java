package org.pacsscp.core.internal.io.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.Server;

class EngineClassesTest {
    /** Packages of the API that have what is served with; the others are for applications. */
    private static final String API = "org/pacsscp/api/[^/]*";

    private static final String CORE = "org/pacsscp/core/.*";

    /** What a compiler adds of its own accord, for a switch over an enumeration, is not added by each. */
    private static final Predicate<String> OF_THE_COMPILER =
            Pattern.compile("\\$\\d+$").asPredicate();

    @Test
    void areAllThatHaveSomethingToInitialise() throws Exception {
        List<String> expected = initialised();
        assertThat(expected).hasSizeGreaterThan(100);
        assertThat(EngineClasses.names())
                .as("initialised-classes.txt has to have%n%s", String.join("\n", expected))
                .isSorted()
                .doesNotHaveDuplicates()
                .containsAll(expected)
                .filteredOn(OF_THE_COMPILER.negate())
                .isSubsetOf(expected);
    }

    @Test
    void canBeInitialised() throws Exception {
        assertThat(initialised()).allSatisfy(name -> assertThatNoException().isThrownBy(() -> Class.forName(name)));
    }

    private static List<String> initialised() throws Exception {
        return Stream.concat(initialised(Server.class, API).stream(), initialised(EngineClasses.class, CORE).stream())
                .toList();
    }

    private static List<String> initialised(Class<?> one, String pattern) throws Exception {
        URI place = one.getProtectionDomain().getCodeSource().getLocation().toURI();
        if (Files.isDirectory(Path.of(place))) {
            return initialised(Path.of(place), pattern);
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place), Map.of())) {
            return initialised(jar.getPath("/"), pattern);
        }
    }

    private static List<String> initialised(Path root, String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class") && hasInitialiser(file))
                    .map(file -> root.relativize(file).toString().replace(".class", ""))
                    .filter(name -> name.matches(pattern))
                    .map(name -> name.replace('/', '.'))
                    .toList();
        }
    }

    /** The name of the method stands in the constants of a class that has it, and in those of no other. */
    private static boolean hasInitialiser(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("<clinit>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
