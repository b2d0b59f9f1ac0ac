package org.pacsscp.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.SopClass;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.testing.document.Markdown;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** Actuator says how the server is, as the document has it set up. */
class ActuatorIT {
    private final HttpClient web = HttpClient.newHttpClient();

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Pacs {}

    @Test
    void saysWhetherTheServerLivesAndIsReady() throws Exception {
        String[] shown = Markdown.read("docs/spring-boot.md")
                .section("Health")
                .blocks("properties")
                .get(0)
                .lines()
                .toArray(String[]::new);
        assertThat(shown).hasSizeGreaterThan(1);
        String[] properties = Stream.concat(
                        Stream.of(shown),
                        Stream.of(
                                "pacs-scp.server.limits.max-associations=1",
                                "management.endpoint.health.show-details=always"))
                .toArray(String[]::new);
        try (Application application = Application.startWithWeb(Pacs.class, properties)) {
            HttpResponse<String> ready = get(application, "/actuator/health/readiness");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.body())
                    .contains("\"dicomReadiness\"", "\"maxAssociations\":1", "\"state\":\"RUNNING\"")
                    .contains("127.0.0.1:" + application.dicomPort());
            assertThat(get(application, "/actuator/health/liveness").body()).contains("\"dicomLiveness\"");
            try (Requestor peer = Proposal.to("PACS_SCP")
                    .from("TESTER")
                    .context(SopClass.VERIFICATION)
                    .open("127.0.0.1", application.dicomPort())) {
                HttpResponse<String> full = get(application, "/actuator/health/readiness");
                assertThat(full.statusCode()).isEqualTo(503);
                assertThat(full.body()).contains("\"OUT_OF_SERVICE\"", "\"associations\":1");
                assertThat(get(application, "/actuator/health/liveness").statusCode())
                        .isEqualTo(200);
                peer.release();
            }
        }
    }

    @Test
    void saysWhetherTheArchiveCanBeUsed(@TempDir Path directory) throws Exception {
        try (Application application = Application.startWithWeb(
                Pacs.class,
                "management.endpoint.health.show-details=always",
                "pacs-scp.archive.directory=" + directory.resolve("archive"))) {
            HttpResponse<String> health = get(application, "/actuator/health");
            assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
            assertThat(health.body()).contains("\"dicomStore\"", "\"usableSpace\"", "\"dicomCatalog\"");
            application.bean(Catalog.class).close();
            assertThat(get(application, "/actuator/health").statusCode()).isEqualTo(503);
        }
    }

    private HttpResponse<String> get(Application application, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + application.webPort() + path);
        return web.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
