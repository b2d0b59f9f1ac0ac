package org.pacsscp.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Association;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.CommandTag;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.ServiceStatement;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.StorageStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs C-STORE (PS3.7 section 9.1.1, PS3.4 Annex B). Usable by any thread. */
final class StoreHandler implements ActionHandler {
    private static final Logger log = LoggerFactory.getLogger(StoreHandler.class);

    /**
     * What the data set is comes back as it was sent (PS3.4 Table B.3-2): level 2 of storage, all attributes with private ones; level
     * 3 of digital signatures, every bit; no element is coerced.
     */
    private static final byte[] EVERY_BIT_IS_KEPT = {2, 0, 3, 0, 0, 0};

    private final List<ServiceCapability> capabilities;
    private final ServiceStatement statement;
    private final boolean anyInstanceUid;
    private final Acceptance acceptance;
    private final ChunkPool chunks;

    StoreHandler(
            List<ServiceCapability> capabilities,
            ServiceStatement statement,
            boolean anyInstanceUid,
            Acceptance acceptance,
            ChunkPool chunks) {
        this.capabilities = capabilities;
        this.statement = statement;
        this.anyInstanceUid = anyInstanceUid;
        this.acceptance = acceptance;
        this.chunks = chunks;
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return capabilities;
    }

    @Override
    public List<ServiceStatement> conformance() {
        return List.of(statement);
    }

    @Override
    public Optional<byte[]> negotiate(Uid sopClassUid, byte[] applicationInformation) {
        return Optional.of(EVERY_BIT_IS_KEPT.clone());
    }

    /**
     * Stores an instance, or says why not.
     *
     * @throws DataSetException if the data set broke; nothing is stored then
     */
    @Override
    public DimseStatus handle(Action action) throws IOException, InterruptedException {
        CommandSet command = action.command();
        Optional<String> name = instanceName(command);
        if (name.isEmpty()) {
            acceptance.counts().refused(Refusal.UNUSABLE);
            chunks.drain(action.dataSet());
            return refuseInstance(command);
        }
        if (!command.hasDataSet()) {
            acceptance.counts().refused(Refusal.UNUSABLE);
            return StorageStatus.CANNOT_UNDERSTAND.withErrorComment("C-STORE without a data set");
        }
        StoreRequest request = request(action, name.get());
        try {
            DimseStatus status = acceptance.accept(request, action.dataSet());
            if (status.category() == DimseStatus.Category.FAILURE) {
                log.warn("instance {} of {} is not stored: {}", request.sopInstance(), request.sender(), status);
            }
            return status;
        } catch (DataSetException e) {
            acceptance.counts().refused(Refusal.INCOMPLETE);
            throw e;
        } catch (NoDataSetException e) {
            acceptance.counts().refused(Refusal.UNUSABLE);
            log.warn("instance {} of {} is not stored: {}", request.sopInstance(), request.sender(), e.getMessage());
            chunks.drain(action.dataSet());
            return StorageStatus.CANNOT_UNDERSTAND.withErrorComment(String.valueOf(e.getMessage()));
        } catch (StorageException e) {
            acceptance.counts().refused(e.reason().refusal());
            log.error("instance {} of {} is not stored: {}", request.sopInstance(), request.sender(), e.getMessage());
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

    private static StoreRequest request(Action action, String name) {
        Association association = action.association();
        return new StoreRequest(
                // The engine has seen to it that the request names this SOP class.
                action.presentationContext().abstractSyntax(),
                name,
                action.dataSet().transferSyntax(),
                association.callingAeTitle(),
                association.calledAeTitle());
    }
}
