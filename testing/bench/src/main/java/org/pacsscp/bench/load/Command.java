package org.pacsscp.bench.load;

import java.nio.ByteBuffer;

/**
 * What a command set says (PS3.7 section E.1), which came in one fragment.
 *
 * @param field which message it is
 * @param messageId the number of a request; 0 in a response
 * @param status that of a response; -1 in a request
 */
record Command(int field, int messageId, int status) {
    private static final int PENDING = 0xFF00;

    /** Reads one that lies in a buffer. */
    static Command read(ByteBuffer in, int from, int end) {
        int field = 0;
        int messageId = 0;
        int status = -1;
        for (int element = from; element + 10 <= end; element += 8 + Responses.le32(in, element + 4)) {
            int value = Responses.le16(in, element + 8);
            switch (Responses.le16(in, element + 2)) {
                case 0x0100 -> field = value;
                case 0x0110 -> messageId = value;
                case 0x0900 -> status = value;
                default -> {
                    // Nothing that is asked for.
                }
            }
        }
        return new Command(field, messageId, status);
    }

    /** Whether no more responses follow. */
    boolean isFinal() {
        return status >= 0 && status != PENDING;
    }

    void checkSuccess() throws LoadException {
        if (status != 0) {
            throw new LoadException("a final response with status %04XH".formatted(status));
        }
    }
}
