package org.pacsscp.bench.overhead;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.bench.candidate.JavaRuntime;
import org.pacsscp.bench.load.Load;
import org.pacsscp.bench.load.LoadResult;
import org.pacsscp.bench.load.Target;
import org.pacsscp.bench.measure.Pair;
import org.pacsscp.bench.measure.Turn;

/**
 * C-ECHO on many associations, without and with something, one after the other; every other pair goes the other way round. The compiler
 * does not make the same of the same code in each process: there are several.
 *
 * @param runtime what servers run on
 * @param settings of recordings
 * @param associations how many ask at once
 * @param warmUp how long servers work before it counts, as plain and as others
 * @param turn how long each turn lasts
 */
record Turns(JavaRuntime runtime, Path settings, int associations, Duration warmUp, Duration turn) {
    /** Makes so many pairs, with so many processes one after the other. */
    List<Pair> measure(Subject subject, int pairs, int processes, PrintStream progress) throws IOException {
        List<Pair> measured = new ArrayList<>();
        for (int process = 0; process < processes; process++) {
            int share = pairs / processes + (process < pairs % processes ? 1 : 0);
            try (PairedServers servers = PairedServers.start(runtime, subject, settings)) {
                with(subject, servers, warmUp);
                without(servers, warmUp);
                with(subject, servers, warmUp);
                for (int pair = 0; pair < share; pair++) {
                    measured.add(pair(subject, servers, pair % 2 == 0));
                }
            }
            progress.println("measured %s, process %d".formatted(subject.title(), process + 1));
        }
        return measured;
    }

    private Pair pair(Subject subject, PairedServers servers, boolean plainFirst) throws IOException {
        if (plainFirst) {
            Turn without = without(servers, turn);
            return new Pair(without, with(subject, servers, turn));
        }
        Turn with = with(subject, servers, turn);
        return new Pair(without(servers, turn), with);
    }

    private Turn without(PairedServers servers, Duration duration) throws IOException {
        return turn(servers, servers.plain(), duration);
    }

    private Turn with(Subject subject, PairedServers servers, Duration duration) throws IOException {
        if (subject != Subject.RECORDING) {
            return turn(servers, servers.other(), duration);
        }
        servers.beginRecording();
        try {
            return turn(servers, servers.plain(), duration);
        } finally {
            servers.endRecording();
        }
    }

    private Turn turn(PairedServers servers, Target target, Duration duration) throws IOException {
        try (Load load = new Load(target)) {
            load.open(associations);
            ThreadTimes before = servers.threadTimes();
            LoadResult result = load.echo(duration);
            long nanos = servers.threadTimes().since(before);
            if (result.firstFailure().isPresent()) {
                throw new IOException(result.firstFailure().get());
            }
            return new Turn(result.operations() / result.seconds(), nanos / 1e9 / result.operations());
        }
    }
}
