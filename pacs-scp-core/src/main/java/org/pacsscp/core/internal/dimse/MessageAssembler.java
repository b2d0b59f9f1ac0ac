package org.pacsscp.core.internal.dimse;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.PresentationContext;

/**
 * Puts the fragments of presentation data values together to messages (PS3.7 section 6.3, PS3.8 Annex E): a command, and
 * a data set if the command says so. It holds commands; data sets pass by. Owned by whoever has the receiving side.
 */
public final class MessageAssembler {
    /** What the end of a fragment completes. */
    public enum Completion {
        /** Nothing. */
        PARTIAL,
        /** A command set; {@link #command} has it. */
        COMMAND,
        /** The data set of the present command. */
        DATA_SET
    }

    private static final int INITIAL_CAPACITY = 256;
    private static final byte[] NONE = {};

    private final int maxCommandSetLength;
    private final IntFunction<byte[]> memory;
    private final boolean evenLengthsOnly;
    private byte[] collected = NONE;
    private int length;
    private @Nullable ReceivedCommandSet command;
    private @Nullable PresentationContext presentationContext;
    private boolean inCommand;
    private boolean dataSetDue;
    private boolean fragmentIsLast;
    private long fragmentLength;

    /** Takes command sets up to a length, in bytes. */
    public MessageAssembler(int maxCommandSetLength) {
        this(maxCommandSetLength, false);
    }

    /** Takes command sets up to a length, in bytes, and maybe no odd lengths of fragments and of commands' elements. */
    public MessageAssembler(int maxCommandSetLength, boolean evenLengthsOnly) {
        this(maxCommandSetLength, evenLengthsOnly, byte[]::new);
    }

    /** As {@link #MessageAssembler(int, boolean)}, with arrays from somewhere else. */
    public MessageAssembler(int maxCommandSetLength, boolean evenLengthsOnly, IntFunction<byte[]> memory) {
        this.maxCommandSetLength = maxCommandSetLength;
        this.evenLengthsOnly = evenLengthsOnly;
        this.memory = memory;
    }

    /** A fragment begins whose bytes are {@code fragmentLength}. */
    public void begin(PresentationContext context, boolean ofCommand, boolean last, long fragmentLength)
            throws MessageException {
        if (!betweenMessages() && context.id() != presentationContext().id()) {
            throw unexpected("a fragment of presentation context " + context.id() + " in the middle of a message of "
                    + presentationContext().id());
        }
        if (ofCommand && dataSetDue) {
            throw unexpected("a command where the data set of " + command + " is due");
        }
        if (!ofCommand && !dataSetDue) {
            throw unexpected("data where a command is due");
        }
        if (ofCommand && length + fragmentLength > maxCommandSetLength) {
            throw new MessageException(
                    AbortReason.SERVICE_USER,
                    "command set is longer than " + maxCommandSetLength + " bytes (Limits.maxCommandSetLength)");
        }
        if (evenLengthsOnly && fragmentLength % 2 != 0) {
            throw new MessageException(
                    AbortReason.INVALID_PDU_PARAMETER_VALUE,
                    "P-DATA-TF has a fragment of " + fragmentLength
                            + " bytes, allowed: an even number (ServerConfig.refuseOddLengths)");
        }
        presentationContext = context;
        inCommand = ofCommand;
        fragmentIsLast = last;
        this.fragmentLength = fragmentLength;
    }

    private static MessageException unexpected(String what) {
        return new MessageException(AbortReason.UNEXPECTED_PDU_PARAMETER, "P-DATA-TF has " + what);
    }

    /** Takes bytes of a command's fragment. */
    public void append(ByteBuffer in, int count) {
        if (length == 0 && fragmentIsLast && count == fragmentLength) {
            // Most commands come whole, and what is read of them keeps the array.
            collected = memory.apply(count);
        } else if (length + count > collected.length) {
            int capacity = Math.max(INITIAL_CAPACITY, 2 * (length + count));
            byte[] larger = memory.apply(Math.min(capacity, Math.max(maxCommandSetLength, INITIAL_CAPACITY)));
            System.arraycopy(collected, 0, larger, 0, length);
            collected = larger;
        }
        in.get(collected, length, count);
        length += count;
    }

    /** The fragment ends. */
    public Completion end() throws MessageException {
        if (!fragmentIsLast) {
            return Completion.PARTIAL;
        }
        if (dataSetDue) {
            dataSetDue = false;
            return Completion.DATA_SET;
        }
        inCommand = false;
        byte[] bytes = length == collected.length ? collected : Arrays.copyOf(collected, length);
        collected = NONE;
        length = 0;
        ReceivedCommandSet complete =
                ReceivedCommandSet.of(bytes, presentationContext().abstractSyntax());
        if (evenLengthsOnly) {
            complete.requireEvenLengths();
        }
        command = complete;
        dataSetDue = complete.hasDataSet();
        return Completion.COMMAND;
    }

    /** Tells whether no message is under way. */
    public boolean betweenMessages() {
        return !inCommand && !dataSetDue;
    }

    /** How much room there is for a command set, for tests of what an association at rest costs. */
    int capacity() {
        return collected.length;
    }

    /** The command set of the present message. */
    public ReceivedCommandSet command() {
        if (command == null) {
            throw new IllegalStateException("no command is complete");
        }
        return command;
    }

    /** The presentation context of the present message. */
    public PresentationContext presentationContext() {
        if (presentationContext == null) {
            throw new IllegalStateException("no message has begun");
        }
        return presentationContext;
    }
}
