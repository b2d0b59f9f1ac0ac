package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.testing.build.Javac;

/** The packaged testkit with what it depends on and nothing else: no JUnit, no AssertJ, no engine, no SLF4J. */
class TestkitIT {
    private static final String MODULE = "org.pacsscp.testkit";
    private static final String MAIN_CLASS = "com.example.clinic.Clinic";
    private static final String STORED = "stored an invented image of CT";

    private static final String PROGRAM = """
            package com.example.clinic;

            import java.time.Duration;
            import org.pacsscp.api.SopClass;
            import org.pacsscp.dataset.DataSet;
            import org.pacsscp.dataset.Tag;
            import org.pacsscp.testkit.data.Invention;
            import org.pacsscp.testkit.data.Modality;
            import org.pacsscp.testkit.pacs.FakePacs;
            import org.pacsscp.testkit.requestor.Proposal;
            import org.pacsscp.testkit.requestor.Requestor;

            final class Clinic {
                public static void main(String[] args) throws Exception {
                    DataSet image = Invention.ofSeed(1).image(Modality.CT);
                    try (FakePacs pacs = FakePacs.start();
                            Requestor requestor = Proposal.to("ANY")
                                    .context(SopClass.CT_IMAGE_STORAGE)
                                    .open("localhost", pacs.port())) {
                        requestor.store(image);
                        requestor.release();
                        DataSet stored = pacs.takeStored(Duration.ofSeconds(30)).dataSet();
                        System.out.println(stored.equals(image)
                                ? "stored an invented image of " + stored.text(Tag.MODALITY).orElseThrow()
                                : "stored something else");
                    }
                }
            }
            """;

    private static final String LIBRARIES = Stream.of("api", "dataset", "testkit")
            .map(module -> Artifacts.jar(module).toString())
            .collect(Collectors.joining(File.pathSeparator));

    @TempDir
    Path directory;

    private Path classes;
    private Path program;

    @BeforeEach
    void write() throws IOException {
        classes = directory.resolve("classes");
        program = Files.writeString(directory.resolve("Clinic.java"), PROGRAM);
    }

    @Test
    void isUsedOnTheClassPath() throws IOException, InterruptedException {
        compile("-cp", LIBRARIES, program);
        runs(List.of("-cp", classes + File.pathSeparator + LIBRARIES, MAIN_CLASS));
    }

    @Test
    void isUsedOnTheModulePath() throws IOException, InterruptedException {
        compile("-cp", LIBRARIES, program);
        runs(List.of("-p", LIBRARIES, "--add-modules", MODULE, "-cp", classes.toString(), MAIN_CLASS));
    }

    private void compile(String option, String path, Path... sources) {
        Stream<String> options = Stream.of(
                "--release", "17", "-proc:none", "-Xlint:all,-path", "-Werror", option, path, "-d", classes.toString());
        Javac.compile(
                Stream.concat(options, Stream.of(sources).map(Path::toString)).toArray(String[]::new));
    }

    private static void runs(List<String> arguments) throws IOException, InterruptedException {
        Commands.Result result = Commands.runWell(Stream.concat(Stream.of(Artifacts.javaCommand()), arguments.stream())
                .toList());
        assertThat(result.output().strip()).isEqualTo(STORED);
    }
}
