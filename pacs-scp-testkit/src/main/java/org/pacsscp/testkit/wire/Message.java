package org.pacsscp.testkit.wire;

import java.util.Optional;

/**
 * A DIMSE message that was heard: a command set, and a data set if it has one (PS3.7 section 6.3). Immutable.
 *
 * @since 0.1.0
 */
public final class Message {
    private final int contextId;
    private final ReceivedCommand command;
    private final Optional<byte[]> dataSet;

    /**
     * Makes a message.
     *
     * @param contextId its presentation context
     * @param command its command set
     * @param dataSet its data set, encoded; not copied
     */
    Message(int contextId, ReceivedCommand command, Optional<byte[]> dataSet) {
        this.contextId = contextId;
        this.command = command;
        this.dataSet = dataSet;
    }

    /**
     * Returns the presentation context that it came on.
     *
     * @return its number
     */
    public int contextId() {
        return contextId;
    }

    /**
     * Returns the command set.
     *
     * @return the elements of group 0000
     */
    public ReceivedCommand command() {
        return command;
    }

    /**
     * Returns the data set.
     *
     * @return a copy of its bytes, encoded as the context has it; empty if it has none
     */
    public Optional<byte[]> dataSet() {
        return dataSet.map(byte[]::clone);
    }

    /** Returns the command set and the length of the data set. */
    @Override
    public String toString() {
        String text = "context " + contextId + "\n" + command;
        return dataSet.map(bytes -> text + "\ndata set of " + bytes.length + " bytes")
                .orElse(text);
    }
}
