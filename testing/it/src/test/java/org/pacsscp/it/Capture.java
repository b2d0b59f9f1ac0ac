package org.pacsscp.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.pacsscp.testing.process.Interop;

/**
 * What goes over a port of this machine, as {@code tshark} records and reads it. Used by the thread of one test.
 */
final class Capture implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final int port;
    private final Path file;
    private final Process process;

    private Capture(int port, Path file, Process process) {
        this.port = port;
        this.file = file;
        this.process = process;
    }

    /** Begins to record; skips the test, or fails it, if that is not possible here. */
    static Capture start(Path directory, int port) throws IOException, InterruptedException {
        Interop.needs("tshark", "apt-get install tshark");
        Path file = directory.resolve("capture.pcapng");
        Path messages = directory.resolve("tshark.txt");
        Process process = new ProcessBuilder(
                        "tshark", "-q", "-p", "-i", "lo", "-f", "tcp port " + port, "-w", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(messages.toFile())
                .start();
        Capture capture = new Capture(port, file, process);
        await("tshark to record")
                .atMost(LIMIT)
                .until(() -> !process.isAlive() || Files.readString(messages).contains("Capturing on"));
        if (!process.isAlive()) {
            Interop.missing("tshark may not capture: " + Files.readString(messages));
        }
        await("tshark to record a C-ECHO")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    Verifier.echoOnce(InProcessServer.HOST, port);
                    return Files.exists(file) && !capture.sentByServer().isEmpty();
                });
        return capture;
    }

    /** Tells what tshark finds wrong with DICOM in what the server sent. */
    String complaints() throws IOException, InterruptedException {
        // That a sender has filled the window of a receiver is no fault of either.
        String faulty = "_ws.malformed || (dicom && _ws.expert.severity >= 0x600000 && !tcp.analysis.window_full)";
        return tshark("tcp.srcport == " + port + " && (" + faulty + ")", "-O", "dicom");
    }

    /** Returns what tshark calls each PDU of the server's, in their order, without ids, names and counts. */
    List<String> sentByServer() throws IOException, InterruptedException {
        return tshark("dicom && tcp.srcport == " + port, "-O", "dicom")
                .lines()
                .filter(line -> line.startsWith("DICOM, "))
                .map(line -> line.substring("DICOM, ".length()).replaceAll("  .*| ID=.*", ""))
                .toList();
    }

    /** Returns the greatest length of a P-DATA-TF that the server sent to a caller. */
    int longestSentByServer(String callingAeTitle) throws IOException, InterruptedException {
        String stream = tshark(
                        "dicom.pdu.type == 2 && dicom.assoc.ae.calling contains \"" + callingAeTitle + "\"",
                        "-T",
                        "fields",
                        "-e",
                        "tcp.stream")
                .strip();
        return tshark(
                        "dicom.pdu.type == 4 && tcp.srcport == " + port + " && tcp.stream == " + stream,
                        "-T",
                        "fields",
                        "-e",
                        "dicom.pdu.len")
                .lines()
                .flatMap(packet -> Stream.of(packet.split(",", -1)))
                .mapToInt(Integer::parseInt)
                .max()
                .orElseThrow();
    }

    private String tshark(String filter, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("tshark", "-r", file.toString(), "-d", "tcp.port==" + port + ",dicom", "-Y", filter));
        command.addAll(List.of(options));
        return Commands.run(command).out();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
