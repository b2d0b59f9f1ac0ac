package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.testing.build.Javac;
import org.pacsscp.testing.document.Markdown;

/** The module path as docs/packaging.md describes it: no automatic modules, and an application in a module of its own. */
class ModulePathIT {
    private static final String MODULE = "com.example.hospital";
    private static final String MAIN_CLASS = MODULE + ".Hospital";
    private static final String DRIVER = "org.postgresql.jdbc";
    private static final String PORT = ".port(11112)";

    @TempDir
    Path directory;

    /** But for the driver of PostgreSQL, which is found as a service, and left out of an image. */
    @Test
    void needsNoAutomaticModules() {
        Path[] path = Stream.of(Artifacts.examplePath().split(File.pathSeparator, -1))
                .map(Path::of)
                .toArray(Path[]::new);
        List<ModuleDescriptor> modules = ModuleFinder.of(path).findAll().stream()
                .map(ModuleReference::descriptor)
                .toList();
        assertThat(modules)
                .extracting(ModuleDescriptor::name)
                .contains("org.pacsscp.api", "org.pacsscp.core", "org.pacsscp.echo", "org.pacsscp.examples");
        assertThat(modules)
                .filteredOn(ModuleDescriptor::isAutomatic)
                .extracting(ModuleDescriptor::name)
                .containsExactly(DRIVER);
        assertThat(modules)
                .flatExtracting(ModuleDescriptor::requires)
                .extracting(ModuleDescriptor.Requires::name)
                .doesNotContain(DRIVER);
    }

    @Test
    void servesAnApplicationInAModule() throws IOException, InterruptedException {
        EchoScu.needed();
        List<String> sources =
                Markdown.read("docs/packaging.md").section("Modules").blocks("java");
        assertThat(sources).hasSize(2);
        assertThat(sources.get(1)).contains(PORT);
        Path descriptor = Files.writeString(directory.resolve("module-info.java"), sources.get(0));
        Path program = Files.writeString(
                Files.createDirectories(directory.resolve("com/example/hospital"))
                        .resolve("Hospital.java"),
                sources.get(1).replace(PORT, ".port(0)"));
        Path classes = directory.resolve("classes");
        String libraries = Artifacts.jar("examples").resolveSibling("lib").toString();
        Javac.compile(
                "--release",
                "17",
                "-proc:none",
                "-Xlint:all,-path",
                "-Werror",
                "-cp",
                directory.toString(),
                "-p",
                libraries,
                "-d",
                classes.toString(),
                descriptor.toString(),
                program.toString());
        List<String> command = List.of(
                Artifacts.javaCommand(),
                "-p",
                libraries + File.pathSeparator + classes,
                "-m",
                MODULE + "/" + MAIN_CLASS);
        try (ServerProgram server = ServerProgram.start(directory, command)) {
            EchoScu.assertVerifies("HOSPITAL", server.awaitPort());
        }
    }
}
