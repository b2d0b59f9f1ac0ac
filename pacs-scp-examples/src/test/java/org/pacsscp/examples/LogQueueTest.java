package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LogQueueTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LINE = "x".repeat(99);

    private final Pipe pipe = new Pipe();

    @Test
    void writesEveryLineInItsOrder() throws InterruptedException {
        pipe.open();
        LogQueue queue = LogQueue.before(pipe, StandardCharsets.UTF_8, 10_000);
        PrintStream stream = queue.stream();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            stream.println("line \u00E4 " + i);
            lines.add("line \u00E4 " + i);
        }
        assertThat(queue.awaitWritten(PATIENCE)).isTrue();
        assertThat(pipe.lines()).isEqualTo(lines);
    }

    /** Nobody reads: whoever writes goes on, memory is bounded, and later it is said how many lines are missing, and where. */
    @Test
    void neverWaitsForAPipeThatNobodyReads() throws InterruptedException {
        LogQueue queue = LogQueue.before(pipe, StandardCharsets.UTF_8, 1000);
        PrintStream stream = queue.stream();
        stream.println("first");
        pipe.awaitBlocked();
        for (int i = 0; i < 100_000; i++) {
            stream.println(LINE);
        }
        assertThat(queue.awaitWritten(Duration.ofMillis(1))).isFalse();
        pipe.open();
        assertThat(queue.awaitWritten(PATIENCE)).isTrue();
        stream.println("after");
        assertThat(queue.awaitWritten(PATIENCE)).isTrue();
        List<String> lines = pipe.lines();
        assertThat(lines).hasSize(13);
        assertThat(lines.get(0)).isEqualTo("first");
        assertThat(lines.subList(1, 11)).containsOnly(LINE);
        assertThat(lines.get(11))
                .endsWith("WARN LogQueue - 99990 lines of the log are missing here: it was not read fast enough");
        assertThat(lines.get(12)).isEqualTo("after");
    }

    @Test
    void saysWhatIsMissingBeforeTheNextLineThatFits() throws InterruptedException {
        LogQueue queue = LogQueue.before(pipe, StandardCharsets.UTF_8, 300);
        PrintStream stream = queue.stream();
        stream.println("first");
        pipe.awaitBlocked();
        stream.println("y".repeat(400));
        stream.println("z".repeat(400));
        stream.println("short");
        pipe.open();
        assertThat(queue.awaitWritten(PATIENCE)).isTrue();
        assertThat(pipe.lines()).hasSize(3).startsWith("first").endsWith("short");
        assertThat(pipe.lines().get(1)).contains(" 2 lines of the log are missing here");
    }

    @Test
    void goesOnWithoutALogWhereTheStreamIsBroken() throws InterruptedException {
        LogQueue queue = LogQueue.before(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("broken pipe");
                    }
                },
                StandardCharsets.UTF_8,
                1000);
        PrintStream stream = queue.stream();
        for (int i = 0; i < 1000; i++) {
            stream.println(LINE);
        }
        assertThat(queue.awaitWritten(PATIENCE)).isTrue();
    }

    /** Takes nothing until it is opened. */
    private static final class Pipe extends OutputStream {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final CountDownLatch blocked = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        void open() {
            open.countDown();
        }

        void awaitBlocked() throws InterruptedException {
            assertThat(blocked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b});
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            blocked.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            synchronized (written) {
                written.write(bytes, offset, length);
            }
        }

        List<String> lines() {
            synchronized (written) {
                return written.toString(StandardCharsets.UTF_8).lines().toList();
            }
        }
    }
}
