package org.pacsscp.examples.window;

import java.util.List;

/** What comes of the wish to verify a peer. */
public sealed interface Verification {
    /**
     * Nobody was asked.
     *
     * @param problems what is wrong in the form, or in that of the server
     */
    record Refused(List<Problem> problems) implements Verification {}

    /**
     * The peer is being asked.
     *
     * @param message a sentence about it
     */
    record Asking(String message) implements Verification {}

    /**
     * It is over.
     *
     * @param verified whether the peer has answered with success
     * @param message who has answered, and how fast; or who has not, and why
     */
    record Ended(boolean verified, String message) implements Verification {}
}
