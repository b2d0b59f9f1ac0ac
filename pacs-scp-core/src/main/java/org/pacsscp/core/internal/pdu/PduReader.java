package org.pacsscp.core.internal.pdu;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a connection's bytes into PDUs (PS3.8 section 9.3.1). It is fed whatever has arrived and tells, one event at a
 * time, what that was; all lengths are judged as soon as they are complete and before anything is allocated.
 * A-ASSOCIATE PDUs are collected and decoded; P-DATA-TF PDUs pass through without being held. After a
 * {@link PduException} it is spent: it consumes nothing more and throws the same again.
 *
 * <p>Owned by whichever thread has the receiving side of the association; one for each connection.
 */
public final class PduReader {
    /** What {@link #advance} got to. */
    public enum Progress {
        /** More bytes are needed; those given are consumed. */
        UNDERFLOW,
        /** The first byte of a PDU is read: {@link #type} tells which. */
        TYPE,
        /** A PDU other than P-DATA-TF is complete: {@link #takePdu} gives it away. */
        PDU,
        /** The headers of a presentation data value are read; {@link #fragmentRemaining} bytes follow, maybe none. */
        FRAGMENT,
        /** The buffer's next bytes belong to the fragment; the caller takes them and says so to {@link #consumed}. */
        DATA,
        /** All fragments of a P-DATA-TF are consumed. */
        END_OF_P_DATA
    }

    /** PDU type, reserved, PDU length. */
    public static final int HEADER_LENGTH = 6;

    /** The fixed fields that follow the header in A-ASSOCIATE-RQ and -AC: bytes 7-74 of PS3.8 Tables 9-11 and 9-17. */
    public static final int MIN_ASSOCIATE_LENGTH = 68;

    /** The P-DATA-TF length that is taken before {@link #announcedMaximumLength} is called. */
    public static final long DEFAULT_MAX_LENGTH = 16_384;

    /** The PDU length of the PDUs without variable fields: PS3.8 Tables 9-21, 9-24, 9-25 and 9-26. */
    static final int FIXED_LENGTH = 4;

    private static final long MAX_UNSIGNED_INT = 0xFFFF_FFFFL;
    private static final int PDU_LENGTH_OFFSET = 2;

    private enum State {
        TYPE,
        LENGTH,
        FIXED_BODY,
        ASSOCIATE_BODY,
        P_DATA,
        DISCARD
    }

    private final int maxAssociateLength;
    private final FieldReader field = new FieldReader();
    private final Room room;
    private final BodyBuffer body;
    private final FragmentReader fragments = new FragmentReader(field);

    private State state = State.TYPE;
    private long maximumLength = DEFAULT_MAX_LENGTH;
    private boolean discarding;
    private @Nullable PduType type;
    private @Nullable Pdu pdu;
    private @Nullable PduException failure;

    private long pduLength;
    private long discardRemaining;

    /** As {@link #PduReader(int, Room)}, with room for everything. */
    public PduReader(int maxAssociateLength) {
        this(maxAssociateLength, Room.UNLIMITED);
    }

    /**
     * @param maxAssociateLength the longest A-ASSOCIATE-RQ or -AC taken, header not counted
     * @param room what such a PDU may take while it is collected and decoded
     */
    public PduReader(int maxAssociateLength, Room room) {
        if (maxAssociateLength < MIN_ASSOCIATE_LENGTH) {
            throw new IllegalArgumentException(
                    "maximum A-ASSOCIATE length " + maxAssociateLength + " < " + MIN_ASSOCIATE_LENGTH);
        }
        this.maxAssociateLength = maxAssociateLength;
        this.room = room;
        body = new BodyBuffer(room);
    }

    /**
     * The maximum length that we announced, which from the next PDU header on bounds P-DATA-TF.
     *
     * @param maximum 0 for no limit
     */
    public void announcedMaximumLength(long maximum) {
        if (maximum < 0 || maximum > MAX_UNSIGNED_INT) {
            throw new IllegalArgumentException("maximum length " + maximum + " is not 0 to " + MAX_UNSIGNED_INT);
        }
        maximumLength = maximum;
    }

