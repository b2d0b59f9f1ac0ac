package org.pacsscp.client;

import java.io.IOException;
import java.util.Optional;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;

/**
 * What a C-MOVE or C-GET asks for, checked before anything is sent. Immutable.
 *
 * @param operation its name
 * @param request its command field
 * @param sopClass of the information model
 * @param keys the data set
 * @param purpose of its association
 */
record Retrieval(
        String operation, CommandField request, Uid sopClass, Identifier identifier, DataSet keys, Purpose purpose) {
    static Retrieval move(Identifier identifier) {
        Uid sopClass = sopClass(identifier.model().move());
        return new Retrieval(
                "C-MOVE",
                CommandField.C_MOVE_RQ,
                sopClass,
                identifier,
                identifier.forRetrieve(),
                QueryNegotiation.ofRetrieve(Purpose.of(sopClass), sopClass, identifier));
    }

    static Retrieval get(Identifier identifier, StorageContexts contexts) {
        Uid sopClass = sopClass(identifier.model().get());
        return new Retrieval(
                "C-GET",
                CommandField.C_GET_RQ,
                sopClass,
                identifier,
                identifier.forRetrieve(),
                QueryNegotiation.ofRetrieve(Purpose.of(sopClass), sopClass, identifier)
                        .taking(contexts.contexts()));
    }

    private static Uid sopClass(Optional<Uid> ofModel) {
        return ofModel.orElseThrow(() -> new IllegalArgumentException("nothing can be retrieved from a worklist"));
    }

    RetrieveReport run(LentAssociation lent, CommandElements elements, CallOptions options, CallLimit limit)
            throws IOException, InterruptedException {
        QueryNegotiation.requireRelational(lent, sopClass, identifier);
        Uid syntax = lent.transferSyntax(sopClass, operation);
        return new RetrieveCall(lent, limit, options.listener())
                .run(
                        operation,
                        Invocation.of(sopClass, request)
                                .elements(elements)
                                .transferSyntax(syntax)
                                .dataSet(keys.in(syntax)));
    }
}
