package org.pacsscp.core.internal.ul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.core.internal.pdu.PduType;
import org.pacsscp.core.internal.ul.StateTable.Transition;

class StateTableTest {
    private static final Table910 STANDARD = Table910.read();

    /**
     * Rows 1 and 2 need a user who asks for an association, and a connection that we open; Sta4 and Sta5 follow on these
     * two only, Sta9 is the requestor's outcome of AR-8, and Sta11 follows on Sta9.
     */
    private static final Set<Integer> ACCEPTORS_EVENTS =
            IntStream.rangeClosed(3, Table910.EVENTS).boxed().collect(Collectors.toUnmodifiableSet());

    private static final Set<Integer> ACCEPTORS_STATES = STANDARD.reachable(ACCEPTORS_EVENTS, true);

    /** All 247 cells: each is ours as it stands, or in a row or a column that an acceptor has no way to. */
    @ParameterizedTest
    @MethodSource
    void everyCellIsTheStandards(int row) {
        for (int column = 1; column <= Table910.STATES; column++) {
            Optional<Event> event = event(row);
            Optional<State> state = state(column);
            boolean ours = ACCEPTORS_EVENTS.contains(row) && ACCEPTORS_STATES.contains(column);
            assertThat(event.isPresent() && state.isPresent())
                    .as("our table has row %s and column Sta%s", row, column)
                    .isEqualTo(ours);
            if (ours) {
                assertThat(print(StateTable.transition(state.orElseThrow(), event.orElseThrow())))
                        .as("row %s in Sta%s", row, column)
                        .isEqualTo(print(STANDARD.cell(row, column).action(), STANDARD.nextStates(row, column, true)));
            }
        }
    }

    static IntStream everyCellIsTheStandards() {
        return IntStream.rangeClosed(1, Table910.EVENTS);
    }

    @Test
    void theTableOfTheStandardIsWhole() {
        assertThat(STANDARD.rows()).isEqualTo(Table910.EVENTS);
        assertThat(cells().filter(cell -> !cell.isBlank())).hasSize(123);
        assertThat(cells().map(Table910.Cell::action).filter(action -> !action.isEmpty()))
                .containsOnly(
                        "AE-1", "AE-2", "AE-3", "AE-4", "AE-5", "AE-6", "AE-7", "AE-8", "DT-1", "DT-2", "AR-1", "AR-2",
                        "AR-3", "AR-4", "AR-5", "AR-6", "AR-7", "AR-8", "AR-9", "AR-10", "AA-1", "AA-2", "AA-3", "AA-4",
                        "AA-5", "AA-6", "AA-7", "AA-8");
    }

    @Test
    void theSidesDifferInTheStatesThatTheyCanComeTo() {
        Set<Integer> events = IntStream.rangeClosed(1, Table910.EVENTS).boxed().collect(Collectors.toSet());
        assertThat(STANDARD.reachable(events, false)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13);
        assertThat(ACCEPTORS_STATES).containsExactly(1, 2, 3, 6, 7, 8, 10, 12, 13);
    }

    @Test
    void ourActionsAreThoseOfOurCells() {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        for (State state : State.values()) {
            for (Event event : Event.values()) {
                Transition transition = StateTable.transition(state, event);
                if (transition != null) {
                    actions.add(transition.action());
                }
            }
        }
        assertThat(actions).containsExactly(Action.values());
    }

    @ParameterizedTest
    @CsvSource({
        "ASSOCIATE_RQ, Evt6",
        "ASSOCIATE_AC, Evt3",
        "ASSOCIATE_RJ, Evt4",
        "P_DATA_TF, Evt10",
        "RELEASE_RQ, Evt12",
        "RELEASE_RP, Evt13",
        "ABORT, Evt16"
    })
    void eachPduTypeHasItsEvent(PduType type, String event) {
        assertThat(Event.received(type))
                .isEqualTo(event(Integer.parseInt(event.substring(3))).orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void theEventOfAPduTypeIsNamedAfterIt(PduType type) {
        assertThat(Event.received(type).name()).endsWith("_" + type.name() + "_RECEIVED");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STA1")
    void nothingThatAPeerCanDoMeetsABlankCell(State connected) {
        assertThat(PduType.values())
                .allSatisfy(type -> assertThat(StateTable.transition(connected, Event.received(type)))
                        .isNotNull());
        assertThat(StateTable.transition(connected, Event.EVT_17_TRANSPORT_CLOSED))
                .isNotNull();
        assertThat(StateTable.transition(connected, Event.EVT_19_INVALID_PDU_RECEIVED))
                .isNotNull();
    }

    @Test
    void aLookUpYieldsTheSameObjectEachTime() {
        assertThat(StateTable.transition(State.STA6, Event.EVT_10_P_DATA_TF_RECEIVED))
                .isSameAs(StateTable.transition(State.STA6, Event.EVT_10_P_DATA_TF_RECEIVED));
    }

    @Test
    void theOneNextState() {
        assertThat(new Transition(Action.DT_2, Set.of(State.STA6)).nextState()).isEqualTo(State.STA6);
    }

    @Test
    void aChoiceHasNoOneNextState() {
        Transition choice = new Transition(Action.AE_6, Set.of(State.STA3, State.STA13));
        assertThatThrownBy(choice::nextState)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("AE_6 leads to one of ");
    }

    private static Stream<Table910.Cell> cells() {
        return IntStream.rangeClosed(1, Table910.EVENTS)
                .boxed()
                .flatMap(event ->
                        IntStream.rangeClosed(1, Table910.STATES).mapToObj(state -> STANDARD.cell(event, state)));
    }

    /** The event of a row: that of row 3 is {@link Event#EVT_3_ASSOCIATE_AC_RECEIVED}. */
    private static Optional<Event> event(int row) {
        return Arrays.stream(Event.values())
                .filter(event -> number(event) == row)
                .findFirst();
    }

    private static Optional<State> state(int column) {
        return Arrays.stream(State.values())
                .filter(state -> number(state) == column)
                .findFirst();
    }

    private static int number(Event event) {
        String name = event.name();
        return Integer.parseInt(name.substring(4, name.indexOf('_', 4)));
    }

    private static int number(State state) {
        return Integer.parseInt(state.name().substring(3));
    }

    private static String print(@Nullable Transition transition) {
        if (transition == null) {
            return print("", List.of());
        }
        return print(
                transition.action().name().replace('_', '-'),
                transition.nextStates().stream().map(StateTableTest::number).toList());
    }

    private static String print(String action, List<Integer> nextStates) {
        return nextStates.stream().sorted().map(String::valueOf).collect(Collectors.joining(" or ", action + " ", ""));
    }
}
