package org.pacsscp.core.internal.ul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.core.internal.pdu.PduType;
import org.pacsscp.core.internal.ul.StateTable.Transition;

class StateTableTest {
    /** The columns of {@link #everyCellIsTheStandards}. */
    private static final State[] COLUMNS = {
        State.STA1, State.STA2, State.STA3, State.STA6, State.STA7, State.STA8, State.STA10, State.STA12, State.STA13
    };

    // Taken from the DocBook source of PS3.8 2020c by a script, not from StateTable. Left out: the requestor's columns
    // and rows, and the word Sta. "Sta9 or 10" at AR-8 has become 10, the acceptor's.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
                    Event | Sta1   | Sta2         | Sta3    | Sta6    | Sta7    | Sta8    | Sta10    | Sta12   | Sta13
                    Evt3  |        | AA-1 13      | AA-8 13 | AA-8 13 | AA-8 13 | AA-8 13 | AA-8 13  | AA-8 13 | AA-6 13
                    Evt4  |        | AA-1 13      | AA-8 13 | AA-8 13 | AA-8 13 | AA-8 13 | AA-8 13  | AA-8 13 | AA-6 13
                    Evt5  | AE-5 2 |              |         |         |         |         |          |         |
                    Evt6  |        | AE-6 3 or 13 | AA-8 13 | AA-8 13 | AA-8 13 | AA-8 13 | AA-8 13  | AA-8 13 | AA-7 13
                    Evt7  |        |              | AE-7 6  |         |         |         |          |         |
                    Evt8  |        |              | AE-8 13 |         |         |         |          |         |
                    Evt9  |        |              |         | DT-1 6  |         | AR-7 8  |          |         |
                    Evt10 |        | AA-1 13      | AA-8 13 | DT-2 6  | AR-6 7  | AA-8 13 | AA-8 13  | AA-8 13 | AA-6 13
                    Evt11 |        |              |         | AR-1 7  |         |         |          |         |
                    Evt12 |        | AA-1 13      | AA-8 13 | AR-2 8  | AR-8 10 | AA-8 13 | AA-8 13  | AA-8 13 | AA-6 13
                    Evt13 |        | AA-1 13      | AA-8 13 | AA-8 13 | AR-3 1  | AA-8 13 | AR-10 12 | AA-8 13 | AA-6 13
                    Evt14 |        |              |         |         |         | AR-4 13 |          | AR-4 13 |
                    Evt15 |        |              | AA-1 13 | AA-1 13 | AA-1 13 | AA-1 13 | AA-1 13  | AA-1 13 |
                    Evt16 |        | AA-2 1       | AA-3 1  | AA-3 1  | AA-3 1  | AA-3 1  | AA-3 1   | AA-3 1  | AA-2 1
                    Evt17 |        | AA-5 1       | AA-4 1  | AA-4 1  | AA-4 1  | AA-4 1  | AA-4 1   | AA-4 1  | AR-5 1
                    Evt18 |        | AA-2 1       |         |         |         |         |          |         | AA-2 1
                    Evt19 |        | AA-1 13      | AA-8 13 | AA-8 13 | AA-8 13 | AA-8 13 | AA-8 13  | AA-8 13 | AA-7 13
                    """)
    void everyCellIsTheStandards(ArgumentsAccessor row) {
        Event event = event(row.getString(0));
        for (int i = 0; i < COLUMNS.length; i++) {
            assertThat(print(StateTable.transition(COLUMNS[i], event)))
                    .as("%s in %s", event, COLUMNS[i])
                    .isEqualTo(Objects.requireNonNullElse(row.getString(i + 1), ""));
        }
    }

    @Test
    void theTableAboveNamesAllStatesAndEvents() {
        assertThat(COLUMNS).containsExactly(State.values());
        assertThat(Arrays.stream(Event.values()).map(StateTableTest::number))
                .containsExactly(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
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
        assertThat(Event.received(type)).isEqualTo(event(event));
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

    /** The event of a row: {@code Evt3} is {@link Event#EVT_3_ASSOCIATE_AC_RECEIVED}. */
    private static Event event(String row) {
        return Arrays.stream(Event.values())
                .filter(event -> row.equals("Evt" + number(event)))
                .findFirst()
                .orElseThrow();
    }

    private static int number(Event event) {
        String name = event.name();
        return Integer.parseInt(name.substring(4, name.indexOf('_', 4)));
    }

    /** A cell as the standard prints it, but for the word Sta. */
    private static String print(@Nullable Transition transition) {
        if (transition == null) {
            return "";
        }
        String nextStates = transition.nextStates().stream()
                .sorted()
                .map(state -> state.name().substring(3))
                .collect(Collectors.joining(" or "));
        return transition.action().name().replace('_', '-') + " " + nextStates;
    }
}
