package org.pacsscp.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;

/** The process is killed with SIGKILL while it stores, more than once; another one goes on in its directory. */
@Timeout(120)
class KilledProcessIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int KILLS = 3;

    @TempDir
    Path parent;

    private Path directory() {
        return parent.resolve("instances");
    }

    private Path handedOn() {
        return parent.resolve("handed-on");
    }

    private Process start(int pause) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StorageProcess.class.getName(),
                        directory().toString(),
                        handedOn().toString(),
                        Integer.toString(pause))
                .redirectError(parent.resolve("log").toFile())
                .start();
    }

    private static int port(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        return Integer.parseInt(String.valueOf(out.readLine()));
    }

    /** Sends until the process is gone; returns what was acknowledged. */
    private static List<Uid> sendUntilKilled(int port, List<DataSet> instances, Process process, int killAt) {
        List<Uid> acknowledged = new ArrayList<>();
        try (Requestor requestor = Proposal.to(StorageProcess.AE_TITLE)
                .context(Modality.CT.sopClass(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .patience(PATIENCE)
                .open("127.0.0.1", port)) {
            for (DataSet instance : instances) {
                if (acknowledged.size() == killAt) {
                    // While this one is on its way, or was just answered.
                    process.destroyForcibly();
                }
                if (requestor.store(instance).status().code() == 0) {
                    acknowledged.add(instance.uid(Tag.SOP_INSTANCE_UID).orElseThrow());
                }
            }
        } catch (IOException | AssertionError e) {
            assertThat(process.isAlive() && killAt < 0).isFalse();
        }
        return acknowledged;
    }

    private Set<String> told() throws IOException {
        return Files.exists(handedOn()) ? new HashSet<>(Files.readAllLines(handedOn())) : Set.of();
    }

    @Test
    void handsOnWhatItHasAcknowledgedWhateverKillsIt() throws Exception {
        Set<Uid> acknowledged = new HashSet<>();
        Set<String> studies = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            InventedStudy study = Invention.ofSeed(kill).study(40, Modality.CT);
            studies.add("complete " + study.uid());
            // So slow a listener is far behind when its process dies.
            Process process = start(50);
            acknowledged.addAll(sendUntilKilled(port(process), study.instances(), process, 7 + 8 * kill));
            process.waitFor();
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(7 + 15 + 23);
        Process last = start(0);
        try {
            port(last);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(told())
                        .containsAll(acknowledged.stream().map(Uid::value).toList());
                assertThat(told()).containsAll(studies);
            });
            assertThat(Stored.partial(directory())).isEmpty();
            Set<Uid> whole = new HashSet<>();
            for (String location : Stored.locations(directory())) {
                DicomFile file = DicomFile.read(directory().resolve(location));
                assertThat(file.dataSet().isComplete()).isTrue();
                assertThat(file.dataSet().contains(Tag.PIXEL_DATA)).isTrue();
                whole.add(file.meta().sopInstance().orElseThrow());
            }
            assertThat(whole).containsAll(acknowledged);
        } finally {
            last.destroyForcibly().waitFor();
        }
    }
}
