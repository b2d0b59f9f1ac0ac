package org.pacsscp.bench.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.candidate.Dcmqrscp;
import org.pacsscp.bench.candidate.ExampleServer;
import org.pacsscp.bench.candidate.JavaRuntime;
import org.pacsscp.bench.candidate.Orthanc;
import org.pacsscp.bench.candidate.PostgresServer;

/**
 * The archives that are there.
 *
 * @param runtime what those in Java run on
 * @param exampleJar where ours are
 * @param postgres for the catalog of one of them
 * @param choice which of them take part
 */
record Archives(JavaRuntime runtime, Path exampleJar, Optional<PostgresServer> postgres, Choice choice) {
    static final String STORE_SERVER = "store-server";
    static final String ARCHIVE_SERVER = "archive-server";
    static final String POSTGRESQL = "PostgreSQL";
    static final String WITH_POSTGRESQL = ARCHIVE_SERVER + ", " + POSTGRESQL;

    /**
     * Which servers take part. A name with a comma can be said by what stands behind it.
     *
     * @param only the names of those that do; empty for all
     * @param without the names of those that do not
     */
    record Choice(Set<String> only, Set<String> without) {
        boolean has(String server) {
            return (only.isEmpty() || names(server)) && !names(without, server);
        }

        /** Whether one is among those that were asked for by their names. */
        boolean names(String server) {
            return names(only, server);
        }

        private static boolean names(Set<String> names, String server) {
            return names.contains(server)
                    || names.contains(server.substring(server.indexOf(',') + 1).strip());
        }
    }

    /** As they are by default: what is acknowledged outlives the process. */
    List<Candidate> safeFromProcess() {
        List<Candidate> candidates = withoutDcmtk(false);
        Dcmqrscp.find().ifPresent(candidates::add);
        return wanted(candidates);
    }

    /** The same, for a comparison in which they stay. DCMTK's gets slower with each instance that it has, and must be named. */
    List<Candidate> atOnce() {
        return choice.names(Dcmqrscp.NAME) ? safeFromProcess() : wanted(withoutDcmtk(false));
    }

    /** What is acknowledged outlives the machine. DCMTK's cannot do that. */
    List<Candidate> safeFromMachine() {
        return wanted(withoutDcmtk(true));
    }

    /** Those that send what they hold. */
    List<Candidate> sending() {
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new ExampleServer(ARCHIVE_SERVER, runtime, exampleJar, ARCHIVE_SERVER, List::of));
        Dcmqrscp.find().ifPresent(candidates::add);
        return wanted(candidates);
    }

    private List<Candidate> withoutDcmtk(boolean syncs) {
        List<String> options = syncs ? List.of("--fsync") : List.of();
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new ExampleServer(STORE_SERVER, runtime, exampleJar, STORE_SERVER, () -> options));
        candidates.add(new ExampleServer(ARCHIVE_SERVER, runtime, exampleJar, ARCHIVE_SERVER, () -> options));
        postgres.ifPresent(server ->
                candidates.add(new ExampleServer(WITH_POSTGRESQL, runtime, exampleJar, ARCHIVE_SERVER, () -> {
                    List<String> more = new ArrayList<>(options);
                    more.addAll(List.of("--catalog", server.newDatabase(syncs)));
                    return more;
                })));
        Orthanc.find(syncs).ifPresent(candidates::add);
        return candidates;
    }

    private List<Candidate> wanted(List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> choice.has(candidate.name()))
                .toList();
    }
}
