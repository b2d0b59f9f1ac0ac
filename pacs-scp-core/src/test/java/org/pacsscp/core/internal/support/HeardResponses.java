package org.pacsscp.core.internal.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.testkit.wire.DataValue;
import org.pacsscp.testkit.wire.Message;
import org.pacsscp.testkit.wire.MessageJoiner;
import org.pacsscp.testkit.wire.Pdu;
import org.pacsscp.testkit.wire.Pdus;
import org.pacsscp.testkit.wire.ReceivedCommand;

/**
 * Puts together the command sets that a server sends (PS3.8 Annex E), each as soon as it is whole. A value or an element that
 * does not fit is an error, as is a data set that is not due. Used by one thread.
 */
final class HeardResponses {
    private static final int ELEMENT_HEADER_LENGTH = 8;

    private final MessageJoiner joiner = new MessageJoiner();
    private int commandLength;

    boolean isBetweenMessages() {
        return joiner.isBetweenMessages();
    }

    /** Takes a P-DATA-TF; returns the command sets that end in it. */
    List<ReceivedCommand> take(Pdu pdu) {
        List<DataValue> values = pdu.values();
        assertThat(values).as("values of a P-DATA-TF").isNotEmpty();
        assertThat(values.stream().mapToInt(HeardResponses::length).sum())
                .as("bytes of whole values")
                .isEqualTo(pdu.body().length);
        List<ReceivedCommand> commands = new ArrayList<>();
        for (DataValue value : values) {
            take(value).ifPresent(commands::add);
        }
        return commands;
    }

    private static int length(DataValue value) {
        return Pdus.PDV_HEADER_LENGTH + value.fragment().length;
    }

    private Optional<ReceivedCommand> take(DataValue value) {
        Optional<Message> message = join(value);
        if (!value.isCommand()) {
            return Optional.empty();
        }
        commandLength += value.fragment().length;
        if (!value.isLast()) {
            return Optional.empty();
        }
        ReceivedCommand command =
                message.map(Message::command).or(joiner::commandUnderWay).orElseThrow();
        assertThat(length(command)).as("bytes of whole elements").isEqualTo(commandLength);
        commandLength = 0;
        return Optional.of(command);
    }

    private Optional<Message> join(DataValue value) {
        try {
            return joiner.take(value);
        } catch (IllegalStateException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static int length(ReceivedCommand command) {
        return command.elements().stream()
                .mapToInt(element ->
                        ELEMENT_HEADER_LENGTH + command.bytes(element).orElseThrow().length)
                .sum();
    }

    static int required(ReceivedCommand command, int element) {
        return command.number(element)
                .orElseThrow(() -> new AssertionError("no element (0000,%04X) in a response".formatted(element)));
    }
}
