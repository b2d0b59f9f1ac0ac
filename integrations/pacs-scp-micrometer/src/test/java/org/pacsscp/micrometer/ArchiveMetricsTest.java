package org.pacsscp.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.archive.ArchiveService;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.catalog.EmbeddedDatabase;
import org.pacsscp.archive.commitment.CommitmentService;
import org.pacsscp.archive.commitment.JdbcCommitmentLog;
import org.pacsscp.archive.retrieve.RetrieveService;
import org.pacsscp.storage.DirectoryStore;
import org.pacsscp.storage.InstanceStore;
import org.pacsscp.storage.Refusal;
import org.pacsscp.storage.StorageService;

/** An archive that nobody has asked anything yet; that the figures are right is shown by MetricsDocumentIT. */
class ArchiveMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    Path directory;

    private InstanceStore store;
    private Catalog catalog;
    private DataSource database;

    @BeforeEach
    void open() throws IOException {
        store = DirectoryStore.builder(directory).open();
        database = EmbeddedDatabase.of(directory.resolve("catalog.db"));
        catalog = Catalog.open(database);
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).functionCounter().count();
    }

    @Test
    void readWhatAStorageServiceSays() throws IOException {
        try (StorageService storage =
                StorageService.builder().store(store).index(catalog).open()) {
            StorageMetrics.of(storage, Tags.of("site", "north")).bindTo(registry);
            assertThat(gauge("pacsscp.storage.ready", "site", "north")).isEqualTo(1);
            assertThat(gauge("pacsscp.storage.space")).isPositive();
            assertThat(gauge("pacsscp.storage.waiting")).isZero();
            for (Refusal reason : Refusal.values()) {
                assertThat(count("pacsscp.storage.refused", "reason", Tag.value(reason)))
                        .isZero();
            }
        }
    }

    @Test
    void tellThatAStoreHasNoRoom() throws IOException {
        try (StorageService storage = StorageService.builder()
                .store(store)
                .index(catalog)
                .minimumFreeSpace(Long.MAX_VALUE)
                .open()) {
            StorageMetrics.of(storage).bindTo(registry);
            assertThat(gauge("pacsscp.storage.ready")).isZero();
        }
    }

    @Test
    void readWhatTheCatalogSays() {
        ArchiveMetrics.builder()
                .catalog(catalog)
                .rows(catalog, Duration.ofMinutes(10))
                .tags(Tags.of("site", "north"))
                .build()
                .bindTo(registry);
        assertThat(gauge("pacsscp.catalog.ready", "site", "north")).isEqualTo(1);
        // The check was a change.
        assertThat(count("pacsscp.catalog.changes", "outcome", "committed")).isEqualTo(1);
        assertThat(count("pacsscp.catalog.commits")).isEqualTo(1);
        assertThat(gauge("pacsscp.catalog.waiting")).isZero();
        for (String level : new String[] {"patient", "study", "series", "instance"}) {
            await().untilAsserted(() ->
                    assertThat(gauge("pacsscp.catalog.rows", "level", level)).isZero());
        }
    }

    @Test
    void tellThatTheCatalogCannotBeUsed() {
        ArchiveMetrics.builder().catalog(catalog).build().bindTo(registry);
        catalog.close();
        assertThat(gauge("pacsscp.catalog.ready")).isZero();
    }

    @Test
    void readWhatServicesSay() throws IOException {
        try (CommitmentService commitment = CommitmentService.builder(catalog, store)
                .log(new JdbcCommitmentLog(database))
                .build()) {
            ArchiveMetrics.builder()
                    .queries(ArchiveService.builder(catalog).build())
                    .retrievals(RetrieveService.builder(catalog, store).build())
                    .commitments(commitment)
                    .build()
                    .bindTo(registry);
            assertThat(gauge("pacsscp.commitments.waiting")).isZero();
            assertThat(registry.getMeters())
                    .hasSize(5 + 1 + 5 + 2 + 2 + 2 + 1)
                    .allSatisfy(meter -> assertThat(value(meter))
                            .as(meter.getId().toString())
                            .isZero());
        }
    }

    private static double value(Meter meter) {
        return meter instanceof FunctionCounter counter ? counter.count() : ((Gauge) meter).value();
    }

    @Test
    void refuseAnAgeThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchiveMetrics.builder().rows(catalog, Duration.ofSeconds(-1)))
                .withMessageContaining("must not be negative");
    }
}
