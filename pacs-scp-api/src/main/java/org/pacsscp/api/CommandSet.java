package org.pacsscp.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The command set of a DIMSE message: the elements of group 0000 (PS3.7 Annex E).
 *
 * <p>Immutable, usable by any thread. A UID that is not valid (see {@link Uid#isValid}) counts as absent; its text can
 * still be read with {@link #text}.
 *
 * <pre>{@code
 * Uid instance = action.command().affectedSopInstanceUid().orElseThrow();
 * }</pre>
 *
 * @since 0.1.0
 */
public interface CommandSet {
    /**
     * Returns the value of Command Field (0000,0100).
     *
     * @return 0 to FFFFH
     */
    int commandFieldCode();

    /**
     * Returns the kind of the message.
     *
     * @return the command field; empty if PS3.7 has none with this value
     */
    default Optional<CommandField> commandField() {
        return CommandField.of(commandFieldCode());
    }

    /**
     * Returns Message ID (0000,0110) of a request, or Message ID Being Responded To (0000,0120) of a response and of
     * C-CANCEL.
     *
     * @return 0 to FFFFH
     */
    int messageId();

    /**
     * Tells whether a data set follows (Command Data Set Type (0000,0800) other than 0101H).
     *
     * @return whether the message has a data set
     */
    boolean hasDataSet();

    /**
     * Returns Affected SOP Class UID (0000,0002), or Requested SOP Class UID (0000,0003) where the service has that.
     *
     * @return the SOP class that the message is about
     */
    default Optional<Uid> sopClassUid() {
        return uid(CommandTag.AFFECTED_SOP_CLASS_UID).or(() -> uid(CommandTag.REQUESTED_SOP_CLASS_UID));
    }

    /**
     * Returns Affected SOP Class UID (0000,0002).
     *
     * @return the UID
     */
    default Optional<Uid> affectedSopClassUid() {
        return uid(CommandTag.AFFECTED_SOP_CLASS_UID);
    }

    /**
     * Returns Requested SOP Class UID (0000,0003).
     *
     * @return the UID
     */
    default Optional<Uid> requestedSopClassUid() {
        return uid(CommandTag.REQUESTED_SOP_CLASS_UID);
    }

    /**
     * Returns Affected SOP Instance UID (0000,1000).
     *
     * @return the UID
     */
    default Optional<Uid> affectedSopInstanceUid() {
        return uid(CommandTag.AFFECTED_SOP_INSTANCE_UID);
    }

    /**
     * Returns Requested SOP Instance UID (0000,1001).
     *
     * @return the UID
     */
    default Optional<Uid> requestedSopInstanceUid() {
        return uid(CommandTag.REQUESTED_SOP_INSTANCE_UID);
    }

    /**
     * Returns Move Destination (0000,0600).
     *
     * @return the AE title; empty if absent or not valid
     */
    Optional<AeTitle> moveDestination();

    /**
     * Returns Priority (0000,0700).
     *
     * @return 0 medium, 1 high, 2 low
     */
    default OptionalInt priority() {
        return number(CommandTag.PRIORITY);
    }

    /**
     * Returns Status (0000,0900).
     *
     * @return the status of a response
     */
    default OptionalInt status() {
        return number(CommandTag.STATUS);
    }

    /**
     * Returns Event Type ID (0000,1002).
     *
     * @return the type of event of N-EVENT-REPORT
     */
    default OptionalInt eventTypeId() {
        return number(CommandTag.EVENT_TYPE_ID);
    }

    /**
     * Returns Action Type ID (0000,1008).
     *
     * @return the type of action of N-ACTION
     */
    default OptionalInt actionTypeId() {
        return number(CommandTag.ACTION_TYPE_ID);
    }

    /**
     * Returns the counts of sub-operations (0000,1020) to (0000,1023).
     *
     * @return the counts, absent ones as 0; empty if all are absent
     */
    default Optional<SubOperations> subOperations() {
        boolean present = IntStream.rangeClosed(
                        CommandTag.NUMBER_OF_REMAINING_SUBOPERATIONS, CommandTag.NUMBER_OF_WARNING_SUBOPERATIONS)
                .anyMatch(element -> number(element).isPresent());
        return present
                ? Optional.of(new SubOperations(
                        number(CommandTag.NUMBER_OF_REMAINING_SUBOPERATIONS).orElse(0),
                        number(CommandTag.NUMBER_OF_COMPLETED_SUBOPERATIONS).orElse(0),
                        number(CommandTag.NUMBER_OF_FAILED_SUBOPERATIONS).orElse(0),
                        number(CommandTag.NUMBER_OF_WARNING_SUBOPERATIONS).orElse(0)))
                : Optional.empty();
    }

    /**
     * Returns Move Originator Application Entity Title (0000,1030) of a C-STORE sub-operation.
     *
     * @return the AE title that invoked the C-MOVE; empty if absent or not valid
     */
    Optional<AeTitle> moveOriginatorAeTitle();

    /**
     * Returns Move Originator Message ID (0000,1031) of a C-STORE sub-operation.
     *
     * @return the message id of the C-MOVE
     */
    default OptionalInt moveOriginatorMessageId() {
        return number(CommandTag.MOVE_ORIGINATOR_MESSAGE_ID);
    }

    /**
     * Returns Error Comment (0000,0902).
     *
     * @return the comment of a response
     */
    default Optional<String> errorComment() {
        return text(CommandTag.ERROR_COMMENT);
    }

    /**
     * Returns Error ID (0000,0903).
     *
     * @return the error id of a response
     */
    default OptionalInt errorId() {
        return number(CommandTag.ERROR_ID);
    }

    /**
     * Returns Offending Element (0000,0901).
     *
     * @return the tags, such as {@code 0x00100020}; empty if absent
     */
    default List<Integer> offendingElements() {
        return tags(CommandTag.OFFENDING_ELEMENT);
    }

    /**
     * Returns Attribute Identifier List (0000,1005), the attributes that N-GET asks for.
     *
     * @return the tags, such as {@code 0x00100020}; empty if absent, which asks for all
     */
    default List<Integer> attributeIdentifierList() {
        return tags(CommandTag.ATTRIBUTE_IDENTIFIER_LIST);
    }

    /**
     * Returns an element of two bytes as an unsigned number.
     *
     * @param element the element number within group 0000, such as {@link CommandTag#MESSAGE_ID}
     * @return 0 to FFFFH; empty if absent or not of two bytes
     */
    OptionalInt number(int element);

    /**
     * Returns an element as text, without its padding.
     *
     * @param element the element number within group 0000, such as a constant of {@link CommandTag}
     * @return the text, decoded as ISO 8859-1; empty if absent
     */
    Optional<String> text(int element);

    /**
     * Returns an element as a UID.
     *
     * @param element the element number within group 0000, such as a constant of {@link CommandTag}
     * @return the UID; empty if absent or not valid
     */
    default Optional<Uid> uid(int element) {
        return text(element).filter(Uid::isValid).map(Uid::of);
    }

    /**
     * Returns an element as tags (VR {@code AT}).
     *
     * @param element the element number within group 0000, such as a constant of {@link CommandTag}
     * @return the tags, such as {@code 0x00100020}; empty if absent or not of whole tags
     */
    default List<Integer> tags(int element) {
        byte[] value = bytes(element).orElseGet(() -> new byte[0]);
        if (value.length % 4 != 0) {
            return List.of();
        }
        ShortBuffer halves =
                ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        return IntStream.range(0, value.length / 4)
                .mapToObj(i -> (halves.get(2 * i) << 16) | (halves.get(2 * i + 1) & 0xFFFF))
                .toList();
    }

    /**
     * Returns the bytes of an element.
     *
     * @param element the element number within group 0000, such as a constant of {@link CommandTag}
     * @return a copy of the value as received, little endian, with its padding; empty if absent
     */
    Optional<byte[]> bytes(int element);
}
