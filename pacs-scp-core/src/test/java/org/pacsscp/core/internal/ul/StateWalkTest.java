package org.pacsscp.core.internal.ul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.pacsscp.core.internal.ul.Effect.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.core.internal.ul.AssociationModel.Outcome;
import org.pacsscp.core.internal.ul.StateTable.Transition;

/**
 * Random walks through {@link StateTable}, beside {@link AssociationModel}: whatever happens in whatever order, both do the
 * same, or both say that it cannot happen.
 */
class StateWalkTest {
    private static final int WALKS = Integer.getInteger("pacsscp.state.walks", 1_000_000);
    private static final long SEED = Long.getLong("pacsscp.state.seed", 8);
    private static final int LONGEST = 12;
    private static final Event[] EVENTS = Event.values();

    /** A walk begins with as much of this as chance will have, or hardly any would come to a collision of releases. */
    private static final Map<Side, List<Event>> WAY_TO_A_COLLISION = Map.of(
            Side.ACCEPTOR,
            List.of(
                    Event.EVT_5_TRANSPORT_CONNECTION,
                    Event.EVT_6_ASSOCIATE_RQ_RECEIVED,
                    Event.EVT_7_ASSOCIATE_ACCEPT,
                    Event.EVT_11_RELEASE_REQUEST,
                    Event.EVT_12_RELEASE_RQ_RECEIVED,
                    Event.EVT_13_RELEASE_RP_RECEIVED),
            Side.REQUESTOR,
            List.of(
                    Event.EVT_1_ASSOCIATE_REQUEST,
                    Event.EVT_2_TRANSPORT_CONFIRM,
                    Event.EVT_3_ASSOCIATE_AC_RECEIVED,
                    Event.EVT_11_RELEASE_REQUEST,
                    Event.EVT_12_RELEASE_RQ_RECEIVED,
                    Event.EVT_14_RELEASE_RESPONSE));

    /** How a connection begins for the other side: the table has the cell, but a side has no way to it. */
    private static final Map<Side, Event> BEGINNING_OF_THE_OTHER_SIDE =
            Map.of(Side.ACCEPTOR, Event.EVT_1_ASSOCIATE_REQUEST, Side.REQUESTOR, Event.EVT_5_TRANSPORT_CONNECTION);

    /** PS3.8 Tables 9-6 to 9-9; where an action has a choice, {@link #effects} makes it. */
    private static final Map<Action, Set<Effect>> EFFECTS = new EnumMap<>(Map.ofEntries(
            Map.entry(Action.AE_1, EnumSet.of(OPEN_CONNECTION)),
            Map.entry(Action.AE_2, EnumSet.of(SEND_ASSOCIATE_RQ)),
            Map.entry(Action.AE_3, EnumSet.of(CONFIRM_ACCEPTANCE)),
            Map.entry(Action.AE_4, EnumSet.of(CONFIRM_REJECTION, CLOSE)),
            Map.entry(Action.AE_5, EnumSet.of(TAKE_CONNECTION, START_ARTIM)),
            Map.entry(Action.AE_6, EnumSet.of(STOP_ARTIM, INDICATE_ASSOCIATE)),
            Map.entry(Action.AE_7, EnumSet.of(SEND_ASSOCIATE_AC)),
            Map.entry(Action.AE_8, EnumSet.of(SEND_ASSOCIATE_RJ, START_ARTIM)),
            Map.entry(Action.DT_1, EnumSet.of(SEND_DATA)),
            Map.entry(Action.DT_2, EnumSet.of(INDICATE_DATA)),
            Map.entry(Action.AR_1, EnumSet.of(SEND_RELEASE_RQ)),
            Map.entry(Action.AR_2, EnumSet.of(INDICATE_RELEASE)),
            Map.entry(Action.AR_3, EnumSet.of(CONFIRM_RELEASE, CLOSE)),
            Map.entry(Action.AR_4, EnumSet.of(SEND_RELEASE_RP, START_ARTIM)),
            Map.entry(Action.AR_5, EnumSet.of(STOP_ARTIM)),
            Map.entry(Action.AR_6, EnumSet.of(INDICATE_DATA)),
            Map.entry(Action.AR_7, EnumSet.of(SEND_DATA)),
            Map.entry(Action.AR_8, EnumSet.of(INDICATE_RELEASE)),
            Map.entry(Action.AR_9, EnumSet.of(SEND_RELEASE_RP)),
            Map.entry(Action.AR_10, EnumSet.of(CONFIRM_RELEASE)),
            Map.entry(Action.AA_1, EnumSet.of(SEND_ABORT_OF_USER, START_ARTIM)),
            Map.entry(Action.AA_2, EnumSet.of(STOP_ARTIM, CLOSE)),
            Map.entry(Action.AA_3, EnumSet.of(INDICATE_ABORT, CLOSE)),
            Map.entry(Action.AA_4, EnumSet.of(INDICATE_P_ABORT)),
            Map.entry(Action.AA_5, EnumSet.of(STOP_ARTIM)),
            Map.entry(Action.AA_6, EnumSet.noneOf(Effect.class)),
            Map.entry(Action.AA_7, EnumSet.of(SEND_ABORT)),
            Map.entry(Action.AA_8, EnumSet.of(SEND_ABORT_OF_PROVIDER, INDICATE_P_ABORT, START_ARTIM))));

