package org.pacsscp.examples.window;

import java.time.Instant;
import org.pacsscp.api.AssociationEnd;

/**
 * An association, as it is shown.
 *
 * @param id its number
 * @param callingAeTitle who called
 * @param calledAeTitle whom it asked for
 * @param address where it came from
 * @param since when it was accepted
 * @param operations how many requests came
 * @param state what happens on it
 */
public record AssociationRow(
        long id,
        String callingAeTitle,
        String calledAeTitle,
        String address,
        Instant since,
        long operations,
        State state) {
    /** What happens on an association. */
    public enum State {
        /** Nothing now. */
        IDLE("idle"),
        /** A request is served. */
        BUSY("busy"),
        /** It was released. */
        RELEASED("released"),
        /** The peer has aborted it. */
        ABORTED_BY_PEER("aborted by peer"),
        /** The server has aborted it. */
        ABORTED("aborted"),
        /** The peer broke the protocol. */
        PROTOCOL_ERROR("protocol error"),
        /** The peer let a deadline pass. */
        TIMED_OUT("timed out"),
        /** The connection broke. */
        LOST("connection lost");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /**
         * Tells whether the association can be aborted.
         *
         * @return whether it is open
         */
        public boolean open() {
            return this == IDLE || this == BUSY;
        }

        /** Returns the state for a person. */
        @Override
        public String toString() {
            return text;
        }

        static State of(AssociationEnd.Kind end) {
            return switch (end) {
                case RELEASED_BY_PEER, RELEASED_BY_US -> RELEASED;
                case ABORTED_BY_PEER -> ABORTED_BY_PEER;
                case ABORTED_BY_US -> ABORTED;
                case PROTOCOL_ERROR -> PROTOCOL_ERROR;
                case TIMED_OUT -> TIMED_OUT;
                case CONNECTION_LOST -> LOST;
            };
        }
    }
}
