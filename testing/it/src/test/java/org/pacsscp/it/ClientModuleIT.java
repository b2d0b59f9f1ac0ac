package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.testing.build.Javac;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.pacs.FakePacs;

/** The packaged client with what it depends on and nothing else: on the class path, in a module, and in a run-time image. */
class ClientModuleIT {
    private static final String MODULE = "com.example.sender";
    private static final String MAIN_CLASS = MODULE + ".Sender";

    private static final String DESCRIPTOR = """
            module com.example.sender {
                requires org.pacsscp.client;
            }
            """;

    private static final String PROGRAM = """
            package com.example.sender;

            import java.nio.file.Path;
            import java.util.List;
            import org.pacsscp.api.Client;
            import org.pacsscp.client.InstanceSource;
            import org.pacsscp.client.RemoteEntity;
            import org.pacsscp.client.ServiceClassUser;

            public final class Sender {
                private Sender() {}

                public static void main(String[] args) throws Exception {
                    RemoteEntity archive = RemoteEntity.of("ARCHIVE", "localhost", Integer.parseInt(args[0]));
                    try (ServiceClassUser scu = ServiceClassUser.of(Client.builder())) {
                        System.out.println(scu.store(archive, List.of(InstanceSource.file(Path.of(args[1]))))
                                .results()
                                .get(0)
                                .outcome());
                    }
                }
            }
            """;

    @TempDir
    Path directory;

    private FakePacs pacs;
    private Path image;
    private Path classes;

    @BeforeEach
    void prepare() throws IOException {
        pacs = FakePacs.start();
        image = directory.resolve("image.dcm");
        DicomFile.of(Invention.ofSeed(1).image(Modality.CT), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .write(image);
        classes = directory.resolve("classes");
    }

    @AfterEach
    void close() {
        pacs.close();
    }

    @Test
    void isUsedOnTheClassPath() throws IOException, InterruptedException {
        compile("-cp", program());
        stores(List.of(Artifacts.javaCommand(), "-cp", classes + File.pathSeparator + libraries(), MAIN_CLASS));
    }

    @Test
    void isUsedByAModule() throws IOException, InterruptedException {
        compile("-p", descriptor(), program());
        stores(List.of(
                Artifacts.javaCommand(),
                "-p",
                classes + File.pathSeparator + libraries(),
                "-m",
                MODULE + "/" + MAIN_CLASS));
    }

    /** jlink follows what is required: the engine is named. */
    @Test
    void isUsedInARunTimeImage() throws IOException, InterruptedException {
        compile("-p", descriptor(), program());
        Path runtime = directory.resolve("runtime");
        Commands.runWell(List.of(
                Path.of(Artifacts.javaCommand()).resolveSibling("jlink").toString(),
                "-p",
                classes + File.pathSeparator + libraries(),
                "--add-modules",
                MODULE + ",org.pacsscp.core",
                "--output",
                runtime.toString()));
        stores(List.of(runtime.resolve("bin/java").toString(), "-m", MODULE + "/" + MAIN_CLASS));
    }

    /** With SLF4J's API, and no binding. */
    private static String libraries() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String module : List.of("api", "dataset", "client", "core")) {
            jars.add(Artifacts.jar(module));
        }
        try (Stream<Path> slf4j = Files.list(Artifacts.osgi("slf4j"))) {
            slf4j.filter(jar -> jar.getFileName().toString().startsWith("slf4j-api"))
                    .forEach(jars::add);
        }
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private Path descriptor() throws IOException {
        return Files.writeString(directory.resolve("module-info.java"), DESCRIPTOR);
    }

    private Path program() throws IOException {
        return Files.writeString(directory.resolve("Sender.java"), PROGRAM);
    }

    private void compile(String option, Path... sources) throws IOException {
        Stream<String> options = Stream.of(
                "--release",
                "17",
                "-proc:none",
                "-Xlint:all,-path",
                "-Werror",
                option,
                libraries(),
                "-d",
                classes.toString());
        Javac.compile(
                Stream.concat(options, Stream.of(sources).map(Path::toString)).toArray(String[]::new));
    }

    private void stores(List<String> command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(Integer.toString(pacs.port()), image.toString()));
        Commands.Result result = Commands.runWell(whole);
        assertThat(result.out().strip()).isEqualTo("STORED");
        assertThat(pacs.takeStored(Duration.ofSeconds(30)).dataSet())
                .isEqualTo(Invention.ofSeed(1).image(Modality.CT));
    }
}
