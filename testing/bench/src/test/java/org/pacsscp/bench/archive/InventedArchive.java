package org.pacsscp.bench.archive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.candidate.Need;
import org.pacsscp.bench.candidate.RunningServer;
import org.pacsscp.bench.load.Target;
import org.pacsscp.bench.measure.ProcessUsage;

/**
 * One that is no process, and only tells what becomes of it.
 *
 * @param name what it is called, and where it is said to listen
 * @param isInJava whether it is to be warmed up
 * @param events what it tells
 */
record InventedArchive(String name, boolean isInJava, List<String> events) implements Candidate {
    @Override
    public boolean suits(Need need) {
        return true;
    }

    @Override
    public RunningServer start(Need need) throws IOException {
        events.add("start " + name);
        return new RunningServer() {
            @Override
            public Target target() {
                return new Target(InetSocketAddress.createUnresolved(name, 104), name, OptionalInt.empty());
            }

            @Override
            public Optional<ProcessUsage> usage() {
                return Optional.empty();
            }

            @Override
            public void close() {
                events.add("close " + name);
            }
        };
    }

    /**
     * One that sends nothing, and only tells to whom it would.
     *
     * @param name what it is called
     * @param events what it tells
     * @param refusing the archive that takes nothing; empty for none
     */
    record InventedSender(String name, List<String> events, Optional<String> refusing) implements Sender {
        @Override
        public void send(Target target, List<List<Path>> shares) throws IOException {
            String archive = target.calledAeTitle();
            if (refusing.isPresent() && refusing.get().equals(archive)) {
                throw new IOException("refused");
            }
            events.add("%s to %s × %d".formatted(name, archive, shares.size()));
        }
    }
}