    /** Consumes bytes up to the next event. An event that needs no byte comes from an empty buffer, too. */
    public Progress advance(ByteBuffer in) throws PduException {
        pdu = null;
        if (failure != null) {
            throw failure;
        }
        try {
            Progress progress = step(in);
            while (progress == null) {
                progress = step(in);
            }
            return progress;
        } catch (PduException e) {
            failure = e;
            body.drop();
            throw e;
        }
    }

    /** One field of the wire. Null when that made no event. */
    private @Nullable Progress step(ByteBuffer in) throws PduException {
        return switch (state) {
            case TYPE -> readType(in);
            case LENGTH -> readLength(in);
            case FIXED_BODY -> readFixedBody(in);
            case ASSOCIATE_BODY -> readAssociateBody(in);
            case P_DATA -> readFragments(in);
            case DISCARD -> discard(in);
        };
    }

    /** Byte 1 of every PDU. It makes an event of its own, for most peers that speak no DICOM never send a sixth. */
    private Progress readType(ByteBuffer in) throws PduException {
        if (!in.hasRemaining()) {
            return Progress.UNDERFLOW;
        }
        int code = in.get() & 0xFF;
        type = PduType.find(code);
        if (type == null) {
            throw PduException.unrecognized(code);
        }
        state = State.LENGTH;
        return Progress.TYPE;
    }

    /** Bytes 2-6 of every PDU: reserved, PDU length. */
    private @Nullable Progress readLength(ByteBuffer in) throws PduException {
        if (!field.take(in, HEADER_LENGTH - 1)) {
            return Progress.UNDERFLOW;
        }
        pduLength = field.value() & MAX_UNSIGNED_INT;
        if (discarding) {
            discard(pduLength);
            return null;
        }
        state = switch (type()) {
            case ASSOCIATE_RQ, ASSOCIATE_AC -> {
                checkLength(MIN_ASSOCIATE_LENGTH, maxAssociateLength);
                yield State.ASSOCIATE_BODY;
            }
            case P_DATA_TF -> {
                checkLength(FragmentReader.MIN_ITEM_SIZE, maximumLength == 0 ? MAX_UNSIGNED_INT : maximumLength);
                fragments.begin(pduLength);
                yield State.P_DATA;
            }
            case ASSOCIATE_RJ, RELEASE_RQ, RELEASE_RP, ABORT -> {
                checkLength(FIXED_LENGTH, FIXED_LENGTH);
                yield State.FIXED_BODY;
            }
        };
        return null;
    }

    private void checkLength(long minimum, long maximum) throws PduException {
        if (pduLength < minimum || pduLength > maximum) {
            String allowed = minimum == maximum ? Long.toString(minimum) : minimum + " to " + maximum;
            throw PduException.invalid(type(), "PDU length", PDU_LENGTH_OFFSET, pduLength, allowed);
        }
    }

    /** Bytes 7-10 of PS3.8 Tables 9-21 (reserved, result, source, reason), 9-24, 9-25 and 9-26 (the last two bytes). */
    private Progress readFixedBody(ByteBuffer in) {
        if (!field.take(in, FIXED_LENGTH)) {
            return Progress.UNDERFLOW;
        }
        int bytes = (int) field.value();
        int second = (bytes >> 16) & 0xFF;
        int third = (bytes >> 8) & 0xFF;
        int fourth = bytes & 0xFF;
        pdu = switch (type()) {
            case ASSOCIATE_RJ -> AssociateRj.of(second, third, fourth);
            case RELEASE_RQ -> new ReleaseRq();
            case RELEASE_RP -> new ReleaseRp();
            case ABORT -> Abort.of(third, fourth);
            case ASSOCIATE_RQ, ASSOCIATE_AC, P_DATA_TF -> throw new IllegalStateException(type() + " is not fixed");
        };
        state = State.TYPE;
        return Progress.PDU;
    }

