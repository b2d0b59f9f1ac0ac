package org.pacsscp.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.it.Commands;
import org.pacsscp.it.DicomInstances;
import org.pacsscp.it.EchoScu;
import org.pacsscp.it.ServerProgram;
import org.pacsscp.testing.process.Interop;

/** What docs/containers.md says of both images of the examples. */
abstract class ContainerImageTests {
    static final List<String> FREE_PORT = List.of("--port", "0", "--bind", "127.0.0.1");

    /** On a crowded machine. */
    static final Duration START = Duration.ofSeconds(90);

    private static final Duration END = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    /** Returns the image, which is made once. */
    abstract ImageRoot image();

    @BeforeEach
    void prepare() {
        DicomInstances.needDcmtk();
        Interop.needs("storescu", "apt-get install dcmtk");
        EchoScu.needed();
    }

    @Test
    void isAnArchiveAsAnotherUserOnAReadOnlyRoot() throws IOException, InterruptedException {
        Path volume = Sandbox.volume(image(), directory.resolve("volume"));
        try (ServerProgram server = start(volume, image().config().command(FREE_PORT.toArray(String[]::new)))) {
            int port = server.awaitPort(START);
            EchoScu.assertVerifies("PACS_SCP", port);
            store(port);
            assertThat(instances(volume.resolve("archive"))).hasSize(1);
            assertConfined(process(server));
            process(server).destroy();
            assertThat(server.awaitExit(END)).as(server.output()).isZero();
            assertThat(server.output()).contains("stopped").doesNotContainIgnoringCase("warning");
        }
    }

    @Test
    void isAnyOtherServerToo() throws IOException, InterruptedException {
        Path volume = Sandbox.volume(image(), directory.resolve("volume"));
        List<String> words = Stream.concat(
                        Stream.of("store-server", "--directory", "/data/instances"), FREE_PORT.stream())
                .toList();
        try (ServerProgram server = start(volume, image().config().commandWith(words))) {
            store(server.awaitPort(START));
            assertThat(instances(volume.resolve("instances"))).hasSize(1);
        }
    }

    /** It is refused by PostgreSQL's driver, which is there, with all that it needs of the JDK. */
    @Test
    void hasTheDriverOfPostgresql() throws IOException, InterruptedException {
        Path volume = Sandbox.volume(image(), directory.resolve("volume"));
        List<String> words = List.of(
                "archive-server", "--directory", "/data/archive", "--catalog", "jdbc:postgresql://127.0.0.1:1/archive");
        try (ServerProgram server = start(volume, image().config().commandWith(words))) {
            assertThat(server.awaitExit(END)).isOne();
            assertThat(server.output()).contains("Connection refused");
        }
    }

    @Test
    void saysWhatItNeeds() {
        ImageConfig config = image().config();
        assertThat(config.ports()).containsExactlyInAnyOrder("11112", "2762");
        assertThat(config.volumes()).containsExactly("/data");
        assertThat(config.user()).isEqualTo("10001:10001");
    }

    ServerProgram start(Path volume, List<String> command) throws IOException {
        return ServerProgram.start(directory, Sandbox.command(image(), volume, command));
    }

    private void store(int port) throws IOException, InterruptedException {
        Path sources = Files.createDirectory(directory.resolve("sources"));
        Path file = new DicomInstances(sources).makeImages(64, 1).get(0);
        Commands.runWell(List.of(
                "storescu", "-R", "-xe", "-aec", "PACS_SCP", "127.0.0.1", Integer.toString(port), file.toString()));
    }

    private static List<Path> instances(Path archive) throws IOException {
        try (Stream<Path> files = Files.walk(archive)) {
            return files.filter(file -> file.toString().endsWith(".dcm")).toList();
        }
    }

    /** The one child of the command that has made the name spaces. */
    static ProcessHandle process(ServerProgram server) {
        return ProcessHandle.of(server.pid())
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow();
    }

    private static void assertConfined(ProcessHandle process) throws IOException {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        assertThat(Files.readAllLines(proc.resolve("status")))
                .contains(
                        "Uid:\t10001\t10001\t10001\t10001",
                        "Gid:\t10001\t10001\t10001\t10001",
                        "CapEff:\t0000000000000000",
                        "NoNewPrivs:\t1")
                .anyMatch(line -> line.matches("NSpid:.*\t1"));
        assertThat(Files.readAllLines(proc.resolve("mounts")))
                .filteredOn(line -> !line.matches("\\S+ /(?:proc|dev/\\w+) .*"))
                .filteredOn(line -> !line.matches("\\S+ \\S+ \\S+ ro,.*"))
                .singleElement()
                .asString()
                .contains(" /data ");
    }
}
