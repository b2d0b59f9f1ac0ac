package org.pacsscp.micrometer;

import io.micrometer.observation.Observation;
import java.util.Objects;
import java.util.Optional;
import org.pacsscp.api.Association;
import org.pacsscp.api.Role;
import org.pacsscp.api.Uid;

/**
 * What is observed of an operation, for conventions and handlers of one's own.
 *
 * @since 0.1.0
 */
public final class OperationContext extends Observation.Context {
    private final Association association;
    private final Role role;
    private final int messageId;
    private final int commandFieldCode;
    private final Optional<Uid> sopClassUid;

    OperationContext(
            Association association, Role role, int messageId, int commandFieldCode, Optional<Uid> sopClassUid) {
        this.association = Objects.requireNonNull(association, "association");
        this.role = role;
        this.messageId = messageId;
        this.commandFieldCode = commandFieldCode;
        this.sopClassUid = sopClassUid;
    }

    /**
     * Returns the association on which it is.
     *
     * @return the association
     */
    public Association association() {
        return association;
    }

    /**
     * Returns what we are in it.
     *
     * @return {@link Role#PERFORMER} if the peer has asked, {@link Role#INVOKER} if we have
     */
    public Role role() {
        return role;
    }

    /**
     * Returns the message id of the request.
     *
     * @return 0 to FFFFH
     */
    public int messageId() {
        return messageId;
    }

    /**
     * Returns which request it is.
     *
     * @return the command field, such as that of {@link org.pacsscp.api.CommandField#C_STORE_RQ}
     */
    public int commandFieldCode() {
        return commandFieldCode;
    }

    /**
     * Returns the SOP class that the request names.
     *
     * @return the SOP class; empty if it names no valid one
     */
    public Optional<Uid> sopClassUid() {
        return sopClassUid;
    }
}
