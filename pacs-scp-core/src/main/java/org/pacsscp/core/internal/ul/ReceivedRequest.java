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

/** An A-ASSOCIATE-RQ whose form {@link Negotiation#fault} found good, as a policy sees it. */
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

    /** Reads a request; one that calls nobody by name has called {@code ours}. */
    public static ReceivedRequest of(AssociateRq request, RequestOrigin origin, AeTitle ours) {
        PeerInformation peer = PeerInformation.of(request.userInformation());
        return new ReceivedRequest(
                origin,
                Titles.closest(request.calledAeTitle(), ours),
                callingAeTitle(request.callingAeTitle()),
                proposedContexts(request.presentationContexts()),
                peer.implementationClassUid(),
                peer.implementationVersionName(),
                request.userInformation().userIdentityRq().flatMap(ReceivedRequest::identity));
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

    private static Optional<UserIdentity> identity(UserIdentityRq claim) {
        return UserIdentityTypes.find(claim.type())
                .map(type -> new UserIdentity(
                        type,
                        claim.positiveResponseRequested(),
                        claim.primaryField().toByteArray(),
                        claim.secondaryField().toByteArray()));
    }

    private static AeTitle callingAeTitle(String field) {
        return Titles.of(field)
                .orElseThrow(() -> new IllegalStateException("a request without a valid AE title was not rejected"));
    }
}
