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
import org.pacsscp.api.Response;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Items;

/** Stores CT images without keeping them, finds three studies of an invented patient, and returns one CT image. */
final class FuzzedServices implements ActionHandler {
    private static final Uid CT = Uid.of(Items.CT_IMAGE_STORAGE);
    private static final Uid FIND = Uid.of(Items.STUDY_ROOT_FIND);
    private static final Uid GET = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_GET;
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
                .transferSyntaxes(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    @Override
    public Response handle(Action action) throws Exception {
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
            action.sendPending(DimseStatus.PENDING.withDataSet(out -> out.write(match)));
        }
        return DimseStatus.SUCCESS;
    }

    private static Response get(Action action) throws Exception {
        Invocation store = Invocation.of(CT, CommandField.C_STORE_RQ)
                .elements(CommandElements.none()
                        .affectedSopInstanceUid(Uid.of(Commands.INSTANCE))
                        .priority(0))
                .dataSet(out -> out.write(IMPLICIT));
        try {
            boolean stored = action.association()
                            .invoke(store)
                            .toCompletableFuture()
                            .get()
                            .status()
                            .category()
                    == DimseStatus.Category.SUCCESS;
            return DimseStatus.SUCCESS.with(
                    CommandElements.none().subOperations(new SubOperations(0, stored ? 1 : 0, stored ? 0 : 1, 0)));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InvocationException) {
                return DimseStatus.PROCESSING_FAILURE;
            }
            throw e;
        }
    }

    private static byte[] dataSet(Uid transferSyntax) {
        return transferSyntax.equals(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN) ? IMPLICIT : EXPLICIT;
    }
}
