package org.pacsscp.echo;

import java.util.List;
import java.util.Optional;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;

/**
 * Answers C-ECHO (PS3.4 Annex A, PS3.7 9.1.5): Success, or 0122H for another SOP class than the context's.
 *
 * <p>{@link java.util.ServiceLoader} finds it where this module is on the class path or module path. Where nothing finds
 * it, such as in an OSGi framework without a Service Loader Mediator, give one to the builder of the server.
 *
 * @since 0.1.0
 */
public final class VerificationHandler implements ActionHandler {
    private static final List<ServiceCapability> CAPABILITIES =
            List.of(ServiceCapability.performer(Uid.VERIFICATION, CommandField.C_ECHO_RQ)
                    .transferSyntaxes(
                            Uid.IMPLICIT_VR_LITTLE_ENDIAN,
                            Uid.EXPLICIT_VR_LITTLE_ENDIAN,
                            Uid.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
                            Uid.EXPLICIT_VR_BIG_ENDIAN));

    /** For {@link java.util.ServiceLoader}, and for who gives it to the builder. */
    public VerificationHandler() {}

    @Override
    public List<ServiceCapability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Execution execution() {
        return Execution.INLINE;
    }

    @Override
    public DimseStatus handle(Action action) {
        Optional<Uid> sopClass = action.command().affectedSopClassUid();
        return sopClass.isPresent()
                        && sopClass.get().equals(action.presentationContext().abstractSyntax())
                ? DimseStatus.SUCCESS
                : DimseStatus.SOP_CLASS_NOT_SUPPORTED;
    }
}