    /** Bytes 7 and on of PS3.8 Tables 9-11 and 9-17. */
    private Progress readAssociateBody(ByteBuffer in) throws PduException {
        // checkLength made sure that the length is an int.
        if (!body.take(in, (int) pduLength)) {
            return Progress.UNDERFLOW;
        }
        pdu = type() == PduType.ASSOCIATE_RQ
                ? AssociateDecoder.request(body.bytes(), body.length(), room)
                : AssociateDecoder.acceptance(body.bytes(), body.length(), room);
        body.drop();
        state = State.TYPE;
        return Progress.PDU;
    }

    /** Bytes 7 and on of PS3.8 Table 9-22. */
    private Progress readFragments(ByteBuffer in) throws PduException {
        Progress progress = fragments.advance(in);
        if (progress == Progress.END_OF_P_DATA) {
            state = State.TYPE;
        }
        return progress;
    }

    private @Nullable Progress discard(ByteBuffer in) {
        int count = (int) Math.min(in.remaining(), discardRemaining);
        in.position(in.position() + count);
        discardRemaining -= count;
        if (discardRemaining > 0) {
            return Progress.UNDERFLOW;
        }
        state = State.TYPE;
        return null;
    }

    /** The type of the PDU under way, from {@link Progress#TYPE} on until that of the next. */
    public PduType type() {
        if (type == null) {
            throw new IllegalStateException("no PDU has begun");
        }
        return type;
    }

    /** The PDU length of the PDU under way, once its header is complete. */
    public long pduLength() {
        return pduLength;
    }

    /** Whether a P-DATA-TF is under way: from its {@link Progress#TYPE} to its {@link Progress#END_OF_P_DATA}. */
    public boolean isInPData() {
        return type == PduType.P_DATA_TF && (state == State.LENGTH || state == State.P_DATA);
    }

    /** The PDU that {@link Progress#PDU} announced. */
    public Pdu pdu() {
        if (pdu == null) {
            throw new IllegalStateException("no PDU is complete");
        }
        return pdu;
    }

    /** The presentation context id of the fragment, unjudged. */
    public int contextId() {
        return fragments.contextId();
    }

    /** Whether the fragment is of a command rather than a data set: bit 0, PS3.8 section E.2. */
    public boolean command() {
        return DataHeader.isCommand(fragments.messageControlHeader());
    }

    /** Whether it is the last fragment of its command or data set: bit 1, PS3.8 section E.2. */
    public boolean last() {
        return DataHeader.isLast(fragments.messageControlHeader());
    }

    /** How many bytes of the fragment are not consumed yet. */
    public long fragmentRemaining() {
        return fragments.consumable();
    }

    /** The caller took {@code n} bytes of the fragment, from the buffer or straight from the channel. */
    public void consumed(int n) {
        if (n < 0 || n > fragments.consumable()) {
            throw new IllegalArgumentException(n + " bytes consumed where 0 to " + fragments.consumable() + " remain");
        }
        fragments.consumed(n);
    }

    /** Skips the rest of the PDU under way, however long and whatever is in it. Its remaining events do not come. */
    public void discardBody() {
        switch (state) {
            case TYPE, DISCARD -> {}
            case LENGTH -> discarding = true;
            case FIXED_BODY -> discard(pduLength - field.bytesRead());
            case ASSOCIATE_BODY -> discard(pduLength - body.length());
            case P_DATA -> discard(fragments.abandon());
        }
    }

    private void discard(long remaining) {
        discardRemaining = remaining;
        discarding = false;
        field.reset();
        body.drop();
        state = State.DISCARD;
    }

    /** The PDU that {@link Progress#PDU} announced, which the reader then keeps no longer. */
    public Pdu takePdu() {
        Pdu complete = pdu();
        pdu = null;
        return complete;
    }

    /** The size of the array that holds an A-ASSOCIATE body under way, for tests of what a half-sent PDU costs. */
    int bodyCapacity() {
        return body.capacity();
    }
}
