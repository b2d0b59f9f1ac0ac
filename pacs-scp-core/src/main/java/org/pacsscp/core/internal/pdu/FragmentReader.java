package org.pacsscp.core.internal.pdu;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a P-DATA-TF apart (PS3.8 Table 9-22) without holding any of it. Owned, with the {@link PduReader} it is part
 * of, by the owner of the receiving side.
 */
final class FragmentReader {
    /** The length, presentation context id and message control header of a PDV item: no item is shorter. */
    static final int MIN_ITEM_SIZE = 6;

    private static final int LENGTH_SIZE = 4;

    /** Presentation context id and message control header, which an item's length includes. */
    private static final int HEADER_LENGTH = 2;

    private enum State {
        ITEM_LENGTH,
        ITEM_HEADER,
        FRAGMENT
    }

    private final FieldReader field;
    private State state = State.ITEM_LENGTH;
    private long pduLength;

    /** How much of the PDU is not consumed yet, with what is left of its fragment. */
    private long pduRemaining;

    private long fragmentRemaining;
    private int contextId;
    private int messageControlHeader;

    /** {@code field} is that of the PDU's header, which is complete whenever this reads. */
    FragmentReader(FieldReader field) {
        this.field = field;
    }

    /** Starts on the variable field of a P-DATA-TF. */
    void begin(long length) {
        pduLength = length;
        pduRemaining = length;
        fragmentRemaining = 0;
        field.reset();
        state = State.ITEM_LENGTH;
    }

    /** The next event; after {@link PduReader.Progress#END_OF_P_DATA} comes another {@link #begin}. */
    PduReader.Progress advance(ByteBuffer in) throws PduException {
        PduReader.Progress progress = step(in);
        while (progress == null) {
            progress = step(in);
        }
        return progress;
    }

    private PduReader.@Nullable Progress step(ByteBuffer in) throws PduException {
        return switch (state) {
            case ITEM_LENGTH -> readItemLength(in);
            case ITEM_HEADER -> readItemHeader(in);
            case FRAGMENT -> readFragment(in);
        };
    }

    /** Bytes 1-4 of PS3.8 Table 9-23. An item fills the rest of the PDU or leaves room for another. */
    private PduReader.@Nullable Progress readItemLength(ByteBuffer in) throws PduException {
        if (!take(in, LENGTH_SIZE)) {
            return PduReader.Progress.UNDERFLOW;
        }
        long length = field.value();
        long rest = pduRemaining - length;
        if (length < HEADER_LENGTH || rest < 0 || (rest > 0 && rest < MIN_ITEM_SIZE)) {
            long offset = PduReader.HEADER_LENGTH + pduLength - pduRemaining - LENGTH_SIZE;
            throw PduException.invalid(PduType.P_DATA_TF, "PDV item length", offset, length, allowedLengths());
        }
        fragmentRemaining = length - HEADER_LENGTH;
        state = State.ITEM_HEADER;
        return null;
    }

    private String allowedLengths() {
        long beforeAnother = pduRemaining - MIN_ITEM_SIZE;
        return (beforeAnother < HEADER_LENGTH ? "" : HEADER_LENGTH + " to " + beforeAnother + ", or ") + pduRemaining;
    }

    /** Byte 5 of PS3.8 Table 9-23, and the message control header of section E.2, with which its byte 6 starts. */
    private PduReader.Progress readItemHeader(ByteBuffer in) {
        if (!take(in, HEADER_LENGTH)) {
            return PduReader.Progress.UNDERFLOW;
        }
        contextId = (int) (field.value() >> 8);
        messageControlHeader = (int) field.value() & 0xFF;
        state = State.FRAGMENT;
        return PduReader.Progress.FRAGMENT;
    }

    private PduReader.@Nullable Progress readFragment(ByteBuffer in) {
        if (fragmentRemaining > 0) {
            return in.hasRemaining() ? PduReader.Progress.DATA : PduReader.Progress.UNDERFLOW;
        }
        if (pduRemaining == 0) {
            return PduReader.Progress.END_OF_P_DATA;
        }
        state = State.ITEM_LENGTH;
        return null;
    }

    private boolean take(ByteBuffer in, int size) {
        int before = in.remaining();
        boolean complete = field.take(in, size);
        pduRemaining -= before - in.remaining();
        return complete;
    }

    /** Goes past {@code count} bytes of the fragment, which the caller checked to be there. */
    void consumed(int count) {
        fragmentRemaining -= count;
        pduRemaining -= count;
    }

    /** Gives the PDU up; the result is how much of it is to come. */
    long abandon() {
        long remaining = pduRemaining;
        pduRemaining = 0;
        fragmentRemaining = 0;
        return remaining;
    }

    /** What {@link #consumed} may take: nothing before the item's header is read, though its length may be known. */
    long consumable() {
        return state == State.FRAGMENT ? fragmentRemaining : 0;
    }

    int contextId() {
        return contextId;
    }

    int messageControlHeader() {
        return messageControlHeader;
    }
}
