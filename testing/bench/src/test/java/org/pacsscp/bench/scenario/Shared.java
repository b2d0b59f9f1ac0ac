package org.pacsscp.bench.scenario;

import java.io.IOException;
import java.util.Optional;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.candidate.Need;
import org.pacsscp.bench.candidate.RunningServer;
import org.pacsscp.bench.load.Target;
import org.pacsscp.bench.measure.ProcessUsage;

/** A server that is started once for several scenarios, and outlives them. */
record Shared(Candidate candidate, RunningServer server) implements Candidate, AutoCloseable {
    static Shared start(Candidate candidate, Need need) throws IOException {
        return new Shared(candidate, candidate.start(need));
    }

    @Override
    public String name() {
        return candidate.name();
    }

    @Override
    public boolean suits(Need need) {
        return need.directory().isEmpty();
    }

    @Override
    public RunningServer start(Need need) {
        return new Lent(server);
    }

    @Override
    public void close() {
        server.close();
    }

    private record Lent(RunningServer server) implements RunningServer {
        @Override
        public Target target() {
            return server.target();
        }

        @Override
        public Optional<ProcessUsage> usage() {
            return server.usage();
        }

        @Override
        public void close() {
            // It is needed again.
        }
    }
}
