package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pacsscp.core.internal.io.Loopback.Link;
import org.pacsscp.core.internal.io.loop.Loops;

/** What the loop collects to send it at the end of a round, and who may be in its way. */
@Timeout(60)
class WriteBatchIT {
    private final ScriptedTransport transport = new ScriptedTransport();
    private Loopback loopback;
    private Link link;
    private Output output;

    @BeforeEach
    void start() throws Exception {
        loopback = Loopback.start();
        link = loopback.connect();
        assertThat(link.handler().event()).isEqualTo("connected");
        output = new Output(link.connection(), transport, Loopback.WRITE_TIMEOUT.toNanos());
        transport.takeAtMost(10_000);
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        loopback.close();
    }

    @Test
    void answersOfARoundGoOutTogetherAtItsEnd() throws Exception {
        loopback.onLoop(() -> {
            Loops.openBatch(loopback.loop());
            output.write(bytes("one "));
            output.write(bytes("two"));
            assertThat(transport.taken()).isEmpty();
            assertThat(output.hasUnsent()).isTrue();
            assertThat(output.isPending()).as("nothing waits for the socket").isFalse();
            Loops.sendBatch(loopback.loop());
            assertThat(output.hasUnsent()).isFalse();
        });

        assertThat(transport.taken()).isEqualTo("one two");
        assertThat(output.bytesSent()).isEqualTo(7);
    }

    /** Peers wait for their answers, and nobody for what is told of them. */
    @Test
    void allIsSentBeforeAnythingIsTold() throws Exception {
        ScriptedTransport second = new ScriptedTransport();
        second.takeAtMost(10_000);
        Output other = new Output(link.connection(), second, Loopback.WRITE_TIMEOUT.toNanos());
        link.handler()
                .whenHandedOver(() ->
                        assertThat(second.taken()).as("when the first is told").isEqualTo("two"));
        loopback.onLoop(() -> {
            Loops.openBatch(loopback.loop());
            output.write(bytes("one"));
            output.tellWhenHandedOver();
            other.write(bytes("two"));
            Loops.sendBatch(loopback.loop());
        });

        assertThat(link.handler().event()).isEqualTo("handed over");
    }

    @Test
    void nothingIsToldOfWhatTheSocketHasNotTaken() throws Exception {
        transport.takeAtMost(2);
        loopback.onLoop(() -> {
            Loops.openBatch(loopback.loop());
            output.write(bytes("abc"));
            output.tellWhenHandedOver();
            Loops.sendBatch(loopback.loop());
            assertThat(link.handler().hasNoEvent()).isTrue();
            output.flushNow();
        });

        assertThat(link.handler().event()).isEqualTo("handed over");
    }

    @Test
    void eachRoundSendsItsOwn() throws Exception {
        for (String text : new String[] {"one ", "two ", "three"}) {
            loopback.onLoop(() -> {
                Loops.openBatch(loopback.loop());
                output.write(bytes(text));
                Loops.sendBatch(loopback.loop());
            });
        }

        assertThat(transport.taken()).isEqualTo("one two three");
    }

    @Test
    void outsideARoundNothingIsCollected() throws Exception {
        loopback.onLoop(() -> {
            output.write(bytes("at once"));
            assertThat(transport.taken()).isEqualTo("at once");
        });
    }

    @Test
    void whatIsTooLongIsSentAtOnce() throws Exception {
        String lengthy = "x".repeat(1_025);
        loopback.onLoop(() -> {
            Loops.openBatch(loopback.loop());
            output.write(bytes(lengthy));
            assertThat(transport.taken()).isEqualTo(lengthy);
            Loops.sendBatch(loopback.loop());
        });

        assertThat(transport.taken()).isEqualTo(lengthy);
    }

    @Test
    void whatDoesNotFitAnyMoreComesBehindWhatIsCollected() throws Exception {
        String first = "a".repeat(1_000);
        String second = "b".repeat(25);
        loopback.onLoop(() -> {
            Loops.openBatch(loopback.loop());
            output.write(bytes(first));
            output.write(bytes(second));
            assertThat(output.isPending()).as("no more requests are served").isTrue();
            output.write(bytes("c"));
            Loops.sendBatch(loopback.loop());
            assertThat(output.isPending()).isFalse();
        });

        assertThat(transport.taken()).isEqualTo(first + second + "c");
    }

    @Test
    void whatTheSocketDoesNotTakeWaits() throws Exception {
        transport.takeAtMost(2);
        loopback.onLoop(() -> {
            Loops.openBatch(loopback.loop());
            output.write(bytes("abc"));
            Loops.sendBatch(loopback.loop());
            assertThat(output.isPending()).isTrue();
            Loops.openBatch(loopback.loop());
            output.write(bytes("de"));
            Loops.sendBatch(loopback.loop());
        });
        loopback.onLoop(() -> assertThat(output.flush()).isTrue());

        assertThat(transport.taken()).isEqualTo("abcde");
    }

    @Test
    void aWorkerSendsFirstWhatIsCollected() throws Exception {
        loopback.onLoop(() -> {
            Loops.openBatch(loopback.loop());
            output.write(bytes("loop "));
            Loopback.worker(() -> output.writeAndWait(bytes("worker "))).get(30, TimeUnit.SECONDS);
            output.write(bytes("again"));
            Loops.sendBatch(loopback.loop());
        });

        assertThat(transport.taken()).isEqualTo("loop worker again");
    }

    @Test
    void aWorkerThatIsSendingKeepsWhatIsCollectedBeforeItsOwn() throws Exception {
        CompletableFuture<CompletableFuture<Void>> begun = new CompletableFuture<>();
        loopback.onLoop(() -> {
            Loops.openBatch(loopback.loop());
            output.write(bytes("loop "));
            transport.closeGate();
            begun.complete(Loopback.worker(() -> output.writeAndWait(bytes("worker"))));
            transport.awaitCall();
            Loops.sendBatch(loopback.loop());
            assertThat(output.isPending()).as("until the loop has seen it out").isTrue();
        });
        transport.openGate();
        begun.join().get(30, TimeUnit.SECONDS);
        loopback.onLoop(() -> assertThat(output.flush()).isTrue());

        assertThat(transport.taken()).isEqualTo("loop worker");
        assertThat(loopback.ask(output::hasUnsent)).isFalse();
    }

    @Test
    void aClosedConnectionSendsNothing() throws Exception {
        loopback.onLoop(() -> {
            Loops.openBatch(loopback.loop());
            output.write(bytes("late"));
            link.connection().close();
            Loops.sendBatch(loopback.loop());
        });

        assertThat(transport.taken()).isEmpty();
    }

    @Test
    void theConnectionIsClosedWhenTheLastAnswerIsOut() throws Exception {
        link.handler().whenReceived(in -> {
            in.position(in.limit());
            link.connection().write(bytes("farewell"));
            link.connection().closeWhenFlushed();
            assertThat(link.connection().isClosed()).isFalse();
        });
        link.peer().write(bytes("go"));

        assertThat(link.peer().socket().getInputStream().readAllBytes())
                .isEqualTo(bytes("farewell").array());
        await().until(link.connection()::isClosed);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
