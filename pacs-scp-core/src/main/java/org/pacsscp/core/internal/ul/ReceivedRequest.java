package org.pacsscp.core.internal.ul;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationRequest;
import org.pacsscp.api.TlsPeer;
import org.pacsscp.api.Uid;
import org.pacsscp.api.UserIdentity;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.pdu.ProposedPresentationContext;
import org.pacsscp.core.internal.pdu.UserIdentityRq;
import org.pacsscp.core.internal.pdu.UserInformation;

/** An A-ASSOCIATE-RQ whose form {@link Negotiator#examine} found good, as a policy sees it. */
public record ReceivedRequest(
        RequestOrigin origin,
        AeTitle calledAeTitle,
        AeTitle callingAeTitle,
        List<ProposedContext> proposedContexts,
        Optional<Uid> implementationClassUid,
        Optional<String> implementationVersionName,
        Optional<UserIdentity> userIdentity)
        implements AssociationRequest {
    public ReceivedRequest {
        proposedContexts = List.copyOf(proposedContexts);
    }

    /** Reads a request. */
    public static ReceivedRequest of(AssociateRq request, RequestOrigin origin) {
        UserInformation information = request.userInformation();
        return new ReceivedRequest(
                origin,
                title(request.calledAeTitle()),
                title(request.callingAeTitle()),
                proposedContexts(request.presentationContexts()),
                implementationClassUid(information),
                implementationVersionName(information),
                information.userIdentityRq().flatMap(ReceivedRequest::identity));
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return origin.remoteAddress();
    }

    @Override
    public InetSocketAddress localAddress() {
        return origin.localAddress();
    }

    @Override
    public Optional<Proxy> proxy() {
        return origin.proxy();
    }

    @Override
    public Optional<TlsPeer> tls() {
        return origin.tls();
    }

    @Override
    public OpenAssociations openAssociations() {
        return origin.openAssociations(callingAeTitle);
    }

    private static List<ProposedContext> proposedContexts(List<ProposedPresentationContext> items) {
        List<ProposedContext> contexts = new ArrayList<>(items.size());
        for (ProposedPresentationContext item : items) {
            List<String> abstractSyntaxes = item.abstractSyntaxes();
            contexts.add(new ProposedContext(
                    item.id(), abstractSyntaxes.isEmpty() ? "" : abstractSyntaxes.get(0), item.transferSyntaxes()));
        }
        return contexts;
    }

    static Optional<Uid> implementationClassUid(UserInformation information) {
        String uid = information.implementationClassUid();
        return Uid.isValid(uid) ? Optional.of(Uid.of(uid)) : Optional.empty();
    }

    static Optional<String> implementationVersionName(UserInformation information) {
        return Optional.of(information.implementationVersionName()).filter(name -> !name.isEmpty());
    }

    private static Optional<UserIdentity> identity(UserIdentityRq claim) {
        UserIdentity.Type[] types = UserIdentity.Type.values();
        if (claim.type() < 1 || claim.type() > types.length) {
            return Optional.empty();
        }
        return Optional.of(new UserIdentity(
                types[claim.type() - 1],
                claim.positiveResponseRequested(),
                claim.primaryField().toByteArray(),
                claim.secondaryField().toByteArray()));
    }

    private static AeTitle title(String field) {
        return Titles.of(field)
                .orElseThrow(() -> new IllegalStateException("a request without a valid AE title was not rejected"));
    }
}
