package org.pacsscp.core.internal.server;

import org.pacsscp.api.AssociationRequest;
import org.pacsscp.core.internal.association.MessageProvider;
import org.pacsscp.core.internal.association.MessageUser;
import org.pacsscp.core.internal.association.Opening;
import org.pacsscp.core.internal.association.ReceivingSide;
import org.pacsscp.core.internal.association.Session;
import org.pacsscp.core.internal.dimse.Dispatcher;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.operation.OperationContext;
import org.pacsscp.core.internal.operation.Workers;
import org.pacsscp.core.internal.ul.Agreement;

/**
 * A request that is accepted, and for whose association a place was taken.
 *
 * @param context what all associations of the server share
 * @param operations what its operations need
 * @param request what the peer has asked for
 * @param dispatcher who serves what
 * @param agreement what was negotiated
 */
record AdmittedRequest(
        ServerContext context,
        OperationContext operations,
        AssociationRequest request,
        Dispatcher dispatcher,
        Agreement agreement)
        implements Opening {
    @Override
    public Session session(MessageProvider provider, Connection connection) {
        return new ServedSession(context.associations(), provider, connection, request, agreement, dispatcher);
    }

    @Override
    public MessageUser messageUser(Session session, ReceivingSide receiving, MessageProvider provider) {
        return new Workers(operations, session, receiving, provider);
    }

    @Override
    public void withdraw() {
        context.admission()
                .leave(request.callingAeTitle(), request.remoteAddress().getAddress());
    }
}
