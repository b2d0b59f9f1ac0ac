package org.pacsscp.api;

import java.util.Objects;

/**
 * What an {@link AssociationPolicy} says: accept, or reject and why.
 *
 * @since 0.1.0
 */
public sealed interface AssociationDecision {
    /**
     * The peer may come in; negotiation of its presentation contexts follows.
     *
     * @since 0.1.0
     */
    record Accept() implements AssociationDecision {
        private static final Accept INSTANCE = new Accept();
    }

    /**
     * The peer is turned away with an A-ASSOCIATE-RJ.
     *
     * @param reason what it is told
     * @param explanation what our log and listeners are told, never the peer; one line, may be empty
     * @since 0.1.0
     */
    record Reject(RejectReason reason, String explanation) implements AssociationDecision {
        /** Checks that both are there. */
        public Reject {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(explanation, "explanation");
        }
    }

    /**
     * Accepts.
     *
     * @return the decision
     */
    static AssociationDecision accept() {
        return Accept.INSTANCE;
    }

    /**
     * Rejects.
     *
     * @param reason what the peer is told
     * @return the decision
     */
    static AssociationDecision reject(RejectReason reason) {
        return new Reject(reason, "");
    }

    /**
     * Rejects, with an explanation for our own log.
     *
     * @param reason what the peer is told
     * @param explanation what the log is told
     * @return the decision
     */
    static AssociationDecision reject(RejectReason reason, String explanation) {
        return new Reject(reason, explanation);
    }
}
