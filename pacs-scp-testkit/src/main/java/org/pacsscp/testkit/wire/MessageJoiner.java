package org.pacsscp.testkit.wire;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts fragments together to messages (PS3.8 Annex E). Used by one thread.
 *
 * <p>The data set of one message ends before the command set of the next begins; what breaks that is an {@link
 * IllegalStateException}, which says how.
 *
 * @since 0.1.0
 */
public final class MessageJoiner {
    private final ByteArrayOutputStream commandBytes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream dataSet = new ByteArrayOutputStream();
    private Optional<ReceivedCommand> command = Optional.empty();
    private int contextId;

    /** Waits for the first fragment of a command set. */
    public MessageJoiner() {}

    /**
     * Takes a P-DATA-TF.
     *
     * @param pdu of that type
     * @return the messages that end in it
     * @throws IllegalStateException if a fragment is not of what is due
     */
    public List<Message> take(Pdu pdu) {
        List<Message> messages = new ArrayList<>();
        for (DataValue value : pdu.values()) {
            take(value).ifPresent(messages::add);
        }
        return messages;
    }

    /**
     * Takes a presentation data value.
     *
     * @param value the next one
     * @return the message, if it ends here
     * @throws IllegalStateException if the fragment is not of what is due
     */
    public Optional<Message> take(DataValue value) {
        if (isBetweenMessages()) {
            contextId = value.contextId();
        }
        if (value.contextId() != contextId || value.isCommand() == command.isPresent()) {
            throw new IllegalStateException("%s came where %s of context %d was due"
                    .formatted(value, command.isPresent() ? "a data set" : "a command set", contextId));
        }
        return value.isCommand() ? takeCommand(value) : takeDataSet(value);
    }

    /**
     * Tells whether a message has begun and not ended.
     *
     * @return whether nothing is under way
     */
    public boolean isBetweenMessages() {
        return command.isEmpty() && commandBytes.size() == 0;
    }

    /**
     * Returns the command set whose data set is under way.
     *
     * @return the command set; empty between messages and in the middle of a command set
     */
    public Optional<ReceivedCommand> commandUnderWay() {
        return command;
    }

    /**
     * Returns how much of the data set has come.
     *
     * @return bytes
     */
    public int dataSetLength() {
        return dataSet.size();
    }

    /**
     * Ends the message that is under way as if it was whole.
     *
     * @return the message; empty if its command set is not whole
     */
    public Optional<Message> breakOff() {
        return command.map(received -> end(received, Optional.of(dataSet.toByteArray())));
    }

    private Optional<Message> takeCommand(DataValue value) {
        commandBytes.writeBytes(value.fragment());
        if (!value.isLast()) {
            return Optional.empty();
        }
        ReceivedCommand received = ReceivedCommand.read(commandBytes.toByteArray());
        if (!received.hasDataSet()) {
            return Optional.of(end(received, Optional.empty()));
        }
        command = Optional.of(received);
        return Optional.empty();
    }

    private Optional<Message> takeDataSet(DataValue value) {
        dataSet.writeBytes(value.fragment());
        return value.isLast() ? breakOff() : Optional.empty();
    }

    private Message end(ReceivedCommand received, Optional<byte[]> bytes) {
        Message message = new Message(contextId, received, bytes);
        command = Optional.empty();
        commandBytes.reset();
        dataSet.reset();
        return message;
    }
}
