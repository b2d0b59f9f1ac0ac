package org.pacsscp.api;

import java.util.Arrays;
import java.util.Objects;
import org.pacsscp.api.AssociationProposal.ProposedContext;

/**
 * A presentation context that we proposed and the peer did not accept (PS3.8 9.3.3.2).
 *
 * @param proposed what was proposed
 * @param reason what the peer gave as the reason
 * @param explanation why, for a person; one line
 * @since 0.1.0
 */
public record RefusedContext(ProposedContext proposed, Reason reason, String explanation) {
    /**
     * Why a presentation context is refused (PS3.8 Table 9-18).
     *
     * @since 0.1.0
     */
    public enum Reason {
        /** The application does not want it (1). */
        USER_REJECTION(1),
        /** The upper layer gives no reason (2); also where the peer left the context out or answered what cannot be used. */
        NO_REASON(2),
        /** The peer does not know the SOP class, or not in the role that is left to it (3). */
        ABSTRACT_SYNTAX_NOT_SUPPORTED(3),
        /** The peer knows the SOP class, but none of the transfer syntaxes (4). */
        TRANSFER_SYNTAXES_NOT_SUPPORTED(4);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        /**
         * Returns the value on the wire.
         *
         * @return 1 to 4
         */
        public int code() {
            return code;
        }

        /**
         * Reads the value on the wire.
         *
         * @param code any but 0, which is acceptance
         * @return the reason; {@link #NO_REASON} for a value that the standard does not have
         */
        public static Reason of(int code) {
            return Arrays.stream(values())
                    .filter(reason -> reason.code == code)
                    .findFirst()
                    .orElse(NO_REASON);
        }
    }

    /** Checks that all are there. */
    public RefusedContext {
        Objects.requireNonNull(proposed, "proposed");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(explanation, "explanation");
    }
}
