package org.pacsscp.archive.commitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Client;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.archive.catalog.CatalogedInstance;
import org.pacsscp.archive.retrieve.HeldInstances;
import org.pacsscp.archive.retrieve.PeerDirectory;
import org.pacsscp.archive.retrieve.RetrieveService;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testing.process.Interop;
import org.pacsscp.testing.process.ListeningProgram;
import org.pacsscp.testing.process.Ports;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;

/** Orthanc has invented images moved to itself, and asks for the commitment of their storage. */
@Timeout(120)
class OrthancIT {
    private static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Uid STUDY = Uid.of("1.2.3");

    @TempDir
    private Path directory = Path.of("");

    private final HttpClient http = HttpClient.newHttpClient();
    private final CommitmentLog log = CommitmentLog.inMemory();
    private final List<RemoteEntity> known = new CopyOnWriteArrayList<>();
    private HeldInstances held;
    private Client client;
    private CommitmentService commitment;
    private Server archive;
    private ListeningProgram orthanc;

    @BeforeEach
    void start() throws IOException {
        Interop.needs(PROGRAM, "apt-get install orthanc");
        held = new HeldInstances(Files.createDirectory(directory.resolve("held")));
        client = Client.builder().loops(1).build();
        PeerDirectory peers = title -> PeerDirectory.of(known).find(title);
        commitment = CommitmentService.builder(held, held)
                .log(log)
                .peers(client, peers)
                .build();
        archive = Server.builder()
                .aeTitle("ARCHIVE")
                .endpoints(Endpoint.plain(LOOPBACK))
                .handler(commitment.handler())
                .handler(RetrieveService.builder(held, held)
                        .move(client, peers)
                        .build()
                        .handlers()
                        .toArray(ActionHandler[]::new))
                .build()
                .start();
        Path storage = Files.createDirectory(directory.resolve("orthanc"));
        orthanc = ListeningProgram.start(directory.resolve("orthanc.log"), port -> orthanc(port, storage));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> get("/system").contains("ORTHANC"));
    }

    /** It listens for HTTP last. */
    private ProcessBuilder orthanc(int httpPort, Path storage) throws IOException {
        int dicomPort = Ports.free();
        known.clear();
        known.add(RemoteEntity.of("ORTHANC", "127.0.0.1", dicomPort));
        Path configuration = Files.writeString(directory.resolve("orthanc.json"), """
                {
                  "DicomAet": "ORTHANC",
                  "DicomPort": %d,
                  "HttpPort": %d,
                  "AuthenticationEnabled": false,
                  "RemoteAccessAllowed": false,
                  "StorageDirectory": "%s",
                  "IndexDirectory": "%s",
                  "Plugins": [],
                  "DicomModalities": {"archive": ["ARCHIVE", "127.0.0.1", %d]}
                }
                """.formatted(
                        dicomPort, httpPort, storage, storage, archive.port()));
        return new ProcessBuilder(PROGRAM.toString(), configuration.toString());
    }

    @AfterEach
    void stop() throws IOException {
        if (orthanc != null) {
            orthanc.close();
        }
        if (archive != null) {
            archive.close();
            commitment.close();
            client.close();
        }
    }

    @Test
    void hasAStudyMoved() throws Exception {
        for (int i = 0; i < 5; i++) {
            hold(i);
        }
        post("/modalities/archive/move", """
                {"Level": "Study", "Resources": [{"StudyInstanceUID": "%s"}], "TargetAet": "ORTHANC"}
                """.formatted(STUDY));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/statistics")).contains("\"CountInstances\" : 5"));
    }

    @Test
    void asksForStorageCommitment() throws Exception {
        CatalogedInstance kept = hold(1);
        assertThat(outcome(kept.sopInstanceUid())).contains("\"Status\" : \"Success\"");
        // 0112H, no such object instance.
        assertThat(outcome(Uid.of("1.2.3.9.9")))
                .contains("\"Status\" : \"Failure\"")
                .contains("\"FailureReason\" : 274");
    }

    /** Once it has heard of it. */
    private String outcome(Uid instance) throws Exception {
        String asked = post("/modalities/archive/storage-commitment", """
                {"DicomInstances": [{"SOPClassUID": "1.2.840.10008.5.1.4.1.1.2", "SOPInstanceUID": "%s"}]}
                """.formatted(instance));
        Matcher id = Pattern.compile("\"ID\" : \"([0-9.]+)\"").matcher(asked);
        assertThat(id.find()).as(asked).isTrue();
        await().atMost(PATIENCE)
                .until(() -> !get("/storage-commitment/" + id.group(1)).contains("Pending"));
        return get("/storage-commitment/" + id.group(1));
    }

    private CatalogedInstance hold(int seed) throws IOException {
        return held.add(
                Invention.ofSeed(seed).image(Modality.CT).with(builder -> builder.uid(Tag.STUDY_INSTANCE_UID, STUDY)),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + orthanc.port() + path);
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as("%s", response.body()).isEqualTo(200);
        return response.body();
    }
}
