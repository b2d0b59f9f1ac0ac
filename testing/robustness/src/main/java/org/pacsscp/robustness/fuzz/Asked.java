package org.pacsscp.robustness.fuzz;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Pdus;

/**
 * What an acceptor can have understood of a stream: it is read as far as its lengths make sense, leniently, so that no
 * answer to it surprises which an acceptor may give. Immutable once read.
 */
final class Asked {
    private static final int ITEMS_OFFSET = 68;
    private static final int ITEM_HEADER_LENGTH = 4;
    private static final int CONTEXT = 0x20;
    private static final int USER_INFORMATION = 0x50;
    private static final int MAXIMUM_LENGTH = 0x51;

    private final Set<Integer> contexts = new HashSet<>();
    private final Map<Integer, Integer> requests = new HashMap<>();
    private final Fragments fragments = new Fragments();
    private boolean association;
    private boolean release;
    private long maximumLength;

    private Asked() {}

    static Asked of(byte[] stream) {
        Asked asked = new Asked();
        try {
            asked.read(ByteBuffer.wrap(stream));
        } catch (MalformedException e) {
            throw new IllegalStateException("a lenient reader was strict", e);
        }
        return asked;
    }

    private void read(ByteBuffer stream) throws MalformedException {
        while (stream.remaining() >= Pdus.HEADER_LENGTH) {
            int type = stream.get();
            stream.get();
            long length = Integer.toUnsignedLong(stream.getInt());
            if (length > stream.remaining() && type != Pdus.P_DATA_TF) {
                return;
            }
            // What is in a P-DATA-TF may be answered before the rest of it has come.
            byte[] body = new byte[(int) Math.min(length, stream.remaining())];
            stream.get(body);
            switch (type) {
                case Pdus.ASSOCIATE_RQ -> readRequest(body);
                case Pdus.P_DATA_TF -> fragments.read(body, false).forEach(this::count);
                case Pdus.RELEASE_RQ -> release = true;
                default -> {}
            }
        }
    }

    private void readRequest(byte[] body) {
        if (!association && body.length >= ITEMS_OFFSET) {
            association = true;
            readItems(ByteBuffer.wrap(body, ITEMS_OFFSET, body.length - ITEMS_OFFSET));
        }
    }

    private void readItems(ByteBuffer items) {
        while (items.remaining() >= ITEM_HEADER_LENGTH) {
            int type = items.get();
            items.get();
            int length = Short.toUnsignedInt(items.getShort());
            if (length > items.remaining()) {
                return;
            }
            ByteBuffer value = items.slice(items.position(), length);
            items.position(items.position() + length);
            if (type == CONTEXT && length > 0) {
                contexts.add(value.get() & 0xFF);
            } else if (type == USER_INFORMATION) {
                readItems(value);
            } else if (type == MAXIMUM_LENGTH && length == 4) {
                long announced = Integer.toUnsignedLong(value.getInt());
                maximumLength = Math.max(maximumLength, announced == 0 ? Long.MAX_VALUE : announced);
            }
        }
    }

    private void count(Fragments.Fragment fragment) {
        List<Integer> ids = fragment.commandSet().getOrDefault(Commands.MESSAGE_ID, List.of());
        for (int id : ids) {
            requests.merge(id, 1, Integer::sum);
        }
    }

    boolean association() {
        return association;
    }

    boolean release() {
        return release;
    }

    boolean proposes(int contextId) {
        return contexts.contains(contextId);
    }

    /** How many requests had this message id, at most. */
    int requests(int messageId) {
        return requests.getOrDefault(messageId, 0);
    }

    /** The longest P-DATA-TF that the peer takes; PS3.8 Annex D names no other limit if it says nothing. */
    long maximumLength() {
        return maximumLength == 0 ? Long.MAX_VALUE : maximumLength;
    }

    @Override
    public String toString() {
        return "contexts " + contexts + ", requests " + requests + (release ? ", release" : "");
    }
}
