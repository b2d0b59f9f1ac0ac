package org.pacsscp.core.internal.ul;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PS3.8 Table 9-10: what either side of an association does about an event, and which state it is in then.
 *
 * <p>Immutable: any thread may look a transition up.
 */
public final class StateTable {
    /**
     * A cell is the action, then the numbers of the states that may follow; a dot is a blank cell of the standard. Of the
     * states of AR-8 the first is the requestor's and the second the acceptor's.
     */
    private static final String TABLE_9_10 = """
            EVENT                         Sta1   Sta2      Sta3    Sta4   Sta5    Sta6    Sta7      Sta8    Sta9    Sta10    Sta11   Sta12   Sta13
            EVT_1_ASSOCIATE_REQUEST       AE-1:4 .         .       .      .       .       .         .       .       .        .       .       .
            EVT_2_TRANSPORT_CONFIRM       .      .         .       AE-2:5 .       .       .         .       .       .        .       .       .
            EVT_3_ASSOCIATE_AC_RECEIVED   .      AA-1:13   AA-8:13 .      AE-3:6  AA-8:13 AA-8:13   AA-8:13 AA-8:13 AA-8:13  AA-8:13 AA-8:13 AA-6:13
            EVT_4_ASSOCIATE_RJ_RECEIVED   .      AA-1:13   AA-8:13 .      AE-4:1  AA-8:13 AA-8:13   AA-8:13 AA-8:13 AA-8:13  AA-8:13 AA-8:13 AA-6:13
            EVT_5_TRANSPORT_CONNECTION    AE-5:2 .         .       .      .       .       .         .       .       .        .       .       .
            EVT_6_ASSOCIATE_RQ_RECEIVED   .      AE-6:3,13 AA-8:13 .      AA-8:13 AA-8:13 AA-8:13   AA-8:13 AA-8:13 AA-8:13  AA-8:13 AA-8:13 AA-7:13
            EVT_7_ASSOCIATE_ACCEPT        .      .         AE-7:6  .      .       .       .         .       .       .        .       .       .
            EVT_8_ASSOCIATE_REJECT        .      .         AE-8:13 .      .       .       .         .       .       .        .       .       .
            EVT_9_P_DATA_REQUEST          .      .         .       .      .       DT-1:6  .         AR-7:8  .       .        .       .       .
            EVT_10_P_DATA_TF_RECEIVED     .      AA-1:13   AA-8:13 .      AA-8:13 DT-2:6  AR-6:7    AA-8:13 AA-8:13 AA-8:13  AA-8:13 AA-8:13 AA-6:13
            EVT_11_RELEASE_REQUEST        .      .         .       .      .       AR-1:7  .         .       .       .        .       .       .
            EVT_12_RELEASE_RQ_RECEIVED    .      AA-1:13   AA-8:13 .      AA-8:13 AR-2:8  AR-8:9,10 AA-8:13 AA-8:13 AA-8:13  AA-8:13 AA-8:13 AA-6:13
            EVT_13_RELEASE_RP_RECEIVED    .      AA-1:13   AA-8:13 .      AA-8:13 AA-8:13 AR-3:1    AA-8:13 AA-8:13 AR-10:12 AR-3:1  AA-8:13 AA-6:13
            EVT_14_RELEASE_RESPONSE       .      .         .       .      .       .       .         AR-4:13 AR-9:11 .        .       AR-4:13 .
            EVT_15_ABORT_REQUEST          .      .         AA-1:13 AA-2:1 AA-1:13 AA-1:13 AA-1:13   AA-1:13 AA-1:13 AA-1:13  AA-1:13 AA-1:13 .
            EVT_16_ABORT_RECEIVED         .      AA-2:1    AA-3:1  .      AA-3:1  AA-3:1  AA-3:1    AA-3:1  AA-3:1  AA-3:1   AA-3:1  AA-3:1  AA-2:1
            EVT_17_TRANSPORT_CLOSED       .      AA-5:1    AA-4:1  AA-4:1 AA-4:1  AA-4:1  AA-4:1    AA-4:1  AA-4:1  AA-4:1   AA-4:1  AA-4:1  AR-5:1
            EVT_18_ARTIM_EXPIRED          .      AA-2:1    .       .      .       .       .         .       .       .        .       .       AA-2:1
            EVT_19_INVALID_PDU_RECEIVED   .      AA-1:13   AA-8:13 .      AA-8:13 AA-8:13 AA-8:13   AA-8:13 AA-8:13 AA-8:13  AA-8:13 AA-8:13 AA-7:13
            """;

    private static final Map<State, Map<Event, Transition>> REQUESTORS = parse(TABLE_9_10, Side.REQUESTOR);
    private static final Map<State, Map<Event, Transition>> ACCEPTORS = parse(TABLE_9_10, Side.ACCEPTOR);

    private StateTable() {}

    /**
     * What to do about an event, or null where the standard leaves the cell blank.
     *
     * <p>Whatever a peer may send has a cell in every state that has a connection, and so has the loss of that
     * connection. A blank cell therefore never is the peer's fault but a programming error: the user asks for what the
     * state does not allow, or the ARTIM timer has been left running. The caller throws; it does not ignore the event.
     * A request that reaches him from another thread may have been overtaken by the end of the association: he compares
     * the state before he makes an event of it.
     */
    public static @Nullable Transition transition(Side side, State state, Event event) {
        Map<Event, Transition> column = (side == Side.REQUESTOR ? REQUESTORS : ACCEPTORS).get(state);
        return column == null ? null : column.get(event);
    }

    private static Map<State, Map<Event, Transition>> parse(String table, Side side) {
        Pattern gap = Pattern.compile(" +");
        List<List<String>> rows =
                table.lines().map(row -> List.of(gap.split(row, -1))).toList();
        List<String> header = rows.get(0);
        Map<State, Map<Event, Transition>> transitions = new EnumMap<>(State.class);
        for (List<String> row : rows.subList(1, rows.size())) {
            Event event = Event.valueOf(row.get(0));
            for (int column = 1; column < header.size(); column++) {
                State state = State.valueOf(header.get(column).toUpperCase(Locale.ROOT));
                Transition cell = cell(row.get(column), side);
                if (cell != null) {
                    transitions
                            .computeIfAbsent(state, any -> new EnumMap<>(Event.class))
                            .put(event, cell);
                }
            }
        }
        return transitions;
    }

    private static @Nullable Transition cell(String cell, Side side) {
        if (cell.equals(".")) {
            return null;
        }
        int colon = cell.indexOf(':');
        Action action = Action.valueOf(cell.substring(0, colon).replace('-', '_'));
        List<State> nextStates = Stream.of(cell.substring(colon + 1).split(",", -1))
                .map(number -> State.valueOf("STA" + number))
                .toList();
        return action == Action.AR_8
                ? new Transition(action, Set.of(nextStates.get(side == Side.REQUESTOR ? 0 : 1)))
                : new Transition(action, Set.copyOf(nextStates));
    }

    /**
     * A cell of the table.
     *
     * @param action what to do
     * @param nextStates the state after the action; for {@link Action#AE_6} the two states of which its outcome selects
     *     one
     */
    public record Transition(Action action, Set<State> nextStates) {
        public Transition {
            nextStates = Set.copyOf(nextStates);
        }

        /**
         * The state after the action.
         *
         * @throws IllegalStateException if the action's outcome selects it
         */
        public State nextState() {
            if (nextStates.size() != 1) {
                throw new IllegalStateException(action + " leads to one of " + nextStates);
            }
            return nextStates.iterator().next();
        }
    }
}
