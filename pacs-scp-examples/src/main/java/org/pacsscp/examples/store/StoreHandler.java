package org.pacsscp.examples.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Association;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.CommandTag;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.StorageStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs C-STORE (PS3.7 section 9.1.1, PS3.4 Annex B): each instance goes to a sink. Usable by any thread. */
final class StoreHandler implements ActionHandler {
    private static final Logger log = LoggerFactory.getLogger(StoreHandler.class);

    private final List<ServiceCapability> capabilities;
    private final boolean anyInstanceUid;
    private final InstanceSink sink;
    private final ChunkPool chunks;

    StoreHandler(StoreOptions options, InstanceSink sink, ChunkPool chunks) {
        capabilities = capabilities(options);
        anyInstanceUid = options.anyInstanceUid();
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
        Optional<String> name = instanceName(command);
        if (name.isEmpty()) {
            chunks.drain(action.dataSet());
            return refuseInstance(command);
        }
        if (!command.hasDataSet()) {
            return StorageStatus.CANNOT_UNDERSTAND.withErrorComment("C-STORE without a data set");
        }
        Instance instance = instance(action, name.get());
        try {
            sink.store(instance, action.dataSet());
            return DimseStatus.SUCCESS;
        } catch (NoDataSetException e) {
            log.warn("instance {} of {} is not stored: {}", instance.sopInstance(), instance.sender(), e.getMessage());
            chunks.drain(action.dataSet());
            return StorageStatus.CANNOT_UNDERSTAND.withErrorComment(String.valueOf(e.getMessage()));
        } catch (StorageException e) {
            log.error("instance {} of {} is not stored: {}", instance.sopInstance(), instance.sender(), e.getMessage());
            // Read here, for the engine aborts an association where too much is left unread.
            chunks.drain(action.dataSet());
            return StorageStatus.OUT_OF_RESOURCES.withErrorComment(e.reason().comment());
        }
    }

    /** Returns what the peer calls the instance; empty if that is nothing to store it by. */
    private Optional<String> instanceName(CommandSet command) {
        Optional<String> uid = command.affectedSopInstanceUid().map(Uid::value);
        return uid.isEmpty() && anyInstanceUid
                ? command.text(CommandTag.AFFECTED_SOP_INSTANCE_UID).filter(StoreHandler::isPrintableName)
                : uid;
    }

    /** As long as a UID may be (PS3.5 section 9.1); a backslash would make two values of one. */
    private static boolean isPrintableName(String text) {
        return !text.isEmpty()
                && text.length() <= Uid.MAX_LENGTH
                && text.chars().allMatch(c -> c > ' ' && c <= '~' && c != '\\');
    }

    private static DimseStatus refuseInstance(CommandSet command) {
        boolean missing =
                command.text(CommandTag.AFFECTED_SOP_INSTANCE_UID).orElse("").isEmpty();
        return DimseStatus.INVALID_SOP_INSTANCE.withErrorComment(
                missing ? "Affected SOP Instance UID is missing" : "Affected SOP Instance UID is no UID");
    }

    private static Instance instance(Action action, String name) {
        Association association = action.association();
        return new Instance(
                // The engine has seen to it that the request names this SOP class.
                action.presentationContext().abstractSyntax(),
                name,
                action.dataSet().transferSyntax(),
                association.callingAeTitle(),
                association.calledAeTitle());
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
