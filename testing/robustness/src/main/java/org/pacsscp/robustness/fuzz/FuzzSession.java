package org.pacsscp.robustness.fuzz;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.pacsscp.testkit.wire.Connection;
import org.pacsscp.testkit.wire.Ending;
import org.pacsscp.testkit.wire.Endpoint;
import org.pacsscp.testkit.wire.Heard;
import org.pacsscp.testkit.wire.Pdu;

/** Performs an attack: one thread speaks while another listens, so that neither side waits for the other for ever. */
final class FuzzSession {
    /** Long enough for a machine that does something else; an acceptor that closes in time never waits for it. */
    private static final Duration LIFETIME = Duration.ofSeconds(30);

    private static final int PAUSE_MILLIS = 10;

    private final Attack attack;
    private final Judge judge;
    private final Semaphore answers = new Semaphore(0);

    FuzzSession(Attack attack) {
        this.attack = attack;
        judge = new Judge(Asked.of(attack.stream()));
    }

    /** Returns what the acceptor did wrong, if it did. */
    Optional<Failure> run(Endpoint endpoint, ExecutorService listeners) throws InterruptedException, IOException {
        Optional<String> wrong;
        try (Connection peer = Connection.connect(endpoint, LIFETIME)) {
            Future<Optional<String>> listening = listeners.submit(() -> listen(peer));
            speak(peer);
            wrong = listening.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the listener failed on " + attack, e);
        }
        if (wrong.isEmpty() && attack.mustBeReleased() && !judge.released()) {
            wrong = Optional.of("a conversation as it was recorded does not end with A-RELEASE-RP");
        }
        return wrong.map(what -> new Failure(attack, judge.heard(), what));
    }

    /** Returns the last PDU that was heard, in a word without the results of presentation contexts. */
    String lastWord() {
        return judge.heard().stream()
                .filter(word -> !word.equals(Ending.CLOSE.word()) && !word.equals(Ending.RESET.word()))
                .reduce((first, second) -> second)
                .map(word -> word.startsWith("AC") ? "AC" : word)
                .orElse("nothing");
    }

    private void speak(Connection peer) throws InterruptedException {
        try {
            for (byte[] segment : attack.segments()) {
                peer.send(segment);
                if (attack.patient()) {
                    answers.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                    answers.drainPermits();
                }
            }
            switch (attack.ending()) {
                case FIN -> peer.endSending();
                case RST -> peer.reset();
                case WAIT -> {}
            }
        } catch (IOException e) {
            // The acceptor has closed the connection, as it may: what it said before that is judged.
            answers.drainPermits();
        }
    }

    private Optional<String> listen(Connection peer) {
        try {
            Heard heard;
            do {
                heard = peer.hear(LIFETIME);
                if (attack.ending() != Attack.Farewell.RST || heard instanceof Pdu) {
                    judge.hear(heard);
                }
                answers.release();
            } while (heard instanceof Pdu);
            return Optional.empty();
        } catch (MalformedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
