package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.micrometer.PacsScpMetrics;
import org.pacsscp.micrometer.PacsScpObservations;
import org.pacsscp.testing.document.Markdown;

/** What docs/metrics.md lists is what there is, and the page that it shows is the one that is read. */
class MetricsDocumentIT {
    /** Statements of the document, and what they may use. */
    private static final String SNIPPET = """
            import io.micrometer.core.instrument.*;
            import io.micrometer.observation.*;
            import org.pacsscp.api.*;
            import org.pacsscp.micrometer.*;

            final class Snippet {
                void show(MeterRegistry registry, ObservationRegistry observationRegistry, ActionHandler handler)
                        throws Exception {
                    %s
                }
            }
            """;

    private final Markdown document = Markdown.read("docs/metrics.md");
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ObservationRegistry observations = ObservationRegistry.create();
    private final List<Observation.Context> observed = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    MetricsDocumentIT() throws IOException {
        observations.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStop(Observation.Context context) {
                observed.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
    }

    @Test
    void showsJavaThatCompiles() throws IOException {
        Programs programs = new Programs(directory);
        List<String> blocks = Stream.of("Metrics", "Observations")
                .flatMap(section -> document.section(section).blocks("java").stream())
                .toList();
        assertThat(blocks).hasSize(3);
        for (String block : blocks) {
            programs.compile(
                    SNIPPET.formatted(block),
                    Artifacts.jar("micrometer").toString(),
                    System.getProperty("java.class.path"));
        }
    }

    /** Two echoes and an instance, from the same JVM: what the document says. */
    private void work() throws Exception {
        PacsScpMetrics metrics = PacsScpMetrics.create();
        metrics.bindTo(registry);
        PacsScpObservations tracing = PacsScpObservations.of(observations);
        try (Server server = Server.builder()
                        .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                        .listener(metrics)
                        .listener(tracing)
                        .handler(ActionHandler.of(
                                ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ),
                                action -> DimseStatus.SUCCESS))
                        .build()
                        .start();
                Client client = Client.builder().listener(metrics).build()) {
            metrics.watch(server);
            try (RequestedAssociation association = client.open(AssociationProposal.to("127.0.0.1", server.port())
                    .calledAeTitle("PACS_SCP")
                    .context(SopClass.VERIFICATION)
                    .context(SopClass.CT_IMAGE_STORAGE, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                    .build())) {
                for (int i = 0; i < 2; i++) {
                    association
                            .begin(Invocation.of(SopClass.VERIFICATION, CommandField.C_ECHO_RQ))
                            .next();
                }
                association
                        .begin(Invocation.of(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ)
                                .elements(CommandElements.none()
                                        .affectedSopInstanceUid(Uid.of("1.2.3.4"))
                                        .priority(0))
                                .dataSet(out -> out.write(new byte[1_000])))
                        .next();
                association.release(Duration.ofSeconds(30));
            }
            await().until(() -> server.load().pendingConnections() == 0
                    && observed.size() == 4
                    && server.sessions().isEmpty());
            scraped = registry.scrape();
        }
    }

    private String scraped = "";

    @Test
    void listsTheMetersAndTheirTags() throws Exception {
        work();
        assertThat(MeterRows.listed(document.section("Metrics"))).isEqualTo(MeterRows.of(registry));
    }

    @Test
    void listsEveryValueOfATag() throws Exception {
        work();
        for (List<String> row : MeterRows.rows(document.section("Metrics"), "`\\w+` \\| .*")) {
            Set<String> found = registry.getMeters().stream()
                    .map(meter ->
                            meter.getId().getTag(MeterRows.code(row.get(0)).get(0)))
                    .filter(value -> value != null)
                    .collect(Collectors.toSet());
            if (!MeterRows.code(row.get(0)).get(0).equals("reason")) {
                assertThat(MeterRows.code(row.get(1))).as(row.get(0)).containsAll(found);
            }
        }
        assertThat(document.text())
                .contains(Arrays.stream(AssociationEnd.Kind.values())
                        .map(kind -> "`" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
                        .toList());
    }

    @Test
    void listsTheKeyValuesOfObservations() throws Exception {
        work();
        for (Observation.Context context : observed) {
            List<String> row = MeterRows.rows(document, "`" + Pattern.quote(context.getName()) + "` .*").stream()
                    .filter(cells -> cells.size() == 3)
                    .findFirst()
                    .orElseThrow();
            assertThat(MeterRows.code(row.get(1)))
                    .containsExactlyInAnyOrderElementsOf(keys(context.getLowCardinalityKeyValues()));
            assertThat(MeterRows.code(row.get(2)))
                    .containsExactlyInAnyOrderElementsOf(keys(context.getHighCardinalityKeyValues()));
        }
    }

    private static List<String> keys(KeyValues values) {
        return values.stream().map(KeyValue::getKey).toList();
    }

    @Test
    void showsWhatPrometheusReads() throws Exception {
        work();
        assertThat(MeterRows.series(document.section("Metrics").blocks("text").get(0)))
                .containsExactlyInAnyOrderElementsOf(MeterRows.series(scraped));
    }
}
