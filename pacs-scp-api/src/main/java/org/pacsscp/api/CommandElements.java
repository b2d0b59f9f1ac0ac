package org.pacsscp.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Elements that an application adds to a command set which the engine writes (PS3.7 Annex E); immutable.
 *
 * <p>What the engine writes itself cannot be set: group length, SOP class, command field, message ids, data set type,
 * status and error comment.
 *
 * <pre>{@code
 * action.sendPending(DimseStatus.PENDING.with(CommandElements.none().subOperations(new SubOperations(9, 1, 0, 0))));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class CommandElements {
    private static final CommandElements NONE = new CommandElements(Collections.emptySortedMap());
    private static final Set<Integer> ENGINES_OWN = Set.of(
            CommandTag.COMMAND_GROUP_LENGTH,
            CommandTag.AFFECTED_SOP_CLASS_UID,
            CommandTag.REQUESTED_SOP_CLASS_UID,
            CommandTag.COMMAND_FIELD,
            CommandTag.MESSAGE_ID,
            CommandTag.MESSAGE_ID_BEING_RESPONDED_TO,
            CommandTag.COMMAND_DATA_SET_TYPE,
            CommandTag.STATUS,
            CommandTag.ERROR_COMMENT);

    private final SortedMap<Integer, byte[]> values;

    private CommandElements(SortedMap<Integer, byte[]> values) {
        this.values = values;
    }

    /**
     * Returns no elements, to begin with.
     *
     * @return the empty set
     */
    public static CommandElements none() {
        return NONE;
    }

    /**
     * Adds the counts of a C-MOVE's or C-GET's sub-operations. Number of Remaining Sub-operations is left out where it
     * is 0, as final responses have it.
     *
     * @param counts how far it has come
     * @return a new set
     */
    public CommandElements subOperations(SubOperations counts) {
        CommandElements with = without(CommandTag.NUMBER_OF_REMAINING_SUBOPERATIONS)
                .number(CommandTag.NUMBER_OF_COMPLETED_SUBOPERATIONS, counts.completed())
                .number(CommandTag.NUMBER_OF_FAILED_SUBOPERATIONS, counts.failed())
                .number(CommandTag.NUMBER_OF_WARNING_SUBOPERATIONS, counts.warning());
        return counts.remaining() == 0
                ? with
                : with.number(CommandTag.NUMBER_OF_REMAINING_SUBOPERATIONS, counts.remaining());
    }

    /**
     * Adds Affected SOP Instance UID (0000,1000), such as the one that N-CREATE has made.
     *
     * @param uid the instance
     * @return a new set
     */
    public CommandElements affectedSopInstanceUid(Uid uid) {
        return uid(CommandTag.AFFECTED_SOP_INSTANCE_UID, uid);
    }

    /**
     * Adds Requested SOP Instance UID (0000,1001).
     *
     * @param uid the instance
     * @return a new set
     */
    public CommandElements requestedSopInstanceUid(Uid uid) {
        return uid(CommandTag.REQUESTED_SOP_INSTANCE_UID, uid);
    }

    /**
     * Adds Offending Element (0000,0901).
     *
     * @param tags the elements that are at fault, such as {@code 0x00100020}
     * @return a new set
     */
    public CommandElements offendingElements(int... tags) {
        return tags(CommandTag.OFFENDING_ELEMENT, tags);
    }

    /**
     * Adds Attribute Identifier List (0000,1005).
     *
     * @param tags the attributes
     * @return a new set
     */
    public CommandElements attributeIdentifierList(int... tags) {
        return tags(CommandTag.ATTRIBUTE_IDENTIFIER_LIST, tags);
    }

    /**
     * Adds Error ID (0000,0903).
     *
     * @param id 0 to 65535
     * @return a new set
     */
    public CommandElements errorId(int id) {
        return number(CommandTag.ERROR_ID, id);
    }

    /**
     * Adds Event Type ID (0000,1002).
     *
     * @param id 0 to 65535
     * @return a new set
     */
    public CommandElements eventTypeId(int id) {
        return number(CommandTag.EVENT_TYPE_ID, id);
    }

    /**
     * Adds Action Type ID (0000,1008).
     *
     * @param id 0 to 65535
     * @return a new set
     */
    public CommandElements actionTypeId(int id) {
        return number(CommandTag.ACTION_TYPE_ID, id);
    }

    /**
     * Adds Priority (0000,0700).
     *
     * @param priority 0 medium, 1 high, 2 low
     * @return a new set
     */
    public CommandElements priority(int priority) {
        return number(CommandTag.PRIORITY, priority);
    }

    /**
     * Adds who asked for the C-MOVE of which a C-STORE is a sub-operation: (0000,1030) and (0000,1031).
     *
     * @param aeTitle who invoked the C-MOVE
     * @param messageId the message id of the C-MOVE
     * @return a new set
     */
    public CommandElements moveOriginator(AeTitle aeTitle, int messageId) {
        return text(CommandTag.MOVE_ORIGINATOR_APPLICATION_ENTITY_TITLE, aeTitle.value())
                .number(CommandTag.MOVE_ORIGINATOR_MESSAGE_ID, messageId);
    }

    /**
     * Adds an element of two bytes.
     *
     * @param element the element number within group 0000, such as a constant of {@link CommandTag}
     * @param value 0 to 65535
     * @return a new set
     * @throws IllegalArgumentException if the value is out of range or the engine writes the element itself
     */
    public CommandElements number(int element, int value) {
        if (value < 0 || value > 0xFFFF) {
            throw new IllegalArgumentException(
                    "value of (0000,%04X) is %d; it must be 0 to 65535".formatted(element, value));
        }
        return with(element, new byte[] {(byte) value, (byte) (value >>> 8)});
    }

    /**
     * Adds a UID, padded with a NUL to an even length.
     *
     * @param element the element number within group 0000, such as a constant of {@link CommandTag}
     * @param uid the value
     * @return a new set
     * @throws IllegalArgumentException if the engine writes the element itself
     */
    public CommandElements uid(int element, Uid uid) {
        return with(element, padded(uid.value(), (byte) 0));
    }

    /**
     * Adds a text, padded with a space to an even length.
     *
     * @param element the element number within group 0000, such as a constant of {@link CommandTag}
     * @param text the value; encoded as ISO 8859-1
     * @return a new set
     * @throws IllegalArgumentException if the engine writes the element itself
     */
    public CommandElements text(int element, String text) {
        return with(element, padded(text, (byte) ' '));
    }

    /**
     * Adds an element's bytes as they are.
     *
     * @param element the element number within group 0000, such as a constant of {@link CommandTag}
     * @param value the value, little endian, of even length; copied
     * @return a new set
     * @throws IllegalArgumentException if the length is odd or the engine writes the element itself
     */
    public CommandElements bytes(int element, byte[] value) {
        if (value.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "value of (0000,%04X) has %d bytes; it must be an even number".formatted(element, value.length));
        }
        return with(element, value.clone());
    }

    /**
     * Returns the elements, for an engine to write.
     *
     * @return element numbers and values in ascending order; the arrays must not be changed
     */
    public SortedMap<Integer, byte[]> values() {
        return values;
    }

    private CommandElements tags(int element, int... tags) {
        byte[] value = new byte[4 * tags.length];
        ByteBuffer out = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        for (int tag : tags) {
            out.putShort((short) (tag >>> 16)).putShort((short) tag);
        }
        return with(element, value);
    }

    private CommandElements with(int element, byte[] value) {
        if (element < 0 || element > 0xFFFF || ENGINES_OWN.contains(element)) {
            throw new IllegalArgumentException(
                    "(0000,%04X) is not for applications to set: the engine writes it".formatted(element));
        }
        SortedMap<Integer, byte[]> more = new TreeMap<>(values);
        more.put(element, value);
        return new CommandElements(Collections.unmodifiableSortedMap(more));
    }

    private CommandElements without(int element) {
        SortedMap<Integer, byte[]> fewer = new TreeMap<>(values);
        fewer.remove(element);
        return new CommandElements(Collections.unmodifiableSortedMap(fewer));
    }

    private static byte[] padded(String text, byte padding) {
        byte[] value = text.getBytes(StandardCharsets.ISO_8859_1);
        if (value.length % 2 == 0) {
            return value;
        }
        byte[] even = Arrays.copyOf(value, value.length + 1);
        even[value.length] = padding;
        return even;
    }

    /** Returns the numbers of the elements, not their values. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("CommandElements[");
        values.keySet().forEach(element -> text.append("(0000,%04X)".formatted(element)));
        return text.append(']').toString();
    }
}
