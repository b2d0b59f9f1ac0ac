package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.pacs.RecordedAssociation;
import org.pacsscp.testkit.pacs.Reply;

/** The packaged commands that call peers, as processes: DCMTK's servers, our own, and one that waits. */
class CallCommandsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DCMTK = "--called-ae-title=" + DcmtkServers.AE_TITLE;

    private final InventedStudy study = Invention.ofSeed(31).study(2, Modality.CT, Modality.MR);
    private final String studyKey = "--key=StudyInstanceUID=" + study.uid();

    @TempDir
    Path directory;

    private static Commands.Result run(Object... arguments) throws IOException, InterruptedException {
        return Commands.run(command(arguments));
    }

    private static List<String> command(Object... arguments) {
        return ExampleServer.command(
                ExampleServer.Launch.JAR,
                "",
                Arrays.stream(arguments).map(Object::toString).toList());
    }

    /** Runs a command that must do all. */
    private static List<String> runWell(Object... arguments) throws IOException, InterruptedException {
        Commands.Result result = run(arguments);
        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.err()).as("%s", result).isEmpty();
        return result.out().lines().toList();
    }

    private Path images() throws IOException {
        Path images = Files.createDirectories(directory.resolve("images"));
        for (DataSet image : study.instances()) {
            DicomFile.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                    .write(images.resolve(image.text(Tag.SOP_INSTANCE_UID).orElseThrow() + ".dcm"));
        }
        return images;
    }

    @Test
    void echoAndStoreWithStorescp() throws Exception {
        Path received = Files.createDirectories(directory.resolve("received"));
        try (DcmtkServers servers = new DcmtkServers(directory)) {
            String peer = "localhost:" + servers.storescp(received, "+xa");

            assertThat(runWell("echo", peer, DCMTK)).singleElement().asString().startsWith("DCMTK at " + peer);
            assertThat(runWell("store", peer, DCMTK, "--associations=2", images()))
                    .singleElement()
                    .asString()
                    .startsWith("stored 4 of 4 with DCMTK at " + peer);
            assertThat(Dcmtk.files(received)).hasSize(4);
        }
    }

    @Test
    void tellThatStorescpRefuses() throws Exception {
        Path received = Files.createDirectories(directory.resolve("received"));
        try (DcmtkServers servers = new DcmtkServers(directory)) {
            String peer = "localhost:" + servers.storescp(received, "--refuse");

            Commands.Result result = run("store", peer, DCMTK, images());

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("DCMTK at " + peer, "rejected");
            assertThat(result.out()).isEmpty();
        }
    }

    @Test
    void tellThatStorescpAborts() throws Exception {
        Path received = Files.createDirectories(directory.resolve("received"));
        try (DcmtkServers servers = new DcmtkServers(directory)) {
            String peer = "localhost:" + servers.storescp(received, "--abort-during");

            Commands.Result result = run("store", peer, DCMTK, "--log-level=error", images());

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err().lines()).hasSize(4).allMatch(line -> line.contains(".dcm: "));
            assertThat(result.out()).startsWith("stored 0 of 4").contains("4 failed");
        }
    }

    @Test
    void storeFindMoveAndGetWithDcmqrscp() throws Exception {
        try (DcmtkServers servers = new DcmtkServers(directory);
                FakePacs destination = FakePacs.builder().aeTitle("DESTINATION").start()) {
            String peer = "localhost:" + servers.dcmqrscp(destination.port());
            runWell("store", peer, DCMTK, images());

            assertThat(runWell("find", peer, DCMTK, "--level=SERIES", studyKey, "--key=Modality"))
                    .contains("Modality=CT", "Modality=MR", "# 2 matches");
            assertThat(runWell("find", peer, DCMTK, "--root=patient", "--key=PatientName", "--json"))
                    .singleElement()
                    .asString()
                    .startsWith("{\"")
                    .contains(study.patient().id());
            assertThat(runWell("move", peer, DCMTK, "--destination=DESTINATION", studyKey))
                    .containsExactly("DCMTK at " + peer + " to DESTINATION: 4 sent, 0 failed");
            assertThat(destination.takeStored(4, PATIENCE)).hasSize(4);
            Path got = directory.resolve("got");
            assertThat(runWell("get", peer, DCMTK, "--directory", got, studyKey))
                    .containsExactly("DCMTK at " + peer + " to " + got + ": 4 sent, 0 failed");
            assertThat(Dcmtk.files(got)).hasSize(4);
        }
    }

    @Test
    void tellThatDcmqrscpDoesNotKnowTheDestination() throws Exception {
        try (DcmtkServers servers = new DcmtkServers(directory)) {
            String peer = "localhost:" + servers.dcmqrscp(1);
            runWell("store", peer, DCMTK, images());

            Commands.Result result = run("move", peer, DCMTK, "--destination=NOBODY", studyKey);

            assertThat(result.exitCode()).as("%s", result).isEqualTo(1);
            assertThat(result.err()).contains("DCMTK at " + peer + " answered C-MOVE A801H");
            assertThat(result.out()).isEmpty();
        }
    }

    @Test
    void findTheWorklistOfWlmscpfs() throws Exception {
        try (DcmtkServers servers = new DcmtkServers(directory)) {
            String peer = "localhost:" + servers.wlmscpfs(WorklistEntry.of(study.uid()));
            Object[] search = {
                "find",
                peer,
                DCMTK,
                "--root=worklist",
                "--key=PatientName",
                "--key=PatientID=INV-1",
                "--key=ScheduledProcedureStepSequence[0].ScheduledStationAETitle"
            };
            List<Object> ofCt = new ArrayList<>(Arrays.asList(search));
            ofCt.add("--key=ScheduledProcedureStepSequence[0].Modality=CT");
            List<Object> ofMr = new ArrayList<>(Arrays.asList(search));
            ofMr.add("--key=ScheduledProcedureStepSequence[0].Modality=MR");

            assertThat(runWell(ofCt.toArray()))
                    .contains(
                            "PatientName=Invented^Patient",
                            "ScheduledProcedureStepSequence[0].ScheduledStationAETitle=CT_1",
                            "# 1 match");
            assertThat(runWell(ofMr.toArray())).containsExactly("# 0 matches");
        }
    }

    @Test
    void echoAndStoreWithOurServersOverTls() throws Exception {
        OpenSsl.need();
        OpenSsl openSsl = new OpenSsl(directory);
        OpenSsl.Issued authority = openSsl.authority("authority");
        OpenSsl.Issued server = openSsl.issue(authority, "server", 30);
        OpenSsl.Issued device = openSsl.issue(authority, "device", 30);
        Path stored = directory.resolve("stored");
        try (ExampleServer ours = ExampleServer.startStore(
                stored,
                "--no-plain-port",
                "--tls-port=0",
                "--tls-key=" + server.key(),
                "--tls-cert=" + server.certificate(),
                "--tls-trust=" + authority.certificate(),
                "--tls-client-auth=need")) {
            String peer = "localhost:" + ours.port();
            Object[] tls = {
                peer,
                "--called-ae-title=" + ExampleServer.AE_TITLE,
                "--tls-trust=" + authority.certificate(),
                "--tls-any-server-name"
            };
            Commands.Result without = run(with("echo", tls));
            assertThat(without.exitCode()).as("%s", without).isEqualTo(1);

            Object[] shown =
                    with("store", tls, "--tls-key=" + device.key(), "--tls-cert=" + device.certificate(), images());
            Commands.Result result = run(shown);

            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(result.err()).contains("the host names of servers are not verified");
            assertThat(Dcmtk.files(stored).stream()
                            .filter(file -> file.toString().endsWith(".dcm")))
                    .hasSize(4);
        }
    }

    private static Object[] with(String name, Object[] some, Object... more) {
        List<Object> all = new ArrayList<>(List.of(name));
        all.addAll(Arrays.asList(some));
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }

    @Test
    void cancelTheSearchAtASignal() throws Exception {
        try (FakePacs pacs = FakePacs.start()) {
            pacs.onFind().respond(Reply.matches(study.attributes()).untilCancelled());
            Process find = new ProcessBuilder(command("find", "localhost:" + pacs.port(), "--json"))
                    .redirectError(directory.resolve("err").toFile())
                    .start();
            try (BufferedReader out = find.inputReader()) {
                assertThat(out.readLine()).startsWith("{\"");
                find.toHandle().destroy();

                assertThat(find.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                assertThat(find.exitValue()).as("128 + SIGTERM").isEqualTo(143);
            } finally {
                find.destroyForcibly();
            }
            assertThat(Files.readString(directory.resolve("err"))).contains("cancelled");
            assertThat(pacs.awaitEnds(PATIENCE)).as("still open").isEmpty();
            assertThat(pacs.takeAssociation(PATIENCE).end()).contains(RecordedAssociation.End.RELEASED);
        }
    }

    @Test
    void cancelTheSearchWhenNobodyReadsItAnyMore() throws Exception {
        try (FakePacs pacs = FakePacs.start()) {
            pacs.onFind().respond(matches(20_000));
            Process find = new ProcessBuilder(command("find", "localhost:" + pacs.port(), "--json"))
                    .redirectError(directory.resolve("err").toFile())
                    .start();
            try {
                BufferedReader out = find.inputReader();
                assertThat(out.readLine()).startsWith("{\"");
                out.close();

                assertThat(find.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                assertThat(find.exitValue()).isEqualTo(1);
            } finally {
                find.destroyForcibly();
            }
            assertThat(Files.readString(directory.resolve("err"))).contains("nobody reads the matches any more");
        }
    }

    private Reply matches(int count) {
        DataSet[] all = new DataSet[count];
        Arrays.fill(all, study.attributes());
        return Reply.matches(all);
    }
}
