package org.pacsscp.worklist.jdbc;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server of PostgreSQL that is there for a test. It does not run as root, so another user does it then. */
final class PostgreSql implements AutoCloseable {
    static final String USER = "tester";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    private final Path directory;
    private final Process process;
    private final int port;

    private PostgreSql(Path directory, Process process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    static boolean isInstalled() {
        return program("initdb").isPresent();
    }

    static PostgreSql start() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("pacs-scp-postgresql");
        if ("root".equals(System.getProperty("user.name"))) {
            run(List.of("chown", "postgres", directory.toString()));
        }
        run(asOther(
                program("initdb").orElseThrow(),
                "-D",
                directory.resolve("data").toString(),
                "-A",
                "trust",
                "-U",
                USER,
                "-E",
                "UTF8",
                "--no-locale",
                "--no-sync"));
        int port = freePort();
        Process process = new ProcessBuilder(asOther(
                        program("postgres").orElseThrow(),
                        "-D",
                        directory.resolve("data").toString(),
                        "-k",
                        directory.toString(),
                        "-p",
                        Integer.toString(port),
                        "-h",
                        "127.0.0.1",
                        "-F"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().atMost(Duration.ofSeconds(60)).until(() -> listens(port));
        return new PostgreSql(directory, process, port);
    }

    int port() {
        return port;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static List<String> asOther(Path program, String... arguments) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .directory(Path.of("/").toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command + " failed");
        }
    }

    private static Optional<Path> program(String name) {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(INSTALLED)) {
            for (Path version : versions) {
                Path program = version.resolve("bin").resolve(name);
                if (Files.isExecutable(program)) {
                    return Optional.of(program);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Ends it; setpriv has become the server, so that this is its process. */
    @Override
    public void close() throws IOException {
        process.destroy();
        await().until(() -> !process.isAlive());
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
