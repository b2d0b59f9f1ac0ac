package org.pacsscp.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** Actuator shows the metrics of pacs-scp-micrometer, of the server, of the client and of an archive. */
class MetricsIT {
    private final HttpClient web = HttpClient.newHttpClient();

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Pacs {}

    @Test
    void areThoseOfServerAndClient() throws Exception {
        try (Application application =
                Application.startWithWeb(Pacs.class, "management.endpoints.web.exposure.include=metrics")) {
            application
                    .bean(ServiceClassUser.class)
                    .echo(RemoteEntity.of("PACS_SCP", "127.0.0.1", application.dicomPort()));
            assertThat(get(application, "")).contains("\"pacsscp.associations.open\"", "\"pacsscp.received\"");
            // The bytes of an echo and its association, in both directions, on both sides.
            await().untilAsserted(() -> assertThat(get(application, "/pacsscp.received"))
                    .contains("\"tag\":\"side\"")
                    .doesNotContain("\"value\":0.0"));
        }
    }

    @Test
    void areThoseOfAnArchive(@TempDir Path directory) throws Exception {
        try (Application application = Application.startWithWeb(
                Pacs.class,
                "management.endpoints.web.exposure.include=metrics",
                "pacs-scp.archive.directory=" + directory.resolve("archive"))) {
            RemoteEntity ourselves = RemoteEntity.of("PACS_SCP", "127.0.0.1", application.dicomPort());
            application
                    .bean(ServiceClassUser.class)
                    .store(
                            ourselves,
                            List.of(InstanceSource.of(Invention.ofSeed(22).image(Modality.CT))));
            assertThat(get(application, "/pacsscp.catalog.ready")).contains("\"value\":1.0");
            assertThat(get(application, "/pacsscp.storage.space")).doesNotContain("\"value\":0.0", "NaN");
            // What was read before counts for a second.
            await().untilAsserted(() ->
                    assertThat(get(application, "/pacsscp.storage.stored")).contains("\"value\":1.0"));
        }
    }

    private String get(Application application, String meter) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + application.webPort() + "/actuator/metrics" + meter);
        return web.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
