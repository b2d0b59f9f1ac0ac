package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Client;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.archive.ArchiveService;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.catalog.EmbeddedDatabase;
import org.pacsscp.archive.commitment.CommitmentService;
import org.pacsscp.archive.commitment.JdbcCommitmentLog;
import org.pacsscp.archive.retrieve.RetrieveService;
import org.pacsscp.client.CommitmentTransaction;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.Matches;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.client.StoreReport;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.micrometer.ArchiveMetrics;
import org.pacsscp.micrometer.StorageMetrics;
import org.pacsscp.storage.DirectoryStore;
import org.pacsscp.storage.InstanceStore;
import org.pacsscp.storage.StorageService;
import org.pacsscp.testing.document.Markdown;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;

/** What docs/metrics.md lists of an archive is what there is, and the page that it shows is the one that is read. */
class ArchiveMetricsDocumentIT {
    /** Statements of the document, and what they may use. */
    private static final String SNIPPET = """
            import io.micrometer.core.instrument.*;
            import org.pacsscp.archive.*;
            import org.pacsscp.archive.catalog.*;
            import org.pacsscp.archive.commitment.*;
            import org.pacsscp.archive.retrieve.*;
            import org.pacsscp.micrometer.*;
            import org.pacsscp.storage.*;

            final class Snippet {
                void show(
                        MeterRegistry registry,
                        StorageService storage,
                        ArchiveService archive,
                        RetrieveService retrieve,
                        CommitmentService commitment,
                        Catalog catalog) {
                    %s
                }
            }
            """;

    private final Markdown document = Markdown.read("docs/metrics.md").section("An archive");
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private String scraped = "";

    @TempDir
    Path directory;

    ArchiveMetricsDocumentIT() throws IOException {}

    @Test
    void showsJavaThatCompiles() throws IOException {
        List<String> blocks = document.blocks("java");
        assertThat(blocks).hasSize(1);
        new Programs(directory)
                .compile(
                        SNIPPET.formatted(blocks.get(0)),
                        Artifacts.jar("micrometer").toString(),
                        System.getProperty("java.class.path"));
    }

    /** An instance is stored, found, retrieved and committed: what the document says. */
    private void work() throws Exception {
        DataSource database = EmbeddedDatabase.of(directory.resolve("catalog.db"));
        InstanceStore store = DirectoryStore.builder(directory).open();
        try (Catalog catalog = Catalog.open(database);
                StorageService storage =
                        StorageService.builder().store(store).index(catalog).open();
                CommitmentService commitment = CommitmentService.builder(catalog, store)
                        .log(new JdbcCommitmentLog(database))
                        .build()) {
            ArchiveService archive = ArchiveService.builder(catalog).build();
            RetrieveService retrieve = RetrieveService.builder(catalog, store).build();
            StorageMetrics.of(storage).bindTo(registry);
            ArchiveMetrics.builder()
                    .queries(archive)
                    .retrievals(retrieve)
                    .commitments(commitment)
                    .catalog(catalog)
                    .rows(catalog, Duration.ZERO)
                    .build()
                    .bindTo(registry);
            ActionHandler[] handlers = Stream.of(
                            List.of(storage.handler(), commitment.handler()), archive.handlers(), retrieve.handlers())
                    .flatMap(List::stream)
                    .toArray(ActionHandler[]::new);
            try (Server server = Server.builder()
                    .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                    .handler(handlers)
                    .build()
                    .start()) {
                ask(RemoteEntity.of("PACS_SCP", "127.0.0.1", server.port()));
            }
            await().until(() -> commitment.figures().waiting() == 0);
            // What was read while the figures grew counts for a second.
            await().untilAsserted(() -> {
                scraped = registry.scrape();
                assertThat(scraped)
                        .contains(
                                "pacsscp_storage_stored_total 1.0",
                                "pacsscp_commitments_total{outcome=\"reported\"} 1.0",
                                "pacsscp_catalog_rows{level=\"instance\"} 1.0");
            });
        }
    }

    private static void ask(RemoteEntity archive) throws Exception {
        DataSet image = Invention.ofSeed(22).image(Modality.CT);
        Identifier study = Identifier.study(image.uid(Tag.STUDY_INSTANCE_UID).orElseThrow());
        try (ServiceClassUser asking = ServiceClassUser.of(Client.builder())) {
            StoreReport stored = asking.store(archive, List.of(InstanceSource.of(image)));
            try (Matches found = asking.find(archive, Identifier.studyRoot(QueryLevel.STUDY))) {
                assertThat(found.toList()).hasSize(1);
            }
            assertThat(asking.get(archive, study, action -> DimseStatus.SUCCESS).isSuccess())
                    .isTrue();
            try (CommitmentTransaction transaction = asking.commit(archive, stored.stored())) {
                assertThat(transaction.await(Duration.ofMinutes(1)).committed()).hasSize(1);
            }
        }
    }

    @Test
    void listsTheMetersAndTheirTags() throws Exception {
        work();
        assertThat(MeterRows.listed(document)).isEqualTo(MeterRows.of(registry));
    }

    @Test
    void listsEveryValueOfATag() throws Exception {
        work();
        List<List<String>> rows = MeterRows.rows(document, "`\\w+` of `.*");
        assertThat(rows).hasSizeGreaterThan(6);
        Set<String> listed = rows.stream()
                .flatMap(row -> values(
                        MeterRows.code(row.get(0)).get(1),
                        MeterRows.code(row.get(0)).get(0),
                        MeterRows.code(row.get(1))))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).isEqualTo(tagged(registry));
    }

    private static Stream<String> values(String meter, String tag, List<String> values) {
        return values.stream().map(value -> meter + " " + tag + " " + value);
    }

    private static Set<String> tagged(MeterRegistry registry) {
        return registry.getMeters().stream()
                .flatMap(meter -> meter.getId().getTags().stream()
                        .map(tag -> meter.getId().getName() + " " + tag.getKey() + " " + tag.getValue()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void showsWhatPrometheusReads() throws Exception {
        work();
        assertThat(MeterRows.series(document.blocks("text").get(0)))
                .containsExactlyInAnyOrderElementsOf(MeterRows.series(scraped));
    }
}
