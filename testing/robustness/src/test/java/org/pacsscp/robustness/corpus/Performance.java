package org.pacsscp.robustness.corpus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.pacsscp.testkit.wire.Endpoint;

/**
 * Plays the whole corpus, several cases at once: those that wait for a deadline against a server whose deadlines are short,
 * the others against one that is patient with a busy machine. The latter come first, so that the others find a JVM that is
 * warm.
 */
final class Performance {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int AT_ONCE = 4;
    private static final int WAITING_AT_ONCE = 60;

    private final Player patient;
    private final Player hasty;

    Performance(Endpoint patient, Endpoint hasty, String calledAeTitle) {
        this.patient = new Player(patient, calledAeTitle, PATIENCE);
        this.hasty = new Player(hasty, calledAeTitle, PATIENCE);
    }

    /** Returns the outcomes by the names of the cases, without those that make no sense here. */
    Map<String, Outcome> play(List<Case> cases) throws InterruptedException, ExecutionException {
        List<Case> played = cases.stream().filter(patient::plays).toList();
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        play(played.stream().filter(scene -> !scene.waiting()).toList(), patient, AT_ONCE, outcomes);
        hasty.awaitHealth(PATIENCE);
        play(played.stream().filter(Case::waiting).toList(), hasty, WAITING_AT_ONCE, outcomes);
        return outcomes;
    }

    private static void play(List<Case> cases, Player player, int atOnce, Map<String, Outcome> outcomes)
            throws InterruptedException, ExecutionException {
        ExecutorService players = Executors.newFixedThreadPool(atOnce);
        try {
            List<Callable<Outcome>> plays = new ArrayList<>();
            cases.forEach(scene -> plays.add(() -> player.play(scene)));
            for (Future<Outcome> outcome : players.invokeAll(plays)) {
                outcomes.put(outcome.get().scene().name(), outcome.get());
            }
        } finally {
            players.shutdown();
        }
    }
}
