package org.pacsscp.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Whether a server may have said this to whoever has said that. It knows bytes only, and nothing of the engine: A-ASSOCIATE-AC
 * or -RJ first; then responses to requests, on contexts that were accepted, with one final status each; at most one
 * A-RELEASE-RP; nothing but A-ABORT after a farewell.
 */
final class AllowedAnswers {
    private static final int ASSOCIATE_AC = 2;
    private static final int ASSOCIATE_RJ = 3;
    private static final int P_DATA_TF = 4;
    private static final int RELEASE_RP = 6;
    private static final int ABORT = 7;

    private final Map<Integer, Integer> requests;
    private final Map<Integer, Integer> finals = new HashMap<>();
    private final Set<Integer> accepted = new HashSet<>();
    private final ByteArrayOutputStream command = new ByteArrayOutputStream();
    private boolean associated;
    private boolean left;
    private boolean dataSetDue;

    private AllowedAnswers(byte[] said) {
        requests = requests(said);
    }

    /** {@code cut} allows that the last PDU is not whole, where the connection broke. */
    static void check(byte[] said, byte[] heard, boolean cut) {
        AllowedAnswers answers = new AllowedAnswers(said);
        ByteBuffer in = ByteBuffer.wrap(heard);
        while (in.remaining() >= 6) {
            int type = in.get();
            in.get();
            int length = in.getInt();
            assertThat(length).as("length of PDU %d", type).isNotNegative();
            if (length > in.remaining()) {
                assertThat(cut).as("PDU %d is cut", type).isTrue();
                return;
            }
            answers.pdu(type, in.slice(in.position(), length));
            in.position(in.position() + length);
        }
        assertThat(in.hasRemaining() && !cut).as("bytes after the last PDU").isFalse();
    }

    private void pdu(int type, ByteBuffer body) {
        switch (type) {
            case ASSOCIATE_AC -> {
                assertThat(associated || left)
                        .as("A-ASSOCIATE-AC after another answer")
                        .isFalse();
                associated = true;
                accept(body);
            }
            case ASSOCIATE_RJ -> {
                assertThat(associated || left)
                        .as("A-ASSOCIATE-RJ after another answer")
                        .isFalse();
                left = true;
            }
            case P_DATA_TF -> {
                assertThat(associated && !left)
                        .as("P-DATA-TF within an association")
                        .isTrue();
                fragments(body);
            }
            case RELEASE_RP -> {
                assertThat(associated && !left)
                        .as("A-RELEASE-RP within an association")
                        .isTrue();
                left = true;
            }
            case ABORT -> left = true;
            default -> throw new AssertionError("a server does not send PDU " + type);
        }
    }

    /** PS3.8 Tables 9-17 and 9-18. */
    private void accept(ByteBuffer body) {
        body.position(68);
        while (body.hasRemaining()) {
            int type = body.get();
            body.get();
            int length = Short.toUnsignedInt(body.getShort());
            if (type == 0x21 && body.get(body.position() + 2) == 0) {
                accepted.add(Byte.toUnsignedInt(body.get(body.position())));
            }
            body.position(body.position() + length);
        }
    }

    private void fragments(ByteBuffer body) {
        assertThat(body.remaining()).isGreaterThanOrEqualTo(6);
        while (body.hasRemaining()) {
            int length = body.getInt() - 2;
            int context = Byte.toUnsignedInt(body.get());
            int header = body.get();
            assertThat(accepted).as("contexts that were accepted").contains(context);
            assertThat((header & 1) == 0).as("a data set is due").isEqualTo(dataSetDue);
            byte[] bytes = new byte[length];
            body.get(bytes);
            if (dataSetDue) {
                dataSetDue = (header & 2) == 0;
            } else {
                command.writeBytes(bytes);
                if ((header & 2) != 0) {
                    response(elements(command.toByteArray()));
                    command.reset();
                }
            }
        }
    }

    private void response(Map<Integer, Integer> elements) {
        assertThat(required(elements, 0x0100) & 0x8000)
                .as("command field of a response")
                .isNotZero();
        int id = required(elements, 0x0120);
        dataSetDue = required(elements, 0x0800) != 0x0101;
        boolean pending = (required(elements, 0x0900) & 0xFFFE) == 0xFF00;
        int times = finals.merge(id, pending ? 0 : 1, Integer::sum);
        assertThat(requests.getOrDefault(id, 0))
                .as("requests with message id %d", id)
                .isGreaterThanOrEqualTo(Math.max(1, times));
    }

    private static int required(Map<Integer, Integer> elements, int element) {
        return Objects.requireNonNull(elements.get(element), () -> "no element %04X in an answer".formatted(element));
    }

    /** Counts the requests in what a peer has said, by message id, as far as it makes sense. */
    private static Map<Integer, Integer> requests(byte[] said) {
        Map<Integer, Integer> requests = new HashMap<>();
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.wrap(said);
        while (in.remaining() >= 6) {
            int type = in.get();
            in.get();
            long length = Integer.toUnsignedLong(in.getInt());
            int available = (int) Math.min(length, in.remaining());
            if (type == P_DATA_TF) {
                countRequests(in.slice(in.position(), available), command, requests);
            }
            in.position(in.position() + available);
        }
        return requests;
    }

    private static void countRequests(ByteBuffer body, ByteArrayOutputStream command, Map<Integer, Integer> requests) {
        while (body.remaining() >= 6) {
            int length = body.getInt() - 2;
            body.get();
            int header = body.get();
            if (length < 0 || length > body.remaining()) {
                return;
            }
            byte[] bytes = new byte[length];
            body.get(bytes);
            if ((header & 1) != 0) {
                command.writeBytes(bytes);
            }
            if ((header & 3) == 3) {
                Map<Integer, Integer> elements = elements(command.toByteArray());
                command.reset();
                if (elements.containsKey(0x0110)) {
                    requests.merge(required(elements, 0x0110), 1, Integer::sum);
                }
            }
        }
    }

    /** The numbers of a command set, PS3.7 section 6.3.1; of a repeated element the first counts. */
    private static Map<Integer, Integer> elements(byte[] bytes) {
        Map<Integer, Integer> elements = new HashMap<>();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (in.remaining() >= 8) {
            in.getShort();
            int element = Short.toUnsignedInt(in.getShort());
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                return elements;
            }
            if (length == 2) {
                elements.putIfAbsent(element, Short.toUnsignedInt(in.getShort(in.position())));
            }
            in.position(in.position() + length);
        }
        return elements;
    }
}
