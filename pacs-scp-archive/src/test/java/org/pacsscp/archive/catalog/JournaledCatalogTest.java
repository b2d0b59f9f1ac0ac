package org.pacsscp.archive.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.SopClass;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.storage.IndexResult;
import org.pacsscp.storage.IndexedInstance;
import org.pacsscp.storage.InstanceIndex;
import org.pacsscp.storage.StoredInstance;

/** When SQLite is told to wait for the disk, and when not to. */
class JournaledCatalogTest {
    private static final String WAITS = "pragma synchronous = 2";
    private static final String WAITS_NOT = "pragma synchronous = normal";

    private final List<String> told = new ArrayList<>();

    @TempDir
    private Path directory;

    private Catalog open(Durability durability) {
        return Catalog.open(
                overheard(DataSource.class, EmbeddedDatabase.of(directory.resolve("catalog.db"), durability)));
    }

    /** Passes all on, and notes what is changed between transactions. */
    private <T> T overheard(Class<T> type, T real) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("execute")
                            && String.valueOf(arguments[0]).startsWith("pragma synchronous = ")) {
                        told.add(String.valueOf(arguments[0]));
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        if (method.getReturnType() == Connection.class) {
                            return overheard(Connection.class, (Connection) result);
                        }
                        return method.getReturnType() == Statement.class
                                ? overheard(Statement.class, (Statement) result)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return type.cast(proxy);
    }

    private static StoredInstance instance(int number) {
        return SampleArchive.stored(DataSet.builder()
                .text(Tag.PATIENT_ID, "INVENTED")
                .text(Tag.STUDY_INSTANCE_UID, "1.1")
                .text(Tag.SERIES_INSTANCE_UID, "1.2")
                .text(Tag.SOP_INSTANCE_UID, "1.3." + number)
                .uid(Tag.SOP_CLASS_UID, SopClass.CT_IMAGE_STORAGE)
                .build());
    }

    @Test
    void waitsForTheDiskOnceForAllThatIsInAJournal() throws IOException {
        try (Catalog catalog = open(Durability.MACHINE)) {
            InstanceIndex journaled = catalog.journaled();
            for (int number = 1; number <= 3; number++) {
                assertThat(journaled.add(instance(number))).isEqualTo(IndexResult.ADDED);
            }
            assertThat(told).containsExactly(WAITS_NOT);

            journaled.force();
            assertThat(told).containsExactly(WAITS_NOT, WAITS);
            journaled.force();
            assertThat(told).hasSize(2);
            assertThat(catalog.contents().instances()).isEqualTo(3);
        }
    }

    /** A commit that has nothing to write does not wait for the disk. */
    @Test
    void writesToTheLogWhenItIsForced() throws IOException {
        try (Catalog catalog = open(Durability.MACHINE)) {
            InstanceIndex journaled = catalog.journaled();
            journaled.add(instance(1));
            Path log = directory.resolve("catalog.db-wal");
            long before = Files.size(log);
            journaled.force();
            assertThat(Files.size(log)).isGreaterThan(before);
        }
    }

    @Test
    void waitsForWhatIsInNoJournal() throws IOException {
        try (Catalog catalog = open(Durability.MACHINE)) {
            catalog.add(instance(1));
            assertThat(told).isEmpty();
            catalog.journaled().add(instance(2));
            catalog.add(instance(3));
            assertThat(told).containsExactly(WAITS_NOT, WAITS);
        }
    }

    @Test
    void replacesWithoutWaiting() throws IOException {
        try (Catalog catalog = open(Durability.MACHINE)) {
            InstanceIndex journaled = catalog.journaled();
            journaled.add(instance(1));
            Optional<IndexedInstance> old = journaled.find(instance(1).sopInstanceUid());
            assertThat(journaled.replace(old.orElseThrow(), instance(1))).isEqualTo(IndexResult.ADDED);
            assertThat(told).containsExactly(WAITS_NOT);
        }
    }

    @Test
    void neverWaitsWhereOnlyTheProcessIsOutlived() throws IOException {
        try (Catalog catalog = open(Durability.PROCESS)) {
            catalog.add(instance(1));
            catalog.journaled().add(instance(2));
            catalog.journaled().force();
            assertThat(told).isEmpty();
        }
    }
}
