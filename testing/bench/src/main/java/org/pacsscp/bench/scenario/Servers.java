package org.pacsscp.bench.scenario;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.candidate.Need;
import org.pacsscp.bench.candidate.RunningServer;

/** The candidates that suit a scenario, all running: who is not measured waits, and costs nothing. */
record Servers(Map<Candidate, RunningServer> running) implements AutoCloseable {
    /** Starts those that suit the least that is needed, so that they have what is needed at most. */
    static Servers start(Bench bench, Need least, Need most) throws IOException {
        Servers servers = new Servers(new LinkedHashMap<>());
        try {
            for (Candidate candidate : bench.candidates()) {
                if (candidate.suits(least)) {
                    servers.running.put(candidate, candidate.start(most));
                }
            }
            return servers;
        } catch (IOException e) {
            servers.close();
            throw e;
        }
    }

    @Override
    public void close() {
        running.values().forEach(RunningServer::close);
    }
}
