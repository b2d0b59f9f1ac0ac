package org.pacsscp.core.internal.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.core.internal.support.HeardResponses.required;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pacsscp.testkit.wire.AssociateFields;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.DataValue;
import org.pacsscp.testkit.wire.Pdu;
import org.pacsscp.testkit.wire.Pdus;
import org.pacsscp.testkit.wire.ReceivedCommand;

/**
 * Whether a server may have said this to whoever has said that. It knows nothing of the engine: A-ASSOCIATE-AC or -RJ first;
 * then responses to requests, on contexts that were accepted, with one final status each; at most one A-RELEASE-RP; nothing
 * but A-ABORT after a farewell.
 */
public final class AllowedAnswers {
    /** PS3.8 Table 9-17, bytes 7 to 74. */
    private static final int FIXED_FIELDS_LENGTH = 68;

    private static final int ITEM_HEADER_LENGTH = 4;

    private final Map<Integer, Integer> requests;
    private final Map<Integer, Integer> finals = new HashMap<>();
    private final Set<Integer> accepted = new HashSet<>();
    private final HeardResponses responses = new HeardResponses();
    private boolean associated;
    private boolean left;

    private AllowedAnswers(byte[] said) {
        requests = requests(said);
    }

    /** {@code cut} allows that the last PDU is not whole, where the connection broke. */
    public static void check(byte[] said, byte[] heard, boolean cut) {
        AllowedAnswers answers = new AllowedAnswers(said);
        List<Pdu> pdus = Pdu.read(heard);
        pdus.forEach(answers::hear);
        byte[] rest = after(pdus, heard);
        if (rest.length >= Pdus.HEADER_LENGTH) {
            assertThat(ByteBuffer.wrap(rest).getInt(2)).as("length of a PDU").isNotNegative();
        }
        assertThat(cut ? new byte[0] : rest).as("bytes after the last PDU").isEmpty();
    }

    private void hear(Pdu pdu) {
        switch (pdu.type()) {
            case Pdus.ASSOCIATE_AC -> {
                assertThat(associated || left)
                        .as("A-ASSOCIATE-AC after another answer")
                        .isFalse();
                associated = true;
                accept(pdu);
            }
            case Pdus.ASSOCIATE_RJ -> {
                assertThat(associated || left)
                        .as("A-ASSOCIATE-RJ after another answer")
                        .isFalse();
                left = true;
            }
            case Pdus.P_DATA_TF -> {
                assertThat(associated && !left)
                        .as("P-DATA-TF within an association")
                        .isTrue();
                assertThat(pdu.values())
                        .extracting(DataValue::contextId)
                        .as("contexts that were accepted")
                        .isSubsetOf(accepted);
                responses.take(pdu).forEach(this::response);
            }
            case Pdus.RELEASE_RP -> {
                assertThat(associated && !left)
                        .as("A-RELEASE-RP within an association")
                        .isTrue();
                left = true;
            }
            case Pdus.ABORT -> left = true;
            default -> throw new AssertionError("a server does not send " + pdu);
        }
    }

    /** PS3.8 Table 9-18. */
    private void accept(Pdu pdu) {
        AssociateFields acceptance = pdu.associateFields().orElseThrow();
        assertThat(acceptance.items().stream()
                        .mapToInt(item -> ITEM_HEADER_LENGTH + item.value().length)
                        .sum())
                .as("bytes of whole items")
                .isEqualTo(pdu.body().length - FIXED_FIELDS_LENGTH);
        acceptance.contextResults().stream()
                .filter(result -> result.result() == 0)
                .forEach(result -> accepted.add(result.id()));
    }

    private void response(ReceivedCommand response) {
        assertThat(required(response, Commands.COMMAND_FIELD) & Commands.RESPONSE)
                .as("command field of a response")
                .isNotZero();
        int id = required(response, Commands.MESSAGE_ID_BEING_RESPONDED_TO);
        required(response, Commands.DATA_SET_TYPE);
        boolean pending = (required(response, Commands.STATUS) & 0xFFFE) == 0xFF00;
        int times = finals.merge(id, pending ? 0 : 1, Integer::sum);
        assertThat(requests.getOrDefault(id, 0))
                .as("requests with message id %d", id)
                .isGreaterThanOrEqualTo(Math.max(1, times));
    }

    /** Counts the requests in what a peer has said, by message id, as far as it makes sense. */
    private static Map<Integer, Integer> requests(byte[] said) {
        Map<Integer, Integer> requests = new HashMap<>();
        byte[] command = {};
        for (DataValue value : values(said)) {
            if (value.isCommand()) {
                command = Bytes.join(command, value.fragment());
            }
            if (value.isCommand() && value.isLast()) {
                ReceivedCommand.read(command)
                        .number(Commands.MESSAGE_ID)
                        .ifPresent(id -> requests.merge(id, 1, Integer::sum));
                command = new byte[0];
            }
        }
        return requests;
    }

    /** Of the last PDU too, if it is not whole: what is in it may be answered before the rest has come. */
    private static List<DataValue> values(byte[] said) {
        List<Pdu> pdus = Pdu.read(said);
        byte[] rest = after(pdus, said);
        List<DataValue> values = new ArrayList<>();
        pdus.forEach(pdu -> values.addAll(pdu.values()));
        if (rest.length >= Pdus.HEADER_LENGTH) {
            byte[] body = Arrays.copyOfRange(rest, Pdus.HEADER_LENGTH, rest.length);
            values.addAll(Pdu.of(Byte.toUnsignedInt(rest[0]), body).values());
        }
        return values;
    }

    private static byte[] after(List<Pdu> pdus, byte[] stream) {
        int whole = pdus.stream().mapToInt(pdu -> pdu.bytes().length).sum();
        return Arrays.copyOfRange(stream, whole, stream.length);
    }
}
