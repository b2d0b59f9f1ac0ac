package org.pacsscp.core.internal.ul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.core.internal.pdu.PduType;
import org.pacsscp.core.internal.ul.StateTable.Transition;

class StateTableTest {
    private static final Table910 STANDARD = Table910.read();

    private static final Set<Integer> EVENTS =
            IntStream.rangeClosed(1, Table910.EVENTS).boxed().collect(Collectors.toUnmodifiableSet());

    /** All 247 cells, for each side. */
    @ParameterizedTest
    @MethodSource
    void everyCellIsTheStandards(Side side, int row) {
        Event event = event(row);
        for (int column = 1; column <= Table910.STATES; column++) {
            assertThat(print(StateTable.transition(side, state(column), event)))
                    .as("row %s in Sta%s", row, column)
                    .isEqualTo(print(
                            STANDARD.cell(row, column).action(),
                            STANDARD.nextStates(row, column, side == Side.ACCEPTOR)));
        }
    }

    static Stream<Arguments> everyCellIsTheStandards() {
        return Arrays.stream(Side.values()).flatMap(side -> EVENTS.stream().map(row -> Arguments.of(side, row)));
    }

    @Test
    void rowsAndColumnsAreTheStandards() {
        assertThat(Arrays.stream(Event.values()).map(StateTableTest::number)).containsExactlyElementsOf(sorted(EVENTS));
        assertThat(Arrays.stream(State.values()).map(StateTableTest::number))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
    }

    /** The states that a side can come to. A requestor opens connections and takes none, an acceptor the other way round. */
    static Set<State> states(Side side) {
        Set<Integer> events = new TreeSet<>(EVENTS);
        events.removeAll(side == Side.ACCEPTOR ? Set.of(1, 2) : Set.of(5));
        return STANDARD.reachable(events, side == Side.ACCEPTOR).stream()
                .map(StateTableTest::state)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(State.class)));
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
        assertThat(states(Side.REQUESTOR).stream().map(StateTableTest::number))
                .containsExactly(1, 4, 5, 6, 7, 8, 9, 11, 13);
        assertThat(states(Side.ACCEPTOR).stream().map(StateTableTest::number))
                .containsExactly(1, 2, 3, 6, 7, 8, 10, 12, 13);
    }

    @Test
    void ourActionsAreThoseOfOurCells() {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        for (State state : State.values()) {
            for (Event event : Event.values()) {
                Transition transition = StateTable.transition(Side.ACCEPTOR, state, event);
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
        assertThat(Event.received(type)).isEqualTo(event(Integer.parseInt(event.substring(3))));
    }

    @ParameterizedTest
    @EnumSource
    void theEventOfAPduTypeIsNamedAfterIt(PduType type) {
        assertThat(Event.received(type).name()).endsWith("_" + type.name() + "_RECEIVED");
    }

    @ParameterizedTest
    @EnumSource
    void nothingThatAPeerCanDoMeetsABlankCell(Side side) {
        for (State state : states(side)) {
            boolean connected = state != State.STA1 && state != State.STA4;
            for (Event event : connected ? whatAPeerCanDo() : Set.<Event>of()) {
                assertThat(StateTable.transition(side, state, event))
                        .as("%s in %s", event, state)
                        .isNotNull();
            }
        }
        assertThat(StateTable.transition(side, State.STA4, Event.EVT_17_TRANSPORT_CLOSED))
                .isNotNull();
    }

    private static Set<Event> whatAPeerCanDo() {
        Set<Event> events = EnumSet.of(Event.EVT_17_TRANSPORT_CLOSED, Event.EVT_19_INVALID_PDU_RECEIVED);
        for (PduType type : PduType.values()) {
            events.add(Event.received(type));
        }
        return events;
    }

    @Test
    void aLookUpYieldsTheSameObjectEachTime() {
        assertThat(StateTable.transition(Side.ACCEPTOR, State.STA6, Event.EVT_10_P_DATA_TF_RECEIVED))
                .isSameAs(StateTable.transition(Side.ACCEPTOR, State.STA6, Event.EVT_10_P_DATA_TF_RECEIVED));
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
    private static Event event(int row) {
        return Arrays.stream(Event.values())
                .filter(event -> number(event) == row)
                .findFirst()
                .orElseThrow();
    }

    private static State state(int column) {
        return State.valueOf("STA" + column);
    }

    private static List<Integer> sorted(Set<Integer> numbers) {
        return numbers.stream().sorted().toList();
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
