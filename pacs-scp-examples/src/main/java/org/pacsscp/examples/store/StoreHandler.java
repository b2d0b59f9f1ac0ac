package org.pacsscp.examples.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs C-STORE (PS3.7 section 9.1.1, PS3.4 Annex B): each instance goes to a sink. Usable by any thread. */
final class StoreHandler implements ActionHandler {
    private static final Logger log = LoggerFactory.getLogger(StoreHandler.class);

    /** Refused: out of resources (PS3.4 Table B.2-1). */
    private static final DimseStatus OUT_OF_RESOURCES = DimseStatus.of(0xA700);
    /** Error: cannot understand (PS3.4 Table B.2-1). */
    private static final DimseStatus CANNOT_UNDERSTAND = DimseStatus.of(0xC000);

    private static final int AFFECTED_SOP_INSTANCE_UID = 0x1000;

    private final List<ServiceCapability> capabilities;
    private final InstanceSink sink;
    private final ChunkPool chunks;

    StoreHandler(StoreOptions options, InstanceSink sink, ChunkPool chunks) {
        capabilities = capabilities(options);
        this.sink = sink;
        this.chunks = chunks;
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return capabilities;
    }

    /**
     * Stores an instance, or says why not.
     *
     * @throws DataSetException if the data set broke; nothing is stored then
     */
    @Override
    public DimseStatus handle(Action action) throws IOException {
        CommandSet command = action.command();
        Optional<Uid> instance = command.affectedSopInstanceUid();
        if (instance.isEmpty()) {
            chunks.drain(action.dataSet());
            return refuseInstance(command);
        }
        if (!command.hasDataSet()) {
            return CANNOT_UNDERSTAND.withErrorComment("C-STORE without a data set");
        }
        FileMetaInformation meta = meta(action, instance.get());
        try {
            sink.store(meta, action.dataSet());
            return DimseStatus.SUCCESS;
        } catch (StorageException e) {
            log.error(
                    "instance {} of {} is not stored: {}",
                    meta.sopInstanceUid(),
                    meta.sendingAeTitle(),
                    e.getMessage());
            // Read here, for the engine aborts an association where too much is left unread.
            chunks.drain(action.dataSet());
            return OUT_OF_RESOURCES.withErrorComment(e.reason().comment());
        }
    }

    private static DimseStatus refuseInstance(CommandSet command) {
        boolean missing = command.text(AFFECTED_SOP_INSTANCE_UID).orElse("").isEmpty();
        return DimseStatus.INVALID_SOP_INSTANCE.withErrorComment(
                missing ? "Affected SOP Instance UID is missing" : "Affected SOP Instance UID is no UID");
    }

    private static FileMetaInformation meta(Action action, Uid instance) {
        ClientSession session = action.session();
        return new FileMetaInformation(
                // The engine has seen to it that the request names this SOP class.
                action.presentationContext().abstractSyntax(),
                instance,
                action.dataSet().transferSyntax(),
                ServerConfig.DEFAULT_IMPLEMENTATION_CLASS_UID,
                ServerConfig.DEFAULT_IMPLEMENTATION_VERSION_NAME,
                session.callingAeTitle(),
                session.calledAeTitle());
    }

    private static List<ServiceCapability> capabilities(StoreOptions options) {
        Uid[] transferSyntaxes = options.transferSyntaxes().toArray(Uid[]::new);
        Stream<ServiceCapability> sopClasses = options.anySopClass()
                ? Stream.of(ServiceCapability.anyAbstractSyntax(CommandField.C_STORE_RQ))
                : StorageSopClasses.all().stream()
                        .map(sopClass -> ServiceCapability.performer(sopClass, CommandField.C_STORE_RQ));
        return sopClasses
                .map(capability -> transferSyntaxes.length == 0
                        ? capability.anyTransferSyntax()
                        : capability.transferSyntaxes(transferSyntaxes))
                .toList();
    }
}
