package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testing.process.Executables;
import org.pacsscp.testing.process.Interop;
import org.pacsscp.testing.process.ListeningProgram;
import org.pacsscp.testing.process.Ports;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.pacs.FakePacs;

/** DCMTK and Orthanc use {@code archive-server}. */
@Timeout(180)
class ArchivePeersIT {
    private static final Path ORTHANC = Path.of("/usr/sbin/Orthanc");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final InventedStudy study = Invention.ofSeed(21).study(2, Modality.CT, Modality.MR);
    private final HttpClient http = HttpClient.newHttpClient();
    private int httpPort;
    private int dicomPort;

    @TempDir
    private Path parent = Path.of("");

    @Test
    void servesDcmtk() throws Exception {
        Interop.needs(Path.of("/usr/bin/storescu"), "apt-get install dcmtk");
        Path images = images();
        try (FakePacs viewer = FakePacs.builder().aeTitle("VIEWER").start();
                ArchiveProcess archive =
                        ArchiveProcess.start(parent.resolve("archive"), "--peer=VIEWER@127.0.0.1:" + viewer.port())) {
            dcmtk(archive, "echoscu");
            dcmtk(archive, "storescu", "+sd", images.toString());
            String found = dcmtk(
                    archive,
                    "findscu",
                    "-S",
                    "-k",
                    "QueryRetrieveLevel=STUDY",
                    "-k",
                    "PatientID",
                    "-k",
                    "StudyInstanceUID=" + study.uid());
            assertThat(found).contains("[" + study.patient().id());
            dcmtk(
                    archive,
                    "movescu",
                    "-S",
                    "-aem",
                    "VIEWER",
                    "-k",
                    "QueryRetrieveLevel=STUDY",
                    "-k",
                    "StudyInstanceUID=" + study.uid());
            assertThat(viewer.takeStored(4, PATIENCE)).hasSize(4);
            Path received = Files.createDirectory(parent.resolve("received"));
            dcmtk(
                    archive,
                    "getscu",
                    "-S",
                    "-od",
                    received.toString(),
                    "-k",
                    "QueryRetrieveLevel=STUDY",
                    "-k",
                    "StudyInstanceUID=" + study.uid());
            try (Stream<Path> files = Files.list(received)) {
                assertThat(files).hasSize(4);
            }
        }
    }

    private Path images() throws IOException {
        Path images = Files.createDirectory(parent.resolve("images"));
        for (DataSet image : study.instances()) {
            DicomFile.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                    .write(images.resolve(image.text(Tag.SOP_INSTANCE_UID).orElseThrow()));
        }
        return images;
    }

    private String dcmtk(ArchiveProcess archive, String program, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("/usr/bin/" + program, "-v", "-aec", ArchiveProcess.AE_TITLE));
        List<String> paths = new ArrayList<>();
        for (String option : options) {
            // What storescu sends stands behind the address.
            (program.equals("storescu") && option.startsWith("/") ? paths : command).add(option);
        }
        command.addAll(List.of("127.0.0.1", String.valueOf(archive.port())));
        command.addAll(paths);
        return Executables.run(parent, command);
    }

    @Test
    void servesOrthanc() throws Exception {
        Interop.needs(ORTHANC, "apt-get install orthanc");
        try (ListeningProgram orthanc = ListeningProgram.start(parent.resolve("orthanc.log"), this::orthanc);
                ArchiveProcess archive =
                        ArchiveProcess.start(parent.resolve("archive"), "--peer=ORTHANC@127.0.0.1:" + dicomPort)) {
            httpPort = orthanc.port();
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> get("/system").contains("ORTHANC"));
            send(request("/modalities/archive")
                    .PUT(HttpRequest.BodyPublishers.ofString("""
                    ["%s", "127.0.0.1", %d]
                    """.formatted(ArchiveProcess.AE_TITLE, archive.port()))));
            assertServesOrthanc();
        }
    }

    private void assertServesOrthanc() throws Exception {
        post("/modalities/archive/echo", "{}");
        List<String> ids = new ArrayList<>();
        for (DataSet image : study.instances()) {
            Path file = parent.resolve("image");
            DicomFile.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).write(file);
            ids.add(member("ID", send(request("/instances").POST(HttpRequest.BodyPublishers.ofFile(file)))));
        }
        post(
                "/modalities/archive/store",
                ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(",", "[", "]")));
        String query = member("ID", post("/modalities/archive/query", """
                {"Level": "Study", "Query": {"PatientID": "%s", "StudyInstanceUID": ""}}
                """.formatted(
                        study.patient().id())));
        assertThat(get("/queries/" + query + "/answers/0/content?simplify"))
                .contains(study.uid().value());
        for (String id : ids) {
            send(request("/instances/" + id).DELETE());
        }
        assertThat(get("/statistics")).contains("\"CountInstances\" : 0");
        post("/modalities/archive/move", """
                {"Level": "Study", "Resources": [{"StudyInstanceUID": "%s"}], "TargetAet": "ORTHANC"}
                """.formatted(study.uid()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/statistics")).contains("\"CountInstances\" : 4"));
        String commitment = member("ID", post("/modalities/archive/storage-commitment", """
                {"Resources": ["%s"]}
                """.formatted(ids.get(0))));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(get("/storage-commitment/" + commitment)).contains("\"Status\" : \"Success\""));
    }

    /** It listens for HTTP last. */
    private ProcessBuilder orthanc(int port) throws IOException {
        dicomPort = Ports.free();
        Path storage = Files.createDirectories(parent.resolve("orthanc"));
        Path configuration =
                Files.writeString(parent.resolve("orthanc.json"), """
                {
                  "DicomAet": "ORTHANC",
                  "DicomPort": %d,
                  "HttpPort": %d,
                  "KeepAlive": false,
                  "AuthenticationEnabled": false,
                  "RemoteAccessAllowed": false,
                  "StorageDirectory": "%s",
                  "IndexDirectory": "%s",
                  "Plugins": []
                }
                """.formatted(dicomPort, port, storage, storage));
        return new ProcessBuilder(ORTHANC.toString(), configuration.toString());
    }

    private static String member(String name, String json) {
        Matcher matcher = Pattern.compile("\"" + name + "\" : \"([^\"]+)\"").matcher(json);
        assertThat(matcher.find()).as(json).isTrue();
        return matcher.group(1);
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as("%s", response.body()).isEqualTo(200);
        return response.body();
    }
}
