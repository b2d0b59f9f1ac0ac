package org.pacsscp.core.internal.association;

import org.pacsscp.core.internal.io.Connection;

/** What the {@link ServiceUser} has taken and prepared for an association that may begin. Used once, by its loop. */
public interface Opening {
    /** Makes what the outside sees of the association. */
    Session session(MessageProvider provider, Connection connection);

    /** Makes who takes its messages. */
    MessageUser messageUser(Session session, ReceivingSide receiving, MessageProvider provider);

    /** Gives back what was taken for the association: it does not begin. */
    void withdraw();
}
