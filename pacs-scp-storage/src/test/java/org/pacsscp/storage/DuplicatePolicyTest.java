package org.pacsscp.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testing.log.CapturedLog;
import org.pacsscp.testkit.action.ActionTester;
import org.pacsscp.testkit.action.TestRequest;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;

/** An instance comes a second time: the same, or another of its UID; with an index and without. */
class DuplicatePolicyTest {
    private static final DataSet OLD = Invention.ofSeed(1).image(Modality.CT);
    private static final DataSet NEW = OLD.with(elements -> elements.text(Tag.INSTITUTION_NAME, "ANOTHER"));
    private static final Uid UID = OLD.uid(Tag.SOP_INSTANCE_UID).orElseThrow();
    private static final String FILE = UID + ".dcm";

    private final MemoryIndex index = new MemoryIndex();

    @TempDir
    Path directory;

    private StorageService.Builder service(DuplicatePolicy policy, boolean indexed) {
        StorageService.Builder builder = StorageService.builder()
                .directory(directory)
                .names(NameTemplate.FLAT)
                .duplicates(policy);
        return indexed ? builder.index(index) : builder;
    }

    private static DimseStatus store(StorageService service, DataSet instance) {
        return ActionTester.of(service.handler())
                .call(TestRequest.store(instance))
                .last()
                .status();
    }

    private DataSet kept() throws IOException {
        assertThat(Stored.locations(directory)).hasSize(1);
        assertThat(Stored.partial(directory)).isEmpty();
        return DicomFile.read(directory.resolve(Stored.locations(directory).get(0)))
                .dataSet();
    }

    @ParameterizedTest
    @CsvSource({
        "SAME_BYTES, 0000, 0000, false",
        "SAME_BYTES, C111, 0000, false",
        "KEEP,       0000, 0000, false",
        "REPLACE,    0000, 0000, true",
        "REFUSE,     C111, C111, false"
    })
    void decides(DuplicatePolicy policy, String other, String same, boolean replaced) throws IOException {
        for (boolean indexed : new boolean[] {false, true}) {
            boolean expectsOther = policy != DuplicatePolicy.SAME_BYTES || other.equals("C111");
            DataSet second = expectsOther ? NEW : OLD;
            try (StorageService service = service(policy, indexed).open()) {
                assertThat(store(service, OLD).code()).isZero();
                assertThat("%04X".formatted(store(service, second).code())).isEqualTo(other);
                assertThat(kept()).isEqualTo(replaced ? NEW : OLD);
                assertThat("%04X".formatted(store(service, replaced ? NEW : OLD).code()))
                        .isEqualTo(same);
                assertThat(kept()).isEqualTo(replaced ? NEW : OLD);
            }
            if (indexed) {
                assertThat(index.location(UID))
                        .isEqualTo(Stored.locations(directory).get(0));
            }
            Files.delete(directory.resolve(Stored.locations(directory).get(0)));
            index.rows.clear();
        }
    }

    @Test
    void saysWhyItRefuses() throws IOException {
        try (StorageService service = service(DuplicatePolicy.SAME_BYTES, false).open()) {
            store(service, OLD);
            assertThat(store(service, NEW).errorComment()).contains("another instance of this UID is stored already");
        }
        try (StorageService service = service(DuplicatePolicy.REFUSE, false).open()) {
            assertThat(store(service, OLD).errorComment()).contains("instance is stored already");
        }
    }

    @Test
    void warnsOfWhatItDoesNotKeep() throws IOException {
        try (StorageService service = service(DuplicatePolicy.KEEP, false).open();
                CapturedLog log = new CapturedLog()) {
            store(service, OLD);
            store(service, OLD);
            assertThat(log.lines()).isEmpty();
            store(service, NEW);
            assertThat(log.lines()).singleElement().asString().contains("WARN", UID.value(), "differs");
        }
    }

    /** The same pixels in other bytes are another data set. */
    @Test
    void takesAnotherTransferSyntaxForAnotherInstance() throws IOException {
        try (StorageService service = service(DuplicatePolicy.SAME_BYTES, false).open()) {
            store(service, OLD);
            DimseStatus status = ActionTester.of(service.handler())
                    .call(TestRequest.store(OLD).in(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                    .last()
                    .status();
            assertThat(status.code()).isEqualTo(0xC111);
        }
    }

    /** PS3.4 J.3.3.1.2: we answer for it. */
    @ParameterizedTest
    @EnumSource(DuplicatePolicy.class)
    void neverReplacesWhatIsCommitted(DuplicatePolicy policy) throws IOException {
        try (StorageService service = service(policy, true).open()) {
            store(service, OLD);
            index.commit(UID);
            assertThat(store(service, NEW))
                    .isEqualTo(DimseStatus.of(0xC111).withErrorComment("instance is committed and cannot be replaced"));
            assertThat(store(service, OLD).code()).isZero();
            assertThat(kept()).isEqualTo(OLD);
        }
    }

    @Test
    void replacesWhatIsCommittedOnlyIfItsFileIsLost() throws IOException {
        try (StorageService service = service(DuplicatePolicy.REFUSE, true).open()) {
            store(service, OLD);
            index.commit(UID);
            Files.delete(directory.resolve(FILE));
            assertThat(store(service, NEW).code()).isZero();
            assertThat(kept()).isEqualTo(NEW);
        }
    }

    /** A file of another program, which is none of PS3.10, has the name. */
    @Test
    void takesWhatItCannotReadForAnotherInstance() throws IOException {
        Files.write(directory.resolve(FILE), new byte[] {1, 2, 3});
        try (StorageService service = service(DuplicatePolicy.SAME_BYTES, false).open()) {
            assertThat(store(service, OLD).code()).isEqualTo(0xC111);
        }
        assertThat(directory.resolve(FILE)).hasBinaryContent(new byte[] {1, 2, 3});
    }
}
