package org.pacsscp.echo;

import java.util.List;
import java.util.Optional;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InlineHandler;
import org.pacsscp.api.Request;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.ServiceStatement;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/**
 * Answers C-ECHO (PS3.4 Annex A, PS3.7 9.1.5): Success, or 0122H for another SOP class than the context's.
 *
 * <p>{@link java.util.ServiceLoader} finds it where this module is on the class path or module path. Where nothing finds
 * it, such as in an OSGi framework without a Service Loader Mediator, give one to the builder of the server.
 *
 * @since 0.1.0
 */
public final class VerificationHandler implements InlineHandler {
    private static final List<ServiceCapability> CAPABILITIES =
            List.of(ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ)
                    .transferSyntaxes(
                            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
                            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN));

    /** For {@link java.util.ServiceLoader}, and for who gives it to the builder. */
    public VerificationHandler() {}

    @Override
    public List<ServiceCapability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public List<ServiceStatement> conformance() {
        return List.of(ServiceStatement.of("Verification")
                .status(DimseStatus.SUCCESS, "success", "the request names Verification, and has no data set"));
    }

    @Override
    public DimseStatus answer(Request request) {
        Optional<Uid> sopClass = request.command().affectedSopClassUid();
        return sopClass.isPresent()
                        && sopClass.get().equals(request.presentationContext().abstractSyntax())
                ? DimseStatus.SUCCESS
                : DimseStatus.SOP_CLASS_NOT_SUPPORTED;
    }
}
