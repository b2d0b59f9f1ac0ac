package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/** Requests of ours that tests send. */
final class Requests {
    /** An instance that exists nowhere. */
    static final Uid INSTANCE = Uid.of("1.2.3.4.5");

    private Requests() {}

    static void echo(RequestedAssociation association) throws Exception {
        try (OngoingInvocation echo = association.begin(echoRequest())) {
            assertThat(echo.next().status()).isEqualTo(DimseStatus.SUCCESS);
        }
    }

    static Invocation echoRequest() {
        return Invocation.of(SopClass.VERIFICATION, CommandField.C_ECHO_RQ);
    }

    static Invocation store(byte[] dataSet) {
        return Invocation.of(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ)
                .elements(
                        CommandElements.none().affectedSopInstanceUid(INSTANCE).priority(0))
                .transferSyntax(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                .dataSet(out -> out.write(dataSet));
    }

    static Invocation find() {
        return Invocation.of(SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND, CommandField.C_FIND_RQ)
                .elements(CommandElements.none().priority(0))
                .dataSet(out -> out.write(new byte[8]));
    }

    static DimseStatus status(RequestedAssociation association, Invocation invocation) throws Exception {
        try (OngoingInvocation ongoing = association.begin(invocation)) {
            ReceivedResponse response = ongoing.next();
            while (response.isPending()) {
                response = ongoing.next();
            }
            return response.status();
        }
    }
}
