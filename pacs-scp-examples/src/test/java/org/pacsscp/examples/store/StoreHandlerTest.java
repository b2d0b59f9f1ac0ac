package org.pacsscp.examples.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.Uid;

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
        try (StoreService service = StoreService.open(options(false, false))) {
            assertThat(handle(service.handler())).isEqualTo(DimseStatus.SUCCESS);
        }
        FileMetaInformation meta = new FileMetaInformation(
                Instances.CT_IMAGE_STORAGE,
                INSTANCE,
                Uid.EXPLICIT_VR_LITTLE_ENDIAN,
                ServerConfig.DEFAULT_IMPLEMENTATION_CLASS_UID,
                ServerConfig.DEFAULT_IMPLEMENTATION_VERSION_NAME,
                AeTitle.of("CT_1"),
                AeTitle.of("ARCHIVE"));
        assertThat(directory.resolve("1.2.3.4.dcm")).hasBinaryContent(Instances.file(meta, BYTES));
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

    @Test
    void refusesARequestWithoutADataSet() throws IOException {
        when(command.hasDataSet()).thenReturn(false);
        assertRefused(0xC000, "C-STORE without a data set");
    }

    private void assertRefused(int code, String comment) throws IOException {
        try (StoreService service = StoreService.open(options(false, false))) {
            assertThat(handle(service.handler())).isEqualTo(DimseStatus.of(code).withErrorComment(comment));
        }
        assertThat(directory).isDirectoryNotContaining(path -> !path.endsWith(".pacs-scp.lock"));
    }

    @Test
    void answersA700AndLogsALineWhenItCannotStore() throws IOException {
        try (StoreService service = StoreService.open(options(false, false));
                CapturedLog log = new CapturedLog()) {
            Files.delete(directory.resolve(".pacs-scp.lock"));
            Files.delete(directory);
            assertThat(handle(service.handler()))
                    .isEqualTo(DimseStatus.of(0xA700).withErrorComment("storage directory is gone"));
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("ERROR", "1.2.3.4", "CT_1", "storage directory is gone", directory.toString());
        }
        assertThat(dataSet.position()).isEqualTo(BYTES.length);
    }

    @Test
    void leavesABrokenDataSetToTheEngine() throws IOException {
        try (StoreService service = StoreService.open(options(false, false));
                CapturedLog log = new CapturedLog()) {
            DataSetStream broken = Instances.broken(BYTES);
            assertThatThrownBy(() -> service.handler().handle(action(broken))).isInstanceOf(DataSetException.class);
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void discardsOnlyWithAWarning() throws IOException {
        try (CapturedLog log = new CapturedLog();
                StoreService service = StoreService.open(options(true, false))) {
            assertThat(handle(service.handler())).isEqualTo(DimseStatus.SUCCESS);
            assertThat(log.lines()).singleElement().asString().contains("WARN", "NOT stored", "--discard");
        }
        assertThat(dataSet.position()).isEqualTo(BYTES.length);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void takesEveryStorageSopClassInAnyTransferSyntax() throws IOException {
        try (StoreService service = StoreService.open(options(true, false))) {
            ActionHandler handler = service.handler();
            assertThat(handler.execution()).isEqualTo(ActionHandler.Execution.WORKER);
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
        List<Uid> wanted = List.of(Uid.EXPLICIT_VR_LITTLE_ENDIAN, Uid.IMPLICIT_VR_LITTLE_ENDIAN);
        try (StoreService service = StoreService.open(new StoreOptions(Optional.empty(), false, wanted, true))) {
            assertThat(service.handler().capabilities()).singleElement().satisfies(capability -> {
                assertThat(capability.abstractSyntax()).isEmpty();
                assertThat(capability.transferSyntaxes()).isEqualTo(wanted);
            });
        }
    }

    @Test
    void copiesItsOptions() {
        List<Uid> wanted = new ArrayList<>(List.of(Uid.IMPLICIT_VR_LITTLE_ENDIAN));
        StoreOptions options = new StoreOptions(Optional.of(directory), false, wanted, false);
        wanted.clear();
        assertThat(options.transferSyntaxes()).containsExactly(Uid.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    private StoreOptions options(boolean discard, boolean fsync) {
        return new StoreOptions(discard ? Optional.empty() : Optional.of(directory), fsync, List.of(), false);
    }

    private DimseStatus handle(ActionHandler handler) throws IOException {
        try {
            return handler.handle(action(dataSet));
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
        when(action.session()).thenReturn(session);
        when(action.command()).thenReturn(command);
        when(action.dataSet()).thenReturn(stream);
        when(action.presentationContext())
                .thenReturn(new PresentationContext(
                        1, Instances.CT_IMAGE_STORAGE, Uid.EXPLICIT_VR_LITTLE_ENDIAN, Set.of(Role.PERFORMER)));
        return action;
    }
}
