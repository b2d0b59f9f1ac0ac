package org.pacsscp.core.internal.dimse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.CommandTag;
import org.pacsscp.api.Uid;

/**
 * A command set as it came: Implicit VR Little Endian (PS3.7 section 6.3.1), checked element by element when it is made.
 * Immutable.
 */
public final class ReceivedCommandSet implements CommandSet {
    private static final int TAG_AND_LENGTH = 8;
    private static final int ABSENT = -1;
    private static final int RESPONSE_BIT = 0x8000;

    private final byte[] bytes;
    private final Uid abstractSyntax;
    private final int commandFieldCode;
    private final int messageId;
    private final boolean hasDataSet;

    private ReceivedCommandSet(byte[] bytes, Uid abstractSyntax) throws MessageException {
        this.bytes = bytes;
        this.abstractSyntax = abstractSyntax;
        checkElements();
        commandFieldCode = required(CommandTag.COMMAND_FIELD, "command field");
        boolean answers = isResponse() || commandFieldCode == CommandField.C_CANCEL_RQ.code();
        messageId = answers
                ? required(CommandTag.MESSAGE_ID_BEING_RESPONDED_TO, "message id being responded to")
                : required(CommandTag.MESSAGE_ID, "message id");
        hasDataSet = required(CommandTag.COMMAND_DATA_SET_TYPE, "data set type") != CommandDataSetType.NONE;
    }

    /**
     * Reads a command set.
     *
     * @param bytes all of it; not to be changed afterwards
     * @param abstractSyntax that of its presentation context, which is the SOP class of most
     * @throws MessageException if an element is malformed, or one is missing without which no message can be served
     */
    static ReceivedCommandSet of(byte[] bytes, Uid abstractSyntax) throws MessageException {
        return new ReceivedCommandSet(bytes, abstractSyntax);
    }

    /** Returns how many bytes it has. */
    public int length() {
        return bytes.length;
    }

    /** The group length (0000,0000) is an element like others: peers send it wrong, and the fragments tell the length. */
    private void checkElements() throws MessageException {
        int at = 0;
        while (at < bytes.length) {
            if (bytes.length - at < TAG_AND_LENGTH) {
                throw malformed(at, "has " + (bytes.length - at) + " bytes left, an element needs 8 and more");
            }
            if (u16(at) != 0) {
                throw malformed(at, "has an element of group %04XH, allowed: 0000H".formatted(u16(at)));
            }
            long length = lengthAt(at);
            if (length > bytes.length - at - TAG_AND_LENGTH) {
                throw malformed(
                        at,
                        "has an element of " + length + " bytes, " + (bytes.length - at - TAG_AND_LENGTH)
                                + " are left");
            }
            at += TAG_AND_LENGTH + (int) length;
        }
    }

    /** Some peers do not pad a UID; whoever does not want that asks for PS3.7 6.3.1 to the letter. */
    void requireEvenLengths() throws MessageException {
        for (int at = 0; at < bytes.length; at = end(at)) {
            long length = lengthAt(at);
            if (length % 2 != 0) {
                throw malformed(
                        at,
                        "has an element of " + length
                                + " bytes, allowed: an even number (ServerConfig.refuseOddLengths)");
            }
        }
    }

    private static MessageException malformed(int offset, String what) {
        return new MessageException(AbortReason.SERVICE_USER, "command set at offset " + offset + " " + what);
    }

    private int required(int element, String name) throws MessageException {
        OptionalInt value = number(element);
        if (value.isEmpty()) {
            throw new MessageException(
                    AbortReason.SERVICE_USER, "command set has no %s (0000,%04X)".formatted(name, element));
        }
        return value.getAsInt();
    }

    @Override
    public int commandFieldCode() {
        return commandFieldCode;
    }

    @Override
    public int messageId() {
        return messageId;
    }

    @Override
    public boolean hasDataSet() {
        return hasDataSet;
    }

    /** Tells whether this answers a request of ours. */
    public boolean isResponse() {
        return (commandFieldCode & RESPONSE_BIT) != 0;
    }

