package org.pacsscp.robustness.fuzz;

import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.Uid;
import org.pacsscp.robustness.wire.Bytes;
import org.pacsscp.robustness.wire.Commands;
import org.pacsscp.robustness.wire.Items;

/** Stores CT images without keeping them, finds three studies of an invented patient, and returns one CT image. */
final class FuzzedServices implements ActionHandler {
    private static final Uid CT = Uid.of(Items.CT_IMAGE_STORAGE);
    private static final Uid FIND = Uid.of(Items.STUDY_ROOT_FIND);
    private static final Uid GET = Uid.of("1.2.840.10008.5.1.4.1.2.2.3");
    private static final int FOUND = 3;

    /** Patient ID (0010,0020), explicit and implicit VR alike but for the length. */
    private static final byte[] IMPLICIT = Bytes.hex("10002000 08000000 494E56454E544544");

    private static final byte[] EXPLICIT = Bytes.hex("10002000 4C4F0800 494E56454E544544");

    @Override
    public List<ServiceCapability> capabilities() {
        return List.of(
                capability(CT, CommandField.C_STORE_RQ).roles(Role.PERFORMER, Role.INVOKER),
                capability(FIND, CommandField.C_FIND_RQ),
                capability(GET, CommandField.C_GET_RQ));
    }

    private static ServiceCapability capability(Uid sopClass, CommandField field) {
        return ServiceCapability.performer(sopClass, field)
                .transferSyntaxes(Uid.EXPLICIT_VR_LITTLE_ENDIAN, Uid.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    @Override
    public DimseStatus handle(Action action) throws Exception {
        action.dataSet().transferTo(OutputStream.nullOutputStream());
        Uid service = action.presentationContext().abstractSyntax();
        if (service.equals(FIND)) {
            return find(action);
        }
        return service.equals(GET) ? get(action) : DimseStatus.SUCCESS;
    }

    private static DimseStatus find(Action action) throws Exception {
        byte[] match = dataSet(action.presentationContext().transferSyntax());
        for (int i = 0; i < FOUND; i++) {
            if (action.cancelled()) {
                return DimseStatus.CANCEL;
            }
            action.sendPending(DimseStatus.PENDING, out -> out.write(match));
        }
        return DimseStatus.SUCCESS;
    }

    private static DimseStatus get(Action action) throws Exception {
        Invocation store = Invocation.of(CT, CommandField.C_STORE_RQ)
                .elements(CommandElements.none()
                        .affectedSopInstanceUid(Uid.of(Commands.INSTANCE))
                        .priority(0))
                .dataSet(out -> out.write(IMPLICIT));
        try {
            boolean stored = action.session()
                            .invoke(store)
                            .toCompletableFuture()
                            .get()
                            .status()
                            .category()
                    == DimseStatus.Category.SUCCESS;
            action.finalElements(
                    CommandElements.none().subOperations(new SubOperations(0, stored ? 1 : 0, stored ? 0 : 1, 0)));
            return DimseStatus.SUCCESS;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InvocationException) {
                return DimseStatus.PROCESSING_FAILURE;
            }
            throw e;
        }
    }

    private static byte[] dataSet(Uid transferSyntax) {
        return transferSyntax.equals(Uid.IMPLICIT_VR_LITTLE_ENDIAN) ? IMPLICIT : EXPLICIT;
    }
}
