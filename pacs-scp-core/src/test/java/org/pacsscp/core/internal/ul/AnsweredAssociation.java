package org.pacsscp.core.internal.ul;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.pdu.AssociateAc;
import org.pacsscp.core.internal.pdu.AsynchronousOperationsWindow;
import org.pacsscp.core.internal.pdu.PresentationContextResult;
import org.pacsscp.core.internal.pdu.RoleSelection;
import org.pacsscp.core.internal.pdu.SopClassCommonExtendedNegotiation;
import org.pacsscp.core.internal.pdu.SopClassExtendedNegotiation;
import org.pacsscp.core.internal.pdu.UserIdentityAc;
import org.pacsscp.core.internal.pdu.UserInformation;

/** Makes A-ASSOCIATE-ACs: one that is sound, but for what a test says. */
final class AnsweredAssociation {
    private int protocolVersion = 1;
    private String applicationContextName = "1.2.840.10008.3.1.1.1";
    private final List<PresentationContextResult> contexts = new ArrayList<>();
    private OptionalLong maximumLength = OptionalLong.of(16_384);
    private String implementationClassUid = "1.2.3.4";
    private @Nullable AsynchronousOperationsWindow window;
    private final List<RoleSelection> roles = new ArrayList<>();
    private final List<SopClassExtendedNegotiation> extended = new ArrayList<>();
    private final List<SopClassCommonExtendedNegotiation> commonExtended = new ArrayList<>();
    private @Nullable UserIdentityAc identity;

    AnsweredAssociation protocolVersion(int version) {
        protocolVersion = version;
        return this;
    }

    AnsweredAssociation applicationContext(String name) {
        applicationContextName = name;
        return this;
    }

    AnsweredAssociation context(int id, int result, String transferSyntax) {
        contexts.add(new PresentationContextResult(id, result, transferSyntax));
        return this;
    }

    AnsweredAssociation maximumLength(long length) {
        maximumLength = OptionalLong.of(length);
        return this;
    }

    AnsweredAssociation withoutMaximumLength() {
        maximumLength = OptionalLong.empty();
        return this;
    }

    AnsweredAssociation implementationClassUid(String uid) {
        implementationClassUid = uid;
        return this;
    }

    AnsweredAssociation window(int invoked, int performed) {
        window = new AsynchronousOperationsWindow(invoked, performed);
        return this;
    }

    AnsweredAssociation role(String sopClass, int scu, int scp) {
        roles.add(new RoleSelection(sopClass, scu == 1, scp == 1));
        return this;
    }

    AnsweredAssociation extended(String sopClass, int... information) {
        extended.add(new SopClassExtendedNegotiation(sopClass, ProposedAssociation.octets(information)));
        return this;
    }

    AnsweredAssociation commonExtended(String sopClass) {
        commonExtended.add(new SopClassCommonExtendedNegotiation(sopClass, "1.2.7", List.of()));
        return this;
    }

    AnsweredAssociation identity(int... serverResponse) {
        identity = new UserIdentityAc(ProposedAssociation.octets(serverResponse));
        return this;
    }

    AssociateAc acceptance() {
        return acceptance(new UserInformation(
                maximumLength,
                implementationClassUid,
                "PEER_1",
                Optional.ofNullable(window),
                roles,
                extended,
                commonExtended,
                Optional.empty(),
                Optional.ofNullable(identity)));
    }

    /** One without the user information item. */
    AssociateAc withoutUserInformation() {
        return acceptance(UserInformation.EMPTY);
    }

    /** Its AE titles and reserved bytes are not to be tested (PS3.8 Table 9-17). */
    private AssociateAc acceptance(UserInformation information) {
        return new AssociateAc(
                protocolVersion, "WHOEVER", "\0\0", "not tested", applicationContextName, contexts, information);
    }
}