    /** Tells whether this answers a request with such a command field (PS3.7 E.1). */
    public boolean answers(int requestCode) {
        return commandFieldCode == (requestCode | RESPONSE_BIT);
    }

    @Override
    public Optional<AeTitle> moveDestination() {
        return aeTitle(CommandTag.MOVE_DESTINATION);
    }

    @Override
    public Optional<AeTitle> moveOriginatorAeTitle() {
        return aeTitle(CommandTag.MOVE_ORIGINATOR_APPLICATION_ENTITY_TITLE);
    }

    private Optional<AeTitle> aeTitle(int element) {
        return text(element)
                .map(ReceivedCommandSet::beforeNul)
                .filter(text -> text.length() <= AeTitle.MAX_LENGTH
                        && !text.isBlank()
                        && text.chars().allMatch(c -> c >= 0x20 && c <= 0x7E && c != '\\'))
                .map(AeTitle::of);
    }

    /** Some peers end a title with a NUL, behind which stands what was in their memory. */
    private static String beforeNul(String text) {
        int nul = text.indexOf(0);
        return nul < 0 ? text : text.substring(0, nul);
    }

    @Override
    public OptionalInt number(int element) {
        int at = find(element);
        return at == ABSENT || lengthAt(at) != 2 ? OptionalInt.empty() : OptionalInt.of(u16(at + TAG_AND_LENGTH));
    }

    @Override
    public Optional<String> text(int element) {
        int at = find(element);
        return at == ABSENT ? Optional.empty() : Optional.of(text(at + TAG_AND_LENGTH, trimmedEnd(at)));
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).stripLeading();
    }

    /** Makes no new object where the UID is the abstract syntax. */
    @Override
    public Optional<Uid> uid(int element) {
        return is(element, abstractSyntax) ? Optional.of(abstractSyntax) : CommandSet.super.uid(element);
    }

    @Override
    public Optional<byte[]> bytes(int element) {
        int at = find(element);
        return at == ABSENT ? Optional.empty() : Optional.of(Arrays.copyOfRange(bytes, at + TAG_AND_LENGTH, end(at)));
    }

    /** Tells whether an element is there. */
    boolean has(int element) {
        return find(element) != ABSENT;
    }

    /** Returns the length of an element's value; -1 if it is not there. */
    int length(int element) {
        int at = find(element);
        return at == ABSENT ? ABSENT : (int) lengthAt(at);
    }

    /** Copies the value of an element that is there. */
    void copy(int element, ByteBuffer out) {
        int at = find(element);
        out.put(bytes, at + TAG_AND_LENGTH, (int) lengthAt(at));
    }

    /** Tells whether an element is this UID; compares where {@link #uid} would make an object. */
    boolean is(int element, Uid uid) {
        int at = find(element);
        if (at == ABSENT) {
            return false;
        }
        String value = uid.value();
        int from = at + TAG_AND_LENGTH;
        if (trimmedEnd(at) - from != value.length()) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (bytes[from + i] != value.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int find(int element) {
        int at = 0;
        while (at < bytes.length) {
            if (u16(at + 2) == element) {
                return at;
            }
            at = end(at);
        }
        return ABSENT;
    }

    private int end(int at) {
        return at + TAG_AND_LENGTH + (int) lengthAt(at);
    }

    /** Where the value of an element ends without the NULs and spaces that pad it. */
    private int trimmedEnd(int at) {
        int end = end(at);
        while (end > at + TAG_AND_LENGTH && (bytes[end - 1] == 0 || bytes[end - 1] == ' ')) {
            end--;
        }
        return end;
    }

    private long lengthAt(int at) {
        return u16(at + 4) | ((long) u16(at + 6) << 16);
    }

    private int u16(int at) {
        return (bytes[at] & 0xFF) | ((bytes[at + 1] & 0xFF) << 8);
    }

    /** Returns all its elements as a line of text. */
    public String dump() {
        return CommandDump.of(ByteBuffer.wrap(bytes));
    }

    /** Returns what kind of message it is and its id, nothing that could name a patient. */
    @Override
    public String toString() {
        return CommandName.of(commandFieldCode) + " " + messageId;
    }
}
