package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.testing.process.Interop;

/** The example server cannot store, or dies of it: no half file, no false success. */
class StoreFailureIT {
    /** What storescu prints with {@code -d} of the response's status. */
    private static final String OUT_OF_RESOURCES = "0xa700: Refused: Out of resources";

    @TempDir
    Path sources;

    @TempDir
    Path parent;

    private DicomInstances instances;

    @BeforeEach
    void prepare() {
        DicomInstances.needDcmtk();
        Interop.needs("storescu", "apt-get install dcmtk");
        instances = new DicomInstances(sources);
    }

    private Path directory() {
        return parent.resolve("instances");
    }

    private StoredFiles stored() {
        return new StoredFiles(directory());
    }

    @Test
    void refusesWhileTheDirectoryIsGoneAndGoesOnAfterwards() throws IOException, InterruptedException {
        List<Path> files = instances.makeImages(256, 2);
        try (ExampleServer server = ExampleServer.startStore(directory())) {
            Files.move(directory(), parent.resolve("elsewhere"));
            // Both are refused on one association, which lives on after the first.
            Commands.Result result = StoreScu.send(server, List.of("-xe", "-nh", "-d"), files);
            assertThat(result.output().lines().filter(line -> line.contains(OUT_OF_RESOURCES)))
                    .as(result.output())
                    .hasSize(2);
            assertThat(result.output())
                    .contains("storage directory is gone")
                    .doesNotContain(directory().toString());
            server.awaitLog(1, "0 instances stored, 2 failed");
            assertErrorLines(server, 2, "storage directory is gone");
            Files.move(parent.resolve("elsewhere"), directory());
            assertThat(StoreScu.send(server, List.of("-xe"), files).exitCode()).isZero();
        }
        assertThat(stored().names()).hasSize(2);
        for (Path file : files) {
            stored().assertWhole(file);
        }
    }

    @Test
    void refusesWhatDoesNotFitOnTheDisk() throws IOException, InterruptedException {
        List<Path> files = new ArrayList<>();
        files.addAll(instances.makeImages(512, 1));
        files.addAll(instances.makeImages(1024, 1));
        files.addAll(instances.makeImages(256, 1));
        Files.createDirectories(directory());
        assumeTrue(
                Commands.find("mount").isPresent() && mount("size=1m").exitCode() == 0,
                "skipped: this user cannot mount a file system");
        try {
            try (ExampleServer server = ExampleServer.startStore(directory())) {
                Commands.Result result = StoreScu.send(server, List.of("-xe", "-nh", "-d"), files);
                assertThat(result.output()).contains(OUT_OF_RESOURCES, "disk full");
                server.awaitLog(1, "2 instances stored, 1 failed");
                assertErrorLines(server, 1, "disk full");
            }
            assertThat(stored().names()).hasSize(2);
            stored().assertWhole(files.get(0));
            stored().assertWhole(files.get(2));
        } finally {
            assertThat(Commands.run(List.of("umount", directory().toString())).exitCode())
                    .isZero();
        }
    }

    private Commands.Result mount(String options) throws IOException, InterruptedException {
        return Commands.run(List.of(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                options,
                "pacs-scp-it",
                directory().toString()));
    }

    @Test
    void writesNoInstanceWhoseUidIsAPath() throws IOException, InterruptedException {
        Path file = instances.makeWith("1.2.840.10008.5.1.4.1.1.88.11", "../../outside");
        try (ExampleServer server = ExampleServer.startStore(directory())) {
            Commands.Result result = StoreScu.send(server, List.of("-xe", "-d"), List.of(file));
            assertThat(result.output()).contains("0x0117", "Affected SOP Instance UID is no UID");
            server.awaitLog(1, "0 instances stored, 1 failed");
        }
        assertThat(stored().names()).isEmpty();
        assertThat(parent).isDirectoryNotContaining(path -> !path.equals(directory()));
    }

    @Test
    void keepsNothingOfAnInstanceThatIsBrokenOff() throws IOException, InterruptedException {
        List<Path> files = instances.makeImages(4096, 1);
        try (ExampleServer server = ExampleServer.startStore(directory())) {
            Process client = StoreScu.start(server, slowly(), files, sources.resolve("storescu.log"));
            await("a partial file").pollInterval(Duration.ofMillis(1)).until(() -> stored().longestPartial() > 0);
            client.destroyForcibly().waitFor();
            server.awaitLog(1, "0 instances stored, 1 failed");
            await("the partial file to go").until(() -> stored().names().isEmpty());
            assertErrorLines(server, 0, "");
            assertThat(StoreScu.send(server, List.of("-xe"), files).exitCode()).isZero();
        }
        stored().assertWhole(files.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--fsync", "--log-level=info"})
    void leavesOnlyWholeFilesWhenItIsKilled(String option) throws IOException, InterruptedException {
        List<Path> files = instances.makeImages(512, 100);
        Path output = sources.resolve("storescu.log");
        try (ExampleServer server = ExampleServer.startStore(directory(), option)) {
            Process client = StoreScu.start(server, slowly(), files, output);
            await("some instances")
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> stored().instances().size() >= 10);
            server.kill();
            assertThat(client.waitFor()).isNotZero();
        }
        int told = (int) Files.readAllLines(output).stream()
                .filter(line -> line.contains(StoreScu.STORED))
                .count();
        assertThat(told).isBetween(9, 99);
        // storescu sends in the order of its arguments and waits for each answer.
        List<Path> whole = files.stream().filter(this::isStored).toList();
        assertThat(whole)
                .hasSizeBetween(told, told + 1)
                .startsWith(files.subList(0, told).toArray(Path[]::new));
        assertThat(stored().instances()).hasSameSizeAs(whole);
        for (Path file : whole) {
            stored().assertWhole(file);
        }
        try (ExampleServer server = ExampleServer.startStore(directory())) {
            assertThat(stored().names()).isEqualTo(stored().instances());
            assertThat(StoreScu.send(server, List.of("-xe"), files).exitCode()).isZero();
        }
        assertThat(stored().names()).hasSize(100);
        for (Path file : files) {
            stored().assertWhole(file);
        }
    }

    /** Options that make many small steps of an instance. */
    private static List<String> slowly() {
        return List.of("-xe", "--max-send-pdu", "4096");
    }

    private boolean isStored(Path sent) {
        try {
            return Files.exists(stored().of(sent));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertErrorLines(ExampleServer server, int count, String text) {
        assertThat(server.log())
                .filteredOn(line -> line.contains("ERROR"))
                .hasSize(count)
                .allMatch(line -> line.contains(text));
        assertThat(server.log()).noneMatch(line -> line.contains("\tat "));
    }
}
