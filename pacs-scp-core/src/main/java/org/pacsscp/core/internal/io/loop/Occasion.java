package org.pacsscp.core.internal.io.loop;

/**
 * What an I/O thread was doing when it met a fault. Constants, and not literals where they are used: the first use of a literal
 * takes memory, of which there may be none left.
 */
public enum Occasion {
    ROUND("in a round of"),
    TASK("in a task of"),
    CHANNEL("as it served a channel,"),
    SELECTION("as it selected,"),
    SELECTOR_FAILED("whose selector failed and whose connections are closed,"),
    SELECTOR_CLOSED("as it closed the selector of"),
    END("at the end of"),
    ENDS("which ends"),
    CLOSING("as it closed the connection of"),
    SHEDDING("as it closed, for want of room, the connection of"),
    CLOSED("which closed the connection of"),
    ACCEPTING("which closed a connection that came to");

    /** What connections are told that go because memory has run out. */
    static final String NO_MEMORY = String.valueOf("there is no memory left");

    /** What connections are told that are left when a loop ends. */
    static final String LOOP_ENDED = String.valueOf("an I/O thread has ended");

    private final String text;

    Occasion(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
