package org.pacsscp.archive.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.storage.StoredInstance;

/** SQL only narrows: the answers are those of the matcher over all instances. */
class CatalogQueryTest {
    private static final int QUERIES = Integer.getInteger("pacsscp.archive.queries", 300);

    @TempDir
    private Path directory;

    @Test
    void answersAsThePlainMatcherDoes() throws IOException {
        long seed = Long.getLong("pacsscp.archive.seed", 20261130);
        List<StoredInstance> instances = new SampleArchive(seed).instances(80);
        try (Catalog catalog = Catalog.open(EmbeddedDatabase.of(directory.resolve("catalog.db")))) {
            for (StoredInstance instance : instances) {
                catalog.add(instance);
            }
            QueryComparison comparison = new QueryComparison(catalog, instances, new Random(seed));
            int matches = 0;
            for (int i = 0; i < QUERIES; i++) {
                matches += comparison.compare();
            }
            assertThat(matches).isGreaterThan(QUERIES);
        }
    }
}