    private static final Set<Effect> REJECTED = EnumSet.of(STOP_ARTIM, SEND_ASSOCIATE_RJ, START_ARTIM);
    private static final Set<Effect> ABORTED_BY_PROVIDER = EnumSet.of(INDICATE_P_ABORT, CLOSE);

    private final Map<State, Map<Event, LongAdder>> visits = new EnumMap<>(State.class);
    private long steps;

    @ParameterizedTest
    @EnumSource
    void theTableAndTheModelAgree(Side side, TestReporter reporter) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int walk = 0; walk < WALKS; walk++) {
            walk(side, random.split());
        }
        reporter.publishEntry(Map.of(
                "side", side.name(),
                "walks", String.valueOf(WALKS),
                "steps", String.valueOf(steps),
                "rarest cell", String.valueOf(leastVisits(side))));
        assertThat(leastVisits(side)).as("how often the rarest cell was met").isPositive();
    }

    private void walk(Side side, SplittableRandom random) {
        AssociationModel model = new AssociationModel(side);
        List<Event> way = WAY_TO_A_COLLISION.getOrDefault(side, List.of());
        State state = State.STA1;
        List<Event> path = new ArrayList<>();
        int known = random.nextInt(way.size() + 1);
        int length = known + random.nextInt(1, LONGEST);
        for (int step = 0; step < length; step++) {
            Event event = step < known ? way.get(step) : EVENTS[random.nextInt(EVENTS.length)];
            if (event == BEGINNING_OF_THE_OTHER_SIDE.get(side)) {
                continue;
            }
            Outcome outcome = new Outcome(random.nextInt(4) != 0, random.nextBoolean());
            count(state, event);
            path.add(event);

            Transition transition = StateTable.transition(side, state, event);
            Optional<Set<Effect>> ours = Optional.ofNullable(transition).map(found -> effects(found.action(), outcome));
            Optional<Set<Effect>> models = model.happen(event, outcome);

            if (!ours.equals(models)) {
                fail("in %s, after %s with %s: ours %s, the model's %s", state, path, outcome, ours, models);
            }
            if (transition != null) {
                state = next(transition, outcome);
            }
            if (model.isConnected() != (state != State.STA1 && state != State.STA4)
                    || model.isConnecting() != (state == State.STA4)
                    || model.artimRuns() != (state == State.STA2 || state == State.STA13)) {
                fail("after %s with %s: %s, which the model contradicts", path, outcome, state);
            }
        }
    }

    private static Set<Effect> effects(Action action, Outcome outcome) {
        if (action == Action.AE_6 && !outcome.requestAcceptable()) {
            return REJECTED;
        }
        if (action == Action.AA_3 && !outcome.abortOfUser()) {
            return ABORTED_BY_PROVIDER;
        }
        return EFFECTS.getOrDefault(action, Set.of());
    }

    private static State next(Transition transition, Outcome outcome) {
        if (transition.action() != Action.AE_6) {
            return transition.nextState();
        }
        State chosen = outcome.requestAcceptable() ? State.STA3 : State.STA13;
        assertThat(transition.nextStates()).contains(chosen);
        return chosen;
    }

    private void count(State state, Event event) {
        visits.computeIfAbsent(state, any -> new EnumMap<>(Event.class))
                .computeIfAbsent(event, any -> new LongAdder())
                .increment();
        steps++;
    }

    /** Of all pairs of a state that the side can be in and an event that it can meet, blank cells among them. */
    private long leastVisits(Side side) {
        return StateTableTest.states(side).stream()
                .map(state -> visits.getOrDefault(state, Map.of()))
                .flatMap(row -> Arrays.stream(EVENTS)
                        .filter(event -> event != BEGINNING_OF_THE_OTHER_SIDE.get(side))
                        .map(event -> row.getOrDefault(event, new LongAdder())))
                .mapToLong(LongAdder::sum)
                .min()
                .orElseThrow();
    }
}
