package org.pacsscp.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.Action;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.io.BufferPool;
import org.pacsscp.core.internal.io.FakeTime;
import org.pacsscp.core.internal.io.Intake;
import org.pacsscp.core.internal.io.MemoryChannel;
import org.pacsscp.core.internal.io.MemoryNetwork;

/**
 * A whole session in memory: the engine from the connection on, with handlers that do as the message id says, on one
 * thread at a time.
 */
final class MemorySession {
    private static final int ROUNDS = 4;
    private static final BufferPool BUFFERS = BufferPool.ofLongBuffers();
    private static final int KEPT = MemoryNetwork.fill(BUFFERS);

    private final FakeTime time = new FakeTime();
    private final StepwiseWorker worker = new StepwiseWorker();
    private final ServerContext context = ServerContext.create(config(), List.of(), time);
    private final MemoryNetwork network;
    private final MemoryChannel channel;
    private final byte[] conversation;
    private final int segment;
    private int arrived;

    private MemorySession(byte[] conversation, int segment, MemoryChannel.Fault fault) throws IOException {
        this.conversation = conversation;
        this.segment = segment;
        network = new MemoryNetwork(time, BUFFERS);
        network.whenWorkerWaits(this::arriveForWorker);
        channel = network.connect(
                new Intake(
                        connection -> new Association(context, worker, connection),
                        context.config().timeouts().write().toNanos(),
                        address -> false,
                        0,
                        context.events()::proxyRefused,
                        Optional.empty()),
                fault);
    }

    private ServerConfig config() {
        return Server.builder()
                .handler(LambdaHandler.inline(
                        action -> DimseStatus.SUCCESS,
                        ServiceCapability.performer(Uid.VERIFICATION, CommandField.C_ECHO_RQ)))
                .handler(LambdaHandler.worker(this::store, Dimse.storage()))
                .handler(LambdaHandler.worker(this::find, Dimse.find()))
                .toConfig();
    }

    /** Returns what the server has said at the end of a conversation that comes in segments of this length. */
    static byte[] hold(byte[] conversation, int segment, MemoryChannel.Fault fault) throws Exception {
        return hold(conversation, segment, fault, () -> {});
    }

    /** As {@link #hold(byte[], int, MemoryChannel.Fault)}, with selectors that may fail too. */
    static byte[] hold(
            byte[] conversation, int segment, MemoryChannel.Fault fault, MemoryNetwork.SelectFault selectFault)
            throws Exception {
        MemorySession session = new MemorySession(conversation, segment, fault);
        session.network.onSelect(selectFault);
        session.hold();
        session.assertNothingLeft();
        return session.channel.sent();
    }

    private void hold() throws Exception {
        settle();
        while (arrived < conversation.length) {
            arriveNext();
            settle();
        }
        channel.end();
        settle();
        // Whoever has not gone by now waits for a deadline; there are at most three in a row.
        for (int i = 0; i < 3 && channel.isOpen(); i++) {
            time.advance(Duration.ofHours(1));
            settle();
        }
    }

    private void settle() throws Exception {
        do {
            for (int quiet = 0; quiet < ROUNDS; quiet++) {
                int calls = channel.calls();
                network.round();
                if (channel.calls() != calls) {
                    quiet = 0;
                }
            }
        } while (worker.runNext(network::round));
    }

    private void arriveNext() {
        int length = Math.min(segment, conversation.length - arrived);
        channel.arrive(conversation, arrived, length);
        arrived += length;
    }

    private void arriveForWorker() {
        if (arrived < conversation.length) {
            arriveNext();
        } else {
            channel.end();
        }
    }

    private void assertNothingLeft() {
        assertThat(worker.unhandled()).isEmpty();
        assertThat(channel.isOpen()).as("connection open").isFalse();
        assertThat(context.admission().sessions()).isEmpty();
        assertThat(context.admission().connections()).isEmpty();
        assertThat(context.admission().hasPlace()).isTrue();
        assertThat(network.end()).as("selectors lost").isZero();
        int kept = MemoryNetwork.kept(BUFFERS);
        MemoryNetwork.fill(BUFFERS);
        assertThat(kept).as("buffers kept").isEqualTo(KEPT);
    }

    private DimseStatus store(Action action) throws Exception {
        switch (action.command().messageId() % 8) {
            case 1 -> action.dataSet().readNBytes(10);
            case 2 -> worker.letLoopRun();
            case 3 -> throw new IllegalStateException("on purpose");
            case 4 -> {
                worker.letLoopRun();
                action.dataSet().transferTo(OutputStream.nullOutputStream());
                action.dataSet().close();
            }
            case 5 -> {
                action.dataSet().readAllBytes();
                return waitForCancel(action);
            }
            default -> action.dataSet().readAllBytes();
        }
        return DimseStatus.SUCCESS;
    }

    private DimseStatus find(Action action) throws Exception {
        action.dataSet().readAllBytes();
        int matches = action.command().messageId() % 4;
        for (int i = 0; i < matches && !action.cancelled(); i++) {
            action.sendPending(DimseStatus.PENDING, out -> out.write(new byte[300]));
            worker.letLoopRun();
        }
        return action.cancelled() ? DimseStatus.CANCEL : DimseStatus.SUCCESS;
    }

    private DimseStatus waitForCancel(Action action) {
        for (int i = 0; i < ROUNDS && !action.cancelled(); i++) {
            time.advance(Duration.ofMillis(10));
            worker.letLoopRun();
        }
        return action.cancelled() ? DimseStatus.CANCEL : DimseStatus.SUCCESS;
    }
}
