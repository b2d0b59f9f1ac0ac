package org.pacsscp.bench.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.candidate.Kind;
import org.pacsscp.bench.candidate.Need;
import org.pacsscp.bench.candidate.RunningServer;
import org.pacsscp.bench.candidate.WorkDirectory;

/** Servers that run at the same time until all are closed; one that is sent nothing has nothing to do. Owned by the thread that measures. */
final class StayingServers implements AutoCloseable {
    static final int MAX_PDU_LENGTH = 65_536;

    private final Path work;
    private final List<Staying> started = new ArrayList<>();
    private final List<WorkDirectory> directories = new ArrayList<>();

    /** {@code work} is where the directories of servers are made, and left empty. */
    StayingServers(Path work) {
        this.work = work;
    }

    /**
     * One of them.
     *
     * @param candidate what it is
     * @param server that runs
     */
    record Staying(Candidate candidate, RunningServer server) {}

    /** Starts one with an empty directory of its own. */
    RunningServer start(Candidate candidate, int associations) throws IOException {
        WorkDirectory directory = WorkDirectory.in(work);
        directories.add(directory);
        return start(candidate, associations, directory.path());
    }

    /** Starts one with a directory that is left as it is. */
    RunningServer start(Candidate candidate, int associations, Path directory) throws IOException {
        RunningServer server =
                candidate.start(new Need(Kind.BULK, associations, MAX_PDU_LENGTH, Optional.of(directory)));
        started.add(new Staying(candidate, server));
        return server;
    }

    /** In the order of their starts. */
    List<Staying> all() {
        return List.copyOf(started);
    }

    @Override
    public void close() throws IOException {
        started.forEach(staying -> staying.server().close());
        for (WorkDirectory directory : directories) {
            directory.empty();
        }
    }
}
