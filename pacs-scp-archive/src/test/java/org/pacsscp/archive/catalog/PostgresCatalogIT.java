package org.pacsscp.archive.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.pacsscp.storage.IndexResult;
import org.pacsscp.storage.StoredInstance;
import org.pacsscp.testing.process.PostgreSql;

/** The catalog in PostgreSQL, with the pool and the migration library that programs add. */
class PostgresCatalogIT {
    private static final int QUERIES = Integer.getInteger("pacsscp.archive.queries", 150);

    private static HikariDataSource pool() throws IOException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(PostgresDatabases.create());
        config.setMaximumPoolSize(6);
        config.setConnectionTimeout(2_000);
        return new HikariDataSource(config);
    }

    private static SchemaMigration flyway() {
        return (source, location) -> Flyway.configure()
                .dataSource(source)
                .locations("classpath:" + location)
                .load()
                .migrate();
    }

    @Test
    void answersAsThePlainMatcherDoes() throws IOException {
        List<StoredInstance> instances = new SampleArchive(7).instances(60);
        try (HikariDataSource pool = pool();
                Catalog catalog = Catalog.builder(pool).migration(flyway()).open()) {
            for (StoredInstance instance : instances) {
                catalog.add(instance);
            }
            QueryComparison comparison = new QueryComparison(catalog, instances, new Random(7));
            for (int i = 0; i < QUERIES; i++) {
                comparison.compare();
            }
            assertThat(pool.getHikariPoolMXBean().getActiveConnections())
                    .as("the writer's alone")
                    .isEqualTo(1);
        }
    }

    @Test
    void whateverMadeTheSchemaIsKnown() throws IOException {
        try (HikariDataSource pool = pool()) {
            Catalog.builder(pool).migration(flyway()).open().close();
            Catalog.open(pool).close();
            Catalog.builder(pool).migration(SchemaMigration.none()).open().close();
        }
    }

    @Test
    void twoProcessesAreOneArchive() throws Exception {
        List<StoredInstance> instances = new SampleArchive(8).instances(40);
        try (HikariDataSource one = pool();
                Catalog first = Catalog.open(one);
                Catalog second = Catalog.open(one)) {
            List<CompletableFuture<Boolean>> added = new ArrayList<>();
            for (StoredInstance instance : instances) {
                for (Catalog catalog : List.of(first, second)) {
                    added.add(CompletableFuture.supplyAsync(() -> isAdded(catalog, instance)));
                }
            }
            long count = added.stream().filter(CompletableFuture::join).count();

            assertThat(count).isEqualTo(instances.size());
            assertThat(first.count(InstanceSelection.everything())).isEqualTo(instances.size());
        }
    }

    private static boolean isAdded(Catalog catalog, StoredInstance instance) {
        try {
            return catalog.add(instance) instanceof IndexResult.Added;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void goesOnWhenTheServerIsBack() throws IOException {
        List<StoredInstance> instances = new SampleArchive(9).instances(4);
        PostgreSql server = PostgresDatabases.server();
        try (HikariDataSource pool = pool();
                Catalog catalog = Catalog.open(pool)) {
            catalog.add(instances.get(0));
            server.stop();
            try {
                assertThatThrownBy(() -> catalog.add(instances.get(1))).isInstanceOf(IOException.class);
                assertThatThrownBy(() -> catalog.find(instances.get(0).sopInstanceUid()))
                        .isInstanceOf(IOException.class);
            } finally {
                server.start();
            }

            // A pool whose server was gone tries again only after a while.
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> catalog.add(instances.get(1)) instanceof IndexResult.Added);
            assertThat(catalog.count(InstanceSelection.everything())).isEqualTo(2);
        }
    }
}
