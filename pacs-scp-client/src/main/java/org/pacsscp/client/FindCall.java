package org.pacsscp.client;

import java.io.IOException;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;

/** One search, which may be tried several times before its first answer. */
final class FindCall {
    private static final String OPERATION = "C-FIND";

    private final Associations associations;
    private final RemoteEntity remote;
    private final Identifier identifier;
    private final DataSet keys;
    private final CallOptions options;

    /**
     * Describes the search.
     *
     * @throws IllegalArgumentException if a unique key is missing
     */
    FindCall(Associations associations, RemoteEntity remote, Identifier identifier, CallOptions options) {
        this.associations = associations;
        this.remote = remote;
        this.identifier = identifier;
        this.options = options;
        keys = identifier.forFind();
    }

    /** Sends it, and waits for its first response. The limit goes over to the matches. */
    Matches run(CallLimit limit) throws IOException, InterruptedException {
        Uid sopClass = identifier.model().find();
        Purpose purpose = QueryNegotiation.ofFind(Purpose.of(sopClass), identifier);
        LentAssociation lent = associations.lend(remote, purpose, limit, RetryPolicy.never());
        try {
            QueryNegotiation.requireRelational(lent, sopClass, identifier);
            Uid syntax = lent.transferSyntax(sopClass, OPERATION);
            lent.begin(
                    OPERATION,
                    Invocation.of(sopClass, CommandField.C_FIND_RQ)
                            .elements(CommandElements.none()
                                    .priority(options.priority().code()))
                            .transferSyntax(syntax)
                            .dataSet(keys.in(syntax)));
        } catch (Throwable e) {
            lent.close();
            throw e;
        }
        Matches matches = new Matches(lent, limit, QueryNegotiation.agreed(lent.association(), identifier));
        try {
            matches.awaitFirst();
            return matches;
        } catch (Throwable e) {
            matches.giveUp();
            throw e;
        }
    }
}
