package org.pacsscp.bench.load;

import java.nio.ByteBuffer;

/** Looks at what an acceptor sends; offsets are those of the PDU's first byte. */
final class Responses {
    static final int HEADER_LENGTH = 6;
    static final int ASSOCIATE_AC = 0x02;
    static final int ASSOCIATE_RJ = 0x03;
    static final int P_DATA_TF = 0x04;
    static final int RELEASE_RP = 0x06;
    static final int ABORT = 0x07;

    private static final int COMMAND_SET_OFFSET = 12;
    private static final int VARIABLE_ITEMS_OFFSET = 74;
    private static final int USER_INFORMATION = 0x50;
    private static final int MAXIMUM_LENGTH = 0x51;
    private static final int MESSAGE_ID_BEING_RESPONDED_TO = 0x0120;
    private static final int STATUS = 0x0900;

    private Responses() {}

    /** The maximum length that an A-ASSOCIATE-AC announces (PS3.8 Annex D.1); 0 for no limit. */
    static long maximumLength(ByteBuffer in, int at, int end) throws LoadException {
        for (int item = at + VARIABLE_ITEMS_OFFSET; item + 4 <= end; item += 4 + u16(in, item + 2)) {
            if (in.get(item) == USER_INFORMATION) {
                return maximumLengthItem(in, item + 4, Math.min(end, item + 4 + u16(in, item + 2)));
            }
        }
        throw new LoadException("A-ASSOCIATE-AC without user information");
    }

    private static long maximumLengthItem(ByteBuffer in, int from, int end) throws LoadException {
        for (int item = from; item + 8 <= end; item += 4 + u16(in, item + 2)) {
            if (in.get(item) == MAXIMUM_LENGTH) {
                return in.getInt(item + 4) & 0xFFFF_FFFFL;
            }
        }
        throw new LoadException("A-ASSOCIATE-AC without a maximum length");
    }

    /** Whether a P-DATA-TF holds the last fragment of a command, which the responses here fit into one of. */
    static boolean isWholeCommand(ByteBuffer in, int at) {
        return in.get(at + 11) == (Requests.COMMAND | Requests.LAST);
    }

    /** Fails unless a response is to our message, and its status is success. */
    static void checkSuccess(ByteBuffer in, int at, int end) throws LoadException {
        int status = -1;
        int messageId = -1;
        for (int element = at + COMMAND_SET_OFFSET; element + 10 <= end; element += 8 + le32(in, element + 4)) {
            int number = le16(in, element + 2);
            if (number == STATUS) {
                status = le16(in, element + 8);
            } else if (number == MESSAGE_ID_BEING_RESPONDED_TO) {
                messageId = le16(in, element + 8);
            }
        }
        if (messageId != Requests.MESSAGE_ID || status != 0) {
            throw new LoadException("a response to message %d with status %04XH".formatted(messageId, status & 0xFFFF));
        }
    }

    private static int u16(ByteBuffer in, int at) {
        return in.getShort(at) & 0xFFFF;
    }

    static int le16(ByteBuffer in, int at) {
        return (in.get(at) & 0xFF) | ((in.get(at + 1) & 0xFF) << 8);
    }

    /** A length that cannot be one makes the loop that asks for it end. */
    static int le32(ByteBuffer in, int at) {
        int value = le16(in, at) | (le16(in, at + 2) << 16);
        return value < 0 || value > in.capacity() ? in.capacity() : value;
    }
}
