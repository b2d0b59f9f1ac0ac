package org.pacsscp.testing.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which process listens where, as Linux tells. */
final class ListeningSockets {
    private static final Path PROCESSES = Path.of("/proc");
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final String LISTEN = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private ListeningSockets() {}

    /** Tells whether the system tells. */
    static boolean areKnown() {
        return Files.isReadable(TABLES.get(0));
    }

    /** Returns the sockets that listen at a port, named as links of open files name them. */
    static Set<String> at(int port) throws IOException {
        String suffix = ":%04X".formatted(port);
        Set<String> sockets = new HashSet<>();
        for (Path table : TABLES) {
            if (!Files.isReadable(table)) {
                continue;
            }
            for (String line : Files.readAllLines(table)) {
                String[] fields = SPACES.split(line.strip(), -1);
                if (fields.length > INODE && fields[LOCAL_ADDRESS].endsWith(suffix) && fields[STATE].equals(LISTEN)) {
                    sockets.add("socket:[" + fields[INODE] + "]");
                }
            }
        }
        return sockets;
    }

    /** Tells whether a process has one of some sockets open. */
    static boolean hasAny(ProcessHandle process, Set<String> sockets) {
        Path open = PROCESSES.resolve(Long.toString(process.pid())).resolve("fd");
        try (Stream<Path> files = Files.list(open)) {
            return files.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException e) {
            // It has ended.
            return false;
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }
}
