package org.pacsscp.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InlineHandler;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.StorageStatus;
import org.pacsscp.testing.log.CapturedLog;

class StoreHandlerTest {
    private static final Uid INSTANCE = Uid.of("1.2.3.4");
    private static final byte[] BYTES = Instances.noise(300_000, 1);

    private final CommandSet command = mock(CommandSet.class);
    private final DataSetStream dataSet = Instances.dataSet(BYTES);

    @TempDir
    Path directory;

    @BeforeEach
    void requestStore() {
        when(command.affectedSopInstanceUid()).thenReturn(Optional.of(INSTANCE));
        when(command.hasDataSet()).thenReturn(true);
    }

    @Test
    void storesWithWhatItKnowsOfTheAssociation() throws IOException {
        try (StorageService service = options().open()) {
            assertThat(handle(service.handler())).isEqualTo(DimseStatus.SUCCESS);
        }
        StoreRequest instance = new StoreRequest(
                Instances.CT_IMAGE_STORAGE,
                INSTANCE.value(),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                AeTitle.of("CT_1"),
                AeTitle.of("ARCHIVE"));
        assertThat(directory.resolve("1.2.3.4.dcm")).hasBinaryContent(Instances.file(instance, BYTES));
    }

    @Test
    void refusesAMissingInstanceUid() throws IOException {
        when(command.affectedSopInstanceUid()).thenReturn(Optional.empty());
        when(command.text(0x1000)).thenReturn(Optional.empty());
        assertRefused(0x0117, "Affected SOP Instance UID is missing");
        assertThat(dataSet.position()).isEqualTo(BYTES.length);
    }

