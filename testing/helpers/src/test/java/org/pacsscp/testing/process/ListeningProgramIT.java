package org.pacsscp.testing.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ListeningProgramIT {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path directory = Path.of("");

    private final List<Integer> ports = new ArrayList<>();

    /** Listens at the port that it is told, or says why not; for ever. */
    static final class Listens {
        private Listens() {}

        public static void main(String[] arguments) throws IOException {
            try (ServerSocket socket = new ServerSocket(Integer.parseInt(arguments[0]))) {
                while (true) {
                    socket.accept().close();
                }
            }
        }
    }

    @Test
    void listensUntilItIsClosed() throws Exception {
        ListeningProgram program = ListeningProgram.start(output(), this::listens);
        assertTrue(Ports.accepts(program.port()));
        program.close();
        assertFalse(program.process().isAlive());
        assertEquals(List.of(program.port()), ports);
    }

    /** Who has taken the port listens, too, and answers in the place of the program. */
    @Test
    void isStartedAgainIfAnotherHasTakenItsPort() throws Exception {
        List<ServerSocket> others = new ArrayList<>();
        ListeningProgram.Command command = port -> {
            if (others.isEmpty()) {
                others.add(new ServerSocket(port));
            }
            return listens(port);
        };
        try (ListeningProgram program = ListeningProgram.start(output(), command)) {
            assertEquals(2, ports.size());
            assertEquals(ports.get(1), program.port());
            assertNotEquals(ports.get(0), program.port());
            assertTrue(Ports.accepts(program.port()));
        } finally {
            others.get(0).close();
        }
    }

    /** Nor is it started again. */
    @Test
    void failsWithWhatAProgramSaysThatCannotListenForAnotherReason() {
        IOException e =
                assertThrows(IOException.class, () -> ListeningProgram.start(output(), port -> listens(1 << 16)));
        assertTrue(e.toString().contains("Port value out of range"), e::toString);
        assertEquals(1, ports.size());
    }

    private Path output() {
        return directory.resolve("output");
    }

    private ProcessBuilder listens(int port) {
        ports.add(port);
        return new ProcessBuilder(
                JAVA, "-cp", System.getProperty("java.class.path"), Listens.class.getName(), Integer.toString(port));
    }
}
