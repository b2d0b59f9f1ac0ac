package org.pacsscp.robustness.corpus;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.pacsscp.robustness.target.HealthyPeer;
import org.pacsscp.testkit.wire.Connection;
import org.pacsscp.testkit.wire.Ending;
import org.pacsscp.testkit.wire.Endpoint;
import org.pacsscp.testkit.wire.Heard;

/** Plays cases against an acceptor, each on a connection of its own. Any thread. */
public final class Player {
    private static final Duration BETWEEN_DRIPS = Duration.ofMillis(100);

    /** The longest that a case may take. */
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    /** In which a healthy peer must have had its answer. */
    private static final Duration HEALTHY = Duration.ofSeconds(1);

    private static final int ATTEMPTS = 10;

    private final Endpoint endpoint;
    private final HealthyPeer healthy;
    private final Duration patience;
    private final Lock echoing = new ReentrantLock();

    /**
     * @param calledAeTitle what the acceptor is called
     * @param patience how long an answer may take; for cases that wait for a deadline, this must be longer
     */
    public Player(Endpoint endpoint, String calledAeTitle, Duration patience) {
        this.endpoint = endpoint;
        this.patience = patience;
        healthy = new HealthyPeer(endpoint, calledAeTitle, HEALTHY);
    }

    /** Tells whether a case makes sense on this endpoint. */
    public boolean plays(Case scene) {
        return scene.on() == Case.On.ANY || endpoint.tls().isPresent();
    }

    /** Waits until a healthy peer can echo again, or so long; returns whether it can. */
    public boolean awaitHealth(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        boolean healthy = echo().isEmpty();
        while (!healthy && System.nanoTime() < deadline) {
            healthy = echo().isEmpty();
        }
        return healthy;
    }

    /** Plays a case, then looks whether the acceptor is well. */
    public Outcome play(Case scene) {
        List<String> heard = new ArrayList<>();
        boolean asExpected = perform(scene, heard);
        return new Outcome(scene, heard, asExpected, echo());
    }

    /** One at a time, so that healthy peers do not wait for each other where many cases are played at once. */
    private Optional<String> echo() {
        echoing.lock();
        try {
            return attemptEcho();
        } finally {
            echoing.unlock();
        }
    }

    /** A machine that was busy for a moment gets another chance; an acceptor that took harm is not saved by it. */
    private Optional<String> attemptEcho() {
        Optional<String> failure = Optional.empty();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                healthy.echo();
                return Optional.empty();
            } catch (IOException e) {
                failure = Optional.of(e.toString());
            }
        }
        return failure;
    }

    private boolean perform(Case scene, List<String> heard) {
        Endpoint where = scene.on() == Case.On.BARE_TLS_PORT ? endpoint.withoutTls() : endpoint;
        try (Connection peer = Connection.connect(where, LIFETIME)) {
            for (Step step : scene.steps()) {
                if (!perform(step, peer, heard)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            heard.add("no connection (" + e.getMessage() + ")");
            return false;
        }
    }

    /** Returns whether to go on. */
    private boolean perform(Step step, Connection peer, List<String> heard) {
        if (step instanceof Step.Say say) {
            attempt(() -> say(peer, say));
        } else if (step instanceof Step.Drip drip) {
            return judge(drip(peer, drip.bytes()).word(), drip.words(), heard);
        } else if (step instanceof Step.Hear hear) {
            String word = peer.hearMessage(patience).word();
            boolean tooLong = peer.longestPData() > hear.maximumLength();
            return judge(tooLong ? "P-DATA-TF above the maximum length" : word, hear.words(), heard);
        } else if (step == Step.End.FIN) {
            attempt(peer::endSending);
        } else {
            attempt(peer::reset);
        }
        return true;
    }

    private static void say(Connection peer, Step.Say say) throws IOException {
        byte[] bytes = say.bytes();
        for (int i = 0; i < say.times(); i++) {
            peer.send(bytes);
        }
    }

    /** What a peer does to a connection. */
    private interface Attempt {
        void run() throws IOException;
    }

    /** A connection that the acceptor has closed takes no more; the next that is heard tells so. */
    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException e) {
            // Heard next.
        }
    }

    private Heard drip(Connection peer, byte[] bytes) {
        for (byte b : bytes) {
            attempt(() -> peer.send(new byte[] {b}));
            Heard heard = peer.hear(BETWEEN_DRIPS);
            if (heard != Ending.SILENCE) {
                return heard;
            }
        }
        return peer.hear(patience);
    }

    private static boolean judge(String word, List<String> expected, List<String> heard) {
        heard.add(word);
        return expected.contains(word);
    }
}