    @Test
    void refusesAnInvalidInstanceUid() throws IOException {
        when(command.affectedSopInstanceUid()).thenReturn(Optional.empty());
        when(command.text(0x1000)).thenReturn(Optional.of("../../etc/passwd"));
        assertRefused(0x0117, "Affected SOP Instance UID is no UID");
        assertThat(dataSet.position()).isEqualTo(BYTES.length);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4.dcm",
        "1.2..3, _1.2..3.dcm",
        "../../etc/passwd, _..%2F..%2Fetc%2Fpasswd.dcm",
        ".hidden, _.hidden.dcm",
        "ABC_%2F, _%41%42%43%5F%252%46.dcm",
        "con, _con.dcm"
    })
    void storesAnyInstanceUidIfItIsToldSo(String uid, String file) throws IOException {
        when(command.affectedSopInstanceUid())
                .thenReturn(Uid.isValid(uid) ? Optional.of(Uid.of(uid)) : Optional.empty());
        when(command.text(0x1000)).thenReturn(Optional.of(uid));
        try (StorageService service = anyInstance().open()) {
            assertThat(handle(service.handler())).isEqualTo(DimseStatus.SUCCESS);
        }
        assertThat(directory.resolve(file)).isRegularFile();
        assertThat(Files.readAllBytes(directory.resolve(file))).endsWith(BYTES).containsSubsequence(ascii(uid));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1.2\\1.3", "1.2.3\n", "\u00E41.2.3", "A B"})
    void refusesWhatCannotEvenNameAnInstance(String uid) throws IOException {
        assertThatNoFileIsNamed(uid);
    }

    @Test
    void refusesAnInstanceUidOf65Characters() throws IOException {
        assertThatNoFileIsNamed("x".repeat(65));
    }

    private void assertThatNoFileIsNamed(String uid) throws IOException {
        when(command.affectedSopInstanceUid()).thenReturn(Optional.empty());
        when(command.text(0x1000)).thenReturn(Optional.of(uid));
        try (StorageService service = anyInstance().open()) {
            assertThat(handle(service.handler()).code()).isEqualTo(0x0117);
        }
        assertThat(directory).isDirectoryNotContaining(path -> !path.endsWith(".pacs-scp.lock"));
    }

    private StorageService.Builder anyInstance() {
        return options().anyInstanceUid();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Some peers send what stands in their files: nobody could read a file in a file. */
    @Test
    void refusesAWholeFileInThePlaceOfADataSet() throws IOException {
        byte[] file = Instances.file(Instances.instance(INSTANCE), BYTES);
        assertRefused(file, "data set is a whole DICOM file; send it without its header");
        byte[] withoutPreamble = Arrays.copyOfRange(file, 132, file.length);
        assertRefused(withoutPreamble, "data set begins with file meta information, group 0002H");
    }

    private void assertRefused(byte[] sent, String comment) throws IOException {
        DataSetStream stream = Instances.dataSet(sent);
        try (StorageService service = options().open();
                CapturedLog log = new CapturedLog()) {
            assertThat(service.handler().handle(action(stream)))
                    .isEqualTo(DimseStatus.of(0xC000).withErrorComment(comment));
            assertThat(log.lines()).singleElement().asString().contains("WARN", "1.2.3.4", "CT_1", comment);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertThat(stream.position()).isEqualTo(sent.length);
        assertThat(directory).isDirectoryNotContaining(path -> !path.endsWith(".pacs-scp.lock"));
    }

    @Test
    void refusesARequestWithoutADataSet() throws IOException {
        when(command.hasDataSet()).thenReturn(false);
        assertRefused(0xC000, "C-STORE without a data set");
    }

    private void assertRefused(int code, String comment) throws IOException {
        try (StorageService service = options().open()) {
            assertThat(handle(service.handler())).isEqualTo(DimseStatus.of(code).withErrorComment(comment));
        }
        assertThat(directory).isDirectoryNotContaining(path -> !path.endsWith(".pacs-scp.lock"));
    }

    @Test
    void answersA700AndLogsALineWhenItCannotStore() throws IOException {
        try (StorageService service = options().open();
                CapturedLog log = new CapturedLog()) {
            Files.delete(directory.resolve(".pacs-scp.lock"));
            Files.delete(directory);
            assertThat(handle(service.handler()))
                    .isEqualTo(StorageStatus.OUT_OF_RESOURCES.withErrorComment("storage directory is gone"));
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("ERROR", "1.2.3.4", "CT_1", "storage directory is gone", directory.toString());
        }
        assertThat(dataSet.position()).isEqualTo(BYTES.length);
    }

    @Test
    void leavesABrokenDataSetToTheEngine() throws IOException {
        try (StorageService service = options().open();
                CapturedLog log = new CapturedLog()) {
            DataSetStream broken = Instances.broken(BYTES);
            assertThatThrownBy(() -> service.handler().handle(action(broken))).isInstanceOf(DataSetException.class);
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void takesEveryStorageSopClassInAnyTransferSyntax() throws IOException {
        try (StorageService service = options().open()) {
            ActionHandler handler = service.handler();
            assertThat(handler).isNotInstanceOf(InlineHandler.class);
            assertThat(handler.capabilities())
                    .hasSameSizeAs(StorageSopClasses.all())
                    .allSatisfy(capability -> {
                        assertThat(capability.commandFieldCodes()).containsExactly(CommandField.C_STORE_RQ.code());
                        assertThat(capability.transferSyntaxes()).isEmpty();
                    })
                    .anySatisfy(capability ->
                            assertThat(capability.abstractSyntax()).contains(Instances.CT_IMAGE_STORAGE));
        }
    }

    @Test
    void takesAnySopClassAndTheTransferSyntaxesThatAreWanted() throws IOException {
        List<Uid> wanted = List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        try (StorageService service =
                options().anySopClass().transferSyntaxes(wanted).open()) {
            assertThat(service.handler().capabilities()).singleElement().satisfies(capability -> {
                assertThat(capability.abstractSyntax()).isEmpty();
                assertThat(capability.transferSyntaxes()).isEqualTo(wanted);
            });
        }
    }

    private StorageService.Builder options() {
        return StorageService.builder()
                .directory(directory)
                .names(NameTemplate.FLAT)
                .duplicates(DuplicatePolicy.REPLACE)
                .minimumFreeSpace(0);
    }

    private DimseStatus handle(ActionHandler handler) throws IOException {
        try {
            return handler.handle(action(dataSet)).status();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Action action(DataSetStream stream) {
        ClientSession session = mock(ClientSession.class);
        when(session.callingAeTitle()).thenReturn(AeTitle.of("CT_1"));
        when(session.calledAeTitle()).thenReturn(AeTitle.of("ARCHIVE"));
        Action action = mock(Action.class);
        when(action.association()).thenReturn(session);
        when(action.command()).thenReturn(command);
        when(action.dataSet()).thenReturn(stream);
        when(action.presentationContext())
                .thenReturn(new PresentationContext(
                        1,
                        Instances.CT_IMAGE_STORAGE,
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                        Set.of(Role.PERFORMER)));
        return action;
    }
}
