package org.pacsscp.core.internal.ul;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.pdu.AsynchronousOperationsWindow;
import org.pacsscp.core.internal.pdu.Octets;
import org.pacsscp.core.internal.pdu.ProposedPresentationContext;
import org.pacsscp.core.internal.pdu.RoleSelection;
import org.pacsscp.core.internal.pdu.SopClassCommonExtendedNegotiation;
import org.pacsscp.core.internal.pdu.SopClassExtendedNegotiation;
import org.pacsscp.core.internal.pdu.UserIdentityRq;
import org.pacsscp.core.internal.pdu.UserInformation;

/** Makes A-ASSOCIATE-RQs: one that is sound, but for what a test says. */
final class ProposedAssociation {
    static final String IMPLICIT = "1.2.840.10008.1.2";
    static final String EXPLICIT = "1.2.840.10008.1.2.1";
    static final String RESERVED = "0123456789ABCDEF\0\1\2\3\4\5\6\7\u00F8\u00F9\u00FA\u00FB\u00FC\u00FD\u00FE\u00FF";

    private int protocolVersion = 1;
    private String calledAeTitle = "PACS_SCP        ";
    private String callingAeTitle = "PEER            ";
    private String applicationContextName = "1.2.840.10008.3.1.1.1";
    private final List<ProposedPresentationContext> contexts = new ArrayList<>();
    private OptionalLong maximumLength = OptionalLong.of(16_384);
    private String implementationClassUid = "1.2.3.4";
    private String implementationVersionName = "PEER_1";
    private Optional<AsynchronousOperationsWindow> window = Optional.empty();
    private final List<RoleSelection> roles = new ArrayList<>();
    private final List<SopClassExtendedNegotiation> extended = new ArrayList<>();
    private final List<SopClassCommonExtendedNegotiation> commonExtended = new ArrayList<>();
    private Optional<UserIdentityRq> identity = Optional.empty();

    ProposedAssociation protocolVersion(int version) {
        protocolVersion = version;
        return this;
    }

    ProposedAssociation called(String title) {
        calledAeTitle = title;
        return this;
    }

    ProposedAssociation calling(String title) {
        callingAeTitle = title;
        return this;
    }

    ProposedAssociation applicationContext(String name) {
        applicationContextName = name;
        return this;
    }

    ProposedAssociation context(int id, String abstractSyntax, String... transferSyntaxes) {
        return context(id, List.of(abstractSyntax), transferSyntaxes);
    }

    ProposedAssociation context(int id, List<String> abstractSyntaxes, String... transferSyntaxes) {
        contexts.add(new ProposedPresentationContext(id, abstractSyntaxes, List.of(transferSyntaxes)));
        return this;
    }

    ProposedAssociation maximumLength(long length) {
        maximumLength = OptionalLong.of(length);
        return this;
    }

    ProposedAssociation noMaximumLength() {
        maximumLength = OptionalLong.empty();
        return this;
    }

    ProposedAssociation implementation(String classUid, String versionName) {
        implementationClassUid = classUid;
        implementationVersionName = versionName;
        return this;
    }

    ProposedAssociation window(int invoked, int performed) {
        window = Optional.of(new AsynchronousOperationsWindow(invoked, performed));
        return this;
    }

    ProposedAssociation role(String sopClass, boolean scu, boolean scp) {
        roles.add(new RoleSelection(sopClass, scu, scp));
        return this;
    }

    ProposedAssociation extended(String sopClass, int... information) {
        extended.add(new SopClassExtendedNegotiation(sopClass, octets(information)));
        return this;
    }

    ProposedAssociation commonExtended(String sopClass, String serviceClass, String... related) {
        commonExtended.add(new SopClassCommonExtendedNegotiation(sopClass, serviceClass, List.of(related)));
        return this;
    }

    ProposedAssociation identity(int type, boolean responseRequested, int[] primary, int... secondary) {
        identity = Optional.of(new UserIdentityRq(type, responseRequested, octets(primary), octets(secondary)));
        return this;
    }

    static Octets octets(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return Octets.of(bytes);
    }

    AssociateRq request() {
        return new AssociateRq(
                protocolVersion,
                calledAeTitle,
                callingAeTitle,
                RESERVED,
                applicationContextName,
                contexts,
                new UserInformation(
                        maximumLength,
                        implementationClassUid,
                        implementationVersionName,
                        window,
                        roles,
                        extended,
                        commonExtended,
                        identity,
                        Optional.empty()));
    }

    /** One without the user information item. */
    AssociateRq withoutUserInformation() {
        return new AssociateRq(
                protocolVersion,
                calledAeTitle,
                callingAeTitle,
                RESERVED,
                applicationContextName,
                contexts,
                UserInformation.EMPTY);
    }
}
