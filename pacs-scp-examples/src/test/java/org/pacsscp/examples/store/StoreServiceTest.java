package org.pacsscp.examples.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.StorageStatus;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testing.log.CapturedLog;
import org.pacsscp.testkit.action.ActionTester;
import org.pacsscp.testkit.action.Outcome;
import org.pacsscp.testkit.action.TestRequest;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;

class StoreServiceTest {
    private final DataSet image = Invention.ofSeed(1).image(Modality.CT);

    @TempDir
    Path directory;

    private StoreOptions options(boolean discard) {
        return new StoreOptions(discard ? Optional.empty() : Optional.of(directory), false, List.of(), false, false);
    }

    @Test
    void namesFilesByInstanceAndReplacesThem() throws IOException {
        try (StoreService service = StoreService.open(options(false))) {
            ActionTester tester = ActionTester.of(service.handler());
            assertThat(tester.call(TestRequest.store(image)).last().status().code())
                    .isZero();
            assertThat(tester.call(TestRequest.store(image.without(Tag.PATIENT_NAME)))
                            .last()
                            .status()
                            .code())
                    .isZero();
        }
        Uid instance = image.uid(Tag.SOP_INSTANCE_UID).orElseThrow();
        assertThat(directory.resolve(instance + ".dcm")).isRegularFile();
        assertThat(directory).isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
    }

    @Test
    void discardsOnlyWithAWarning() throws IOException {
        try (CapturedLog log = new CapturedLog();
                StoreService service = StoreService.open(options(true))) {
            Outcome outcome = ActionTester.of(service.handler()).call(TestRequest.store(image));
            assertThat(outcome.last().status().code()).isZero();
            assertThat(log.lines()).singleElement().asString().contains("WARN", "NOT stored", "--discard");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesAWholeFileThoughItDiscardsInstances() throws IOException {
        byte[] file = new byte[200];
        System.arraycopy("DICM\002\000".getBytes(StandardCharsets.US_ASCII), 0, file, 128, 6);
        try (StoreService service = StoreService.open(options(true))) {
            TestRequest request = TestRequest.store(image).dataSetBytes(file);
            Outcome outcome = ActionTester.of(service.handler()).call(request);
            assertThat(outcome.last().status().code()).isEqualTo(StorageStatus.CANNOT_UNDERSTAND.code());
        }
    }

    @Test
    void takesTheSopClassesAndTransferSyntaxesThatAreWanted() throws IOException {
        List<Uid> wanted = List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        try (StoreService service = StoreService.open(new StoreOptions(Optional.empty(), false, wanted, true, false))) {
            assertThat(service.handler().capabilities()).singleElement().satisfies(capability -> {
                assertThat(capability.abstractSyntax()).isEmpty();
                assertThat(capability.transferSyntaxes()).isEqualTo(wanted);
            });
        }
        try (StoreService service = StoreService.open(options(true))) {
            assertThat(service.handler().capabilities())
                    .anySatisfy(capability ->
                            assertThat(capability.abstractSyntax()).contains(SopClass.CT_IMAGE_STORAGE));
        }
    }

    @Test
    void copiesItsOptions() {
        List<Uid> wanted = new ArrayList<>(List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
        StoreOptions options = new StoreOptions(Optional.of(directory), false, wanted, false, false);
        wanted.clear();
        assertThat(options.transferSyntaxes()).containsExactly(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }
}
