package org.pacsscp.core.internal.server;

import java.util.Optional;
import org.pacsscp.api.AssociationRequest;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.Role;
import org.pacsscp.api.UserIdentity;
import org.pacsscp.core.internal.association.AssociationContext;
import org.pacsscp.core.internal.association.MessageProvider;
import org.pacsscp.core.internal.association.Session;
import org.pacsscp.core.internal.dimse.Dispatcher;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.ul.Agreement;

/** An association that a client has opened with the server; any thread. */
final class ServedSession extends Session implements ClientSession {
    private final Optional<UserIdentity> userIdentity;

    /** Keeps of the request what lasts; its presentation contexts may be many, and associations, too. */
    ServedSession(
            AssociationContext context,
            MessageProvider provider,
            Connection connection,
            AssociationRequest request,
            Agreement agreement,
            Dispatcher dispatcher) {
        super(context, provider, connection, request.callingAeTitle(), request.calledAeTitle(), agreement, dispatcher);
        userIdentity = request.userIdentity();
    }

    @Override
    protected String howToGetRole() {
        return "a capability must have it, and for " + Role.INVOKER
                + " the peer must propose its SCP role (PS3.7 D.3.3.4)";
    }

    @Override
    public Optional<UserIdentity> userIdentity() {
        return userIdentity;
    }
}
