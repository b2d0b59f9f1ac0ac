package org.pacsscp.bench.load;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * Retrieves a study again and again with a program in C that has the kernel throw away what comes, so that a receiver is not what
 * limits who sends.
 *
 * @param program {@code discarding_get.c}, compiled
 */
public record DiscardingReceiver(Path program) {
    /**
     * Retrieves for so long, each time over an association of its own, once at least.
     *
     * @param pduLength the longest PDU that is taken
     * @throws LoadException if something else came than was expected; the message says what
     */
    public Retrieved retrieve(Target target, int pduLength, String studyInstanceUid, Duration duration)
            throws IOException {
        Process process = new ProcessBuilder(List.of(
                        program.toString(),
                        Integer.toString(target.address().getPort()),
                        Long.toString(duration.toMillis()),
                        hex(RetrieveRequests.associate(target.calledAeTitle(), pduLength)),
                        hex(RetrieveRequests.get(studyInstanceUid)),
                        hex(RetrieveRequests.stored(0)),
                        hex(Requests.release())))
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (process.waitFor() != 0) {
                throw new LoadException(said);
            }
            String[] numbers = said.split(" ", -1);
            return new Retrieved(
                    Integer.parseInt(numbers[0]),
                    Long.parseLong(numbers[1]),
                    Duration.ofNanos(1000 * Long.parseLong(numbers[2])));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a study was retrieved");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String hex(ByteBuffer bytes) {
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        return HexFormat.of().formatHex(array);
    }

    /**
     * What came.
     *
     * @param instances how many
     * @param bytes of their data sets
     * @param time from the first connection to the end of the last
     */
    public record Retrieved(int instances, long bytes, Duration time) {}
}
