package org.pacsscp.robustness.fuzz;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** Reads which presentation contexts an A-ASSOCIATE-AC accepts, and whether it is one: PS3.8 section 9.3.3. */
final class AcceptedContexts {
    private static final int ITEMS_OFFSET = 68;
    private static final int ITEM_HEADER_LENGTH = 4;
    private static final int APPLICATION_CONTEXT = 0x10;
    private static final int CONTEXT = 0x21;
    private static final int TRANSFER_SYNTAX = 0x40;
    private static final int USER_INFORMATION = 0x50;
    private static final int LAST_RESULT = 4;

    private final Asked asked;
    private final Set<Integer> answered = new HashSet<>();
    private final Set<Integer> accepted = new HashSet<>();

    private AcceptedContexts(Asked asked) {
        this.asked = asked;
    }

    /** Returns the ids of the accepted ones. */
    static Set<Integer> read(byte[] body, Asked asked) throws MalformedException {
        MalformedException.throwIf(body.length < ITEMS_OFFSET, "A-ASSOCIATE-AC of length " + body.length);
        AcceptedContexts contexts = new AcceptedContexts(asked);
        ByteBuffer items = ByteBuffer.wrap(body, ITEMS_OFFSET, body.length - ITEMS_OFFSET);
        while (items.hasRemaining()) {
            contexts.readItem(items);
        }
        return contexts.accepted;
    }

    private void readItem(ByteBuffer items) throws MalformedException {
        MalformedException.throwIf(items.remaining() < ITEM_HEADER_LENGTH, "half an item in A-ASSOCIATE-AC");
        int type = items.get();
        items.get();
        int length = Short.toUnsignedInt(items.getShort());
        MalformedException.throwIf(length > items.remaining(), "an item that is longer than A-ASSOCIATE-AC");
        ByteBuffer value = items.slice(items.position(), length);
        items.position(items.position() + length);
        switch (type) {
            case CONTEXT -> readContext(value);
            case APPLICATION_CONTEXT, USER_INFORMATION -> {}
            default -> throw new MalformedException("an item of type " + type + " in A-ASSOCIATE-AC");
        }
    }

    private void readContext(ByteBuffer value) throws MalformedException {
        MalformedException.throwIf(value.remaining() < 8, "half a presentation context in A-ASSOCIATE-AC");
        int id = value.get(0) & 0xFF;
        int result = value.get(2);
        MalformedException.throwIf(!asked.proposes(id), "presentation context " + id + ", which nobody proposed");
        MalformedException.throwIf(!answered.add(id), "presentation context " + id + " twice");
        MalformedException.throwIf(result < 0 || result > LAST_RESULT, "presentation context with result " + result);
        MalformedException.throwIf(value.get(4) != TRANSFER_SYNTAX, "presentation context without transfer syntax");
        if (result == 0) {
            accepted.add(id);
        }
    }
}
