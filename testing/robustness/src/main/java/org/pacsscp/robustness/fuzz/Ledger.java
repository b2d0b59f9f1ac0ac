package org.pacsscp.robustness.fuzz;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.pacsscp.testkit.wire.Commands;

/** Keeps account of requests and responses, PS3.7 sections 6.3 and 9.3. Used by one thread. */
final class Ledger {
    private static final int PENDING = 0xFF00;
    private static final int PENDING_WITH_WARNING = 0xFF01;

    private final Asked asked;
    private final Fragments fragments = new Fragments();
    private final Map<Integer, Integer> finals = new HashMap<>();
    private Set<Integer> contexts = Set.of();

    /** The presentation context of the message under way; 0 between messages. */
    private int underWay;

    private boolean dataSetDue;

    Ledger(Asked asked) {
        this.asked = asked;
    }

    void accepted(Set<Integer> contextIds) {
        contexts = contextIds;
    }

    void requireBetweenMessages() throws MalformedException {
        MalformedException.throwIf(underWay != 0, "A-RELEASE-RP in the middle of a message");
    }

    /** Hears the body of a P-DATA-TF. */
    void hear(byte[] body) throws MalformedException {
        MalformedException.throwIf(
                body.length > asked.maximumLength(),
                "P-DATA-TF of length " + body.length + ", the peer takes " + asked.maximumLength());
        MalformedException.throwIf(body.length == 0, "an empty P-DATA-TF");
        for (Fragments.Fragment fragment : fragments.read(body, true)) {
            hear(fragment);
        }
    }

    private void hear(Fragments.Fragment fragment) throws MalformedException {
        int id = fragment.contextId();
        MalformedException.throwIf(!contexts.contains(id), "presentation context " + id + ", which was not accepted");
        MalformedException.throwIf(underWay != 0 && underWay != id, "a fragment of another message");
        MalformedException.throwIf(
                fragment.command() == dataSetDue,
                dataSetDue ? "a command where a data set is due" : "a data set that was not announced");
        underWay = id;
        if (fragment.last() && fragment.command()) {
            message(fragment);
        } else if (fragment.last()) {
            dataSetDue = false;
        }
        if (fragment.last() && !dataSetDue) {
            underWay = 0;
        }
    }

    private void message(Fragments.Fragment command) throws MalformedException {
        int type = command.value(Commands.DATA_SET_TYPE);
        MalformedException.throwIf(type < 0, "a command without data set type");
        dataSetDue = type != Commands.NO_DATA_SET;
        int field = command.value(Commands.COMMAND_FIELD);
        if (field < 0 || (field & Commands.RESPONSE) == 0) {
            MalformedException.throwIf(
                    field != Commands.C_STORE_RQ || command.value(Commands.MESSAGE_ID) < 0,
                    "a request with command field " + field);
            return;
        }
        int messageId = command.value(Commands.MESSAGE_ID_BEING_RESPONDED_TO);
        int status = command.value(Commands.STATUS);
        MalformedException.throwIf(status < 0, "a response without status");
        MalformedException.throwIf(
                asked.requests(messageId) == 0, "a response to " + messageId + ", which nobody asked");
        int given = finals.getOrDefault(messageId, 0);
        MalformedException.throwIf(
                given >= asked.requests(messageId), "response " + (given + 1) + " to " + messageId + ": " + asked);
        if (status != PENDING && status != PENDING_WITH_WARNING) {
            finals.put(messageId, given + 1);
        }
    }
}
