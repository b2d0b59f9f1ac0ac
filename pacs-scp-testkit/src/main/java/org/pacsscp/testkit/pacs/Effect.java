package org.pacsscp.testkit.pacs;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.RejectReason;

/**
 * What goes wrong at a {@link Place}. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface Effect {
    /**
     * Tells where this can happen.
     *
     * @return the places
     */
    Set<Place> places();

    /**
     * Waits, then goes on as if nothing had happened.
     *
     * @param duration how long
     * @since 0.1.0
     */
    record Delay(Duration duration) implements Effect {
        @Override
        public Set<Place> places() {
            return EnumSet.allOf(Place.class);
        }
    }

    /**
     * Does nothing more and reads nothing more, but keeps the connection open, until the fake PACS is closed.
     *
     * @since 0.1.0
     */
    record Stall() implements Effect {
        @Override
        public Set<Place> places() {
            return EnumSet.allOf(Place.class);
        }
    }

    /**
     * Leaves out what is due, and goes on: never answers.
     *
     * @since 0.1.0
     */
    record Silence() implements Effect {
        @Override
        public Set<Place> places() {
            return EnumSet.of(
                    Place.ASSOCIATION, Place.PENDING_RESPONSE, Place.RESPONSE, Place.SUB_OPERATION, Place.RELEASE);
        }
    }

    /**
     * Closes the connection; under TLS without the closing alert, as an attacker would cut it.
     *
     * @since 0.1.0
     */
    record Close() implements Effect {
        @Override
        public Set<Place> places() {
            return EnumSet.allOf(Place.class);
        }
    }

    /**
     * Ends the connection with a reset.
     *
     * @since 0.1.0
     */
    record Reset() implements Effect {
        @Override
        public Set<Place> places() {
            return EnumSet.allOf(Place.class);
        }
    }

    /**
     * Sends the first bytes of what is due, then closes the connection. At {@link Place#REQUEST} it closes once so many bytes
     * of the data set have come, or all of a shorter one.
     *
     * @param bytes how many, from 0
     * @since 0.1.0
     */
    record CutAfter(int bytes) implements Effect {
        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public CutAfter {
            if (bytes < 0) {
                throw new IllegalArgumentException("cut after " + bytes + " bytes; it must be 0 or more");
            }
        }

        @Override
        public Set<Place> places() {
            return EnumSet.complementOf(EnumSet.of(Place.CONNECTION, Place.TLS_HANDSHAKE));
        }
    }

    /**
     * Sends what is due slowly.
     *
     * @param bytes how many at a time, at least one
     * @param interval how long to wait after each of them
     * @since 0.1.0
     */
    record Drip(int bytes, Duration interval) implements Effect {
        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Drip {
            if (bytes < 1) {
                throw new IllegalArgumentException("drips of " + bytes + " bytes; it must be 1 or more");
            }
        }

        @Override
        public Set<Place> places() {
            return new Silence().places();
        }
    }

    /**
     * Sends what is no PDU instead of what is due.
     *
     * @since 0.1.0
     */
    record Garbage() implements Effect {
        @Override
        public Set<Place> places() {
            return EnumSet.complementOf(EnumSet.of(Place.CONNECTION, Place.REQUEST));
        }
    }

    /**
     * Sends an A-ABORT, and closes the connection.
     *
     * @param reason source and reason
     * @since 0.1.0
     */
    record Abort(AbortReason reason) implements Effect {
        @Override
        public Set<Place> places() {
            return EnumSet.complementOf(EnumSet.of(Place.CONNECTION, Place.TLS_HANDSHAKE));
        }
    }

    /**
     * Sends an A-ASSOCIATE-RJ.
     *
     * @param reason result, source and reason
     * @since 0.1.0
     */
    record Reject(RejectReason reason) implements Effect {
        @Override
        public Set<Place> places() {
            return EnumSet.of(Place.ASSOCIATION);
        }
    }

    /**
     * Answers with another status, and without a data set.
     *
     * @param status the status
     * @since 0.1.0
     */
    record Status(DimseStatus status) implements Effect {
        @Override
        public Set<Place> places() {
            return EnumSet.of(Place.PENDING_RESPONSE, Place.RESPONSE);
        }
    }

    /**
     * Answers a message that was never sent: the message id is one too high.
     *
     * @since 0.1.0
     */
    record WrongMessageId() implements Effect {
        @Override
        public Set<Place> places() {
            return EnumSet.of(Place.PENDING_RESPONSE, Place.RESPONSE);
        }
    }

    /**
     * Ends the handshake with a fatal alert, handshake_failure (RFC 8446 section 6.2), and closes the connection.
     *
     * @since 0.1.0
     */
    record TlsAlert() implements Effect {
        @Override
        public Set<Place> places() {
            return EnumSet.of(Place.TLS_HANDSHAKE);
        }
    }
}
