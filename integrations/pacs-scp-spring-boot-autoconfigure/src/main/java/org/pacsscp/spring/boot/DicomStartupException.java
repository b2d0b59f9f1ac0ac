package org.pacsscp.spring.boot;

import org.jspecify.annotations.Nullable;

/**
 * A DICOM server, client or archive cannot be made or started: a property has no meaning, a port is in use, there is no handler.
 * Spring Boot prints what it says in place of a stack trace.
 *
 * @since 0.1.0
 */
public class DicomStartupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What to do, as a sentence. */
    private final String action;

    /**
     * Makes one.
     *
     * @param message what is wrong, and where
     * @param action what to do
     * @param cause what has thrown, if anything
     */
    public DicomStartupException(String message, String action, @Nullable Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    /**
     * Returns what to do.
     *
     * @return a sentence
     */
    public String action() {
        return action;
    }
}
