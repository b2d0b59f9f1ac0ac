package org.pacsscp.core.internal.server;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.core.internal.association.AssociationControl;
import org.pacsscp.core.internal.association.Decision;
import org.pacsscp.core.internal.association.PendingDecision;
import org.pacsscp.core.internal.association.ServiceUser;
import org.pacsscp.core.internal.association.Session;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.operation.OperationContext;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.ul.Titles;

/** The server as the user of its associations: lets them in, counts them, and tells what becomes of them. Immutable. */
final class ServedAssociations implements ServiceUser {
    private final ServerContext context;
    private final OperationContext operations;

    /** Workers, and whoever decides and may block, run on the executor. */
    ServedAssociations(ServerContext context, Executor executor) {
        this.context = context;
        operations = context.operations(executor);
    }

    @Override
    public Optional<String> connected(AssociationControl association, Connection connection) {
        context.events().connected();
        InetAddress address = connection.remoteAddress().getAddress();
        if (context.config().denied().stream().anyMatch(network -> network.contains(address))) {
            return Optional.of("its address is denied (ServerConfig.denied)");
        }
        context.admission().connected(association);
        return Optional.empty();
    }

    @Override
    public void requested(AssociateRq request, Connection connection, PendingDecision decision) {
        new RequestJudge(context, operations, connection, request, decision).judge();
    }

    @Override
    public void rejected(AssociateRq request, Connection connection, Decision.Reject rejection) {
        context.events()
                .rejected(
                        connection.remoteAddress(),
                        Titles.trimmed(request.callingAeTitle()),
                        Titles.trimmed(request.calledAeTitle()),
                        rejection.reason(),
                        rejection.explanation());
    }

    @Override
    public void refused(Connection connection, String why) {
        context.events().refused(connection.remoteAddress(), why);
    }

    @Override
    public void opened(Session session) {
        context.admission().opened((ServedSession) session);
        context.events().opened(session);
    }

    @Override
    public void left(Session session) {
        context.admission().ended((ServedSession) session);
    }

    @Override
    public void ended(Session session, AssociationEnd end) {
        context.events().ended(session, end);
    }

    @Override
    public void disconnected(AssociationControl association) {
        context.admission().disconnected(association);
    }
}
