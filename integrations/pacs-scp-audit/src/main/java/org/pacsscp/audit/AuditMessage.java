package org.pacsscp.audit;

import java.time.Instant;
import java.util.Objects;

/**
 * A message that is ready to be kept or sent. Its text form is its time: the message may name a patient.
 *
 * @param time when its event happened
 * @param xml the message in one line, as PS3.15 A.5.1 has it
 * @since 0.1.0
 */
public record AuditMessage(Instant time, String xml) {
    /** Checks that both are there. */
    public AuditMessage {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(xml, "xml");
    }

    @Override
    public String toString() {
        return "AuditMessage[" + time + "]";
    }
}
