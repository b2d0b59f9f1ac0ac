package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.it.DicomInstances.Encoding;
import org.pacsscp.testing.process.Interop;

/** DCMTK's {@code storescu} stores hundreds of instances on one example server, in every encoding that it knows. */
class StoreScuIT {
    private static final int COUNT = 25;

    @TempDir
    private static Path directory;

    private static @Nullable ExampleServer running;

    @TempDir
    Path sources;

    private final StoredFiles stored = new StoredFiles(directory);

    @BeforeAll
    static void start() throws IOException {
        DicomInstances.needDcmtk();
        Interop.needs("storescu", "apt-get install dcmtk");
        running = ExampleServer.startStore(directory);
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    private static ExampleServer server() {
        return Objects.requireNonNull(running);
    }

    @ParameterizedTest
    @EnumSource
    void storesByteForByte(Encoding encoding) throws IOException, InterruptedException {
        List<Path> files = new DicomInstances(sources).make(encoding, COUNT);
        int before = stored.names().size();
        Commands.Result result = StoreScu.send(server(), List.of(encoding.storescuOption()), files);
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(stored.names()).hasSize(before + COUNT);
        for (Path file : files) {
            assertThat(Part10File.read(file).meta(Part10File.TRANSFER_SYNTAX)).isEqualTo(encoding.transferSyntax());
            stored.assertWhole(file);
        }
        assertDcmtkReads(files);
    }

    /** DCMTK sees DICOM files that say what the sent ones say. */
    private void assertDcmtkReads(List<Path> sent) throws IOException, InterruptedException {
        List<Path> copies = new ArrayList<>();
        for (Path file : sent) {
            copies.add(stored.of(file));
        }
        assertThat(onAll("dcmftest", copies).out().lines()).hasSize(COUNT).allMatch(line -> line.startsWith("yes: "));
        Commands.Result dump = onAll("dcmdump", copies);
        assertThat(dump.exitCode()).isZero();
        assertThat(dump.err()).isEmpty();
        assertThat(dataSetLines(dump)).isNotEmpty().isEqualTo(dataSetLines(onAll("dcmdump", sent)));
    }

    private static Commands.Result onAll(String program, List<Path> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        files.forEach(file -> command.add(file.toString()));
        return Commands.run(command);
    }

    private static List<String> dataSetLines(Commands.Result dump) {
        return dump.out()
                .lines()
                .filter(line -> line.startsWith("(") && !line.startsWith("(0002,"))
                .toList();
    }

    @Test
    void storesOnSeveralAssociationsAtOnce() throws IOException, InterruptedException {
        List<Path> files = new DicomInstances(sources).makeImages(512, 4 * COUNT);
        List<Process> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            List<Path> share = files.subList(i * COUNT, (i + 1) * COUNT);
            clients.add(StoreScu.start(server(), List.of("-xe"), share, sources.resolve(i + ".log")));
        }
        for (Process client : clients) {
            assertThat(client.waitFor()).isZero();
        }
        for (Path file : files) {
            stored.assertWhole(file);
        }
    }
}
