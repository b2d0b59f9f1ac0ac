package org.pacsscp.bench.overhead;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the threads of a process have used of the processors so far, in nanoseconds: the times of a process as a whole are known in
 * hundredths of a second only, half a per cent of a turn.
 *
 * @param nanos by the name of the thread's directory
 */
record ThreadTimes(Map<String, Long> nanos) {
    ThreadTimes {
        nanos = Map.copyOf(nanos);
    }

    /** Asks Linux, in whose /proc it stands. */
    static ThreadTimes of(long pid) throws IOException {
        Map<String, Long> nanos = new HashMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads) {
                try {
                    nanos.put(
                            thread.getFileName().toString(),
                            onProcessor(Files.readString(thread.resolve("schedstat"))));
                } catch (NoSuchFileException e) {
                    // It has ended meanwhile, and is counted by none.
                }
            }
        }
        return new ThreadTimes(nanos);
    }

    /** The first of three numbers. */
    static long onProcessor(String schedstat) {
        return Long.parseLong(schedstat.substring(0, schedstat.indexOf(' ')));
    }

    /** What was used since, by threads that are still there. */
    long since(ThreadTimes before) {
        return nanos.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.nanos().getOrDefault(thread.getKey(), 0L))
                .sum();
    }
}
