package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.Action;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.core.internal.association.Association;
import org.pacsscp.core.internal.association.Resources;
import org.pacsscp.core.internal.io.FakeTime;
import org.pacsscp.core.internal.io.InboundSettings;
import org.pacsscp.core.internal.io.MemoryChannel;
import org.pacsscp.core.internal.io.MemoryNetwork;
import org.pacsscp.core.internal.io.loop.BufferPool;
import org.pacsscp.core.internal.operation.LeastReceiveRate;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.StepwiseWorker;

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
    private final Answers answers = new Answers();
    private final ServerContext context;
    private final BufferPool buffers;
    private final MemoryNetwork network;
    private final MemoryChannel channel;
    private final byte[] conversation;
    private final int segment;
    private int arrived;

    private MemorySession(
            byte[] conversation, int segment, MemoryChannel.Fault fault, BufferPool buffers, Resources resources)
            throws IOException {
        this.conversation = conversation;
        this.segment = segment;
        this.buffers = buffers;
        context = ServerContext.create(config(), List.of(), time, LeastReceiveRate.PERIOD, resources);
        network = new MemoryNetwork(time, buffers);
        network.whenWorkerWaits(this::arriveForWorker);
        channel = network.connect(
                new InboundSettings(
                        connection -> Association.accepting(
                                context.associations(), new ServedAssociations(context, worker), connection),
                        context.waitingRoom(),
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
                        ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ)))
                .handler(LambdaHandler.worker(this::store, Dimse.storage()))
                .handler(LambdaHandler.worker(this::find, Dimse.find()))
                .listener(answers)
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
        MemorySession session = new MemorySession(conversation, segment, fault, BUFFERS, Resources.OF_THE_JDK);
        session.network.onSelect(selectFault);
        session.hold();
        session.assertNothingLeft();
        session.assertBuffersKept();
        return session.channel.sent();
    }

    /** As {@link #hold(byte[], int, MemoryChannel.Fault)}, with memory that may run out. */
    static byte[] hold(byte[] conversation, int segment, Resources resources) throws Exception {
        MemorySession session = new MemorySession(
                conversation,
                segment,
                MemoryChannel.Fault.NONE,
                BufferPool.ofLongBuffers(resources.directMemory()),
                resources);
        session.hold();
        session.assertNothingLeft();
        return session.channel.sent();
    }

    /**
     * What became of the answers of a conversation.
     *
     * @param sent what the server has said
     * @param counted how many requests the statistics have as answered
     * @param told how many of them the listener was told of
     * @param toldAfterTheEnd how many of those after it had been told that the association has ended
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Tally(byte[] sent, long counted, long told, long toldAfterTheEnd) {}

    /** As {@link #hold(byte[], int, MemoryChannel.Fault)}, and counts the answers. */
    static Tally tally(byte[] conversation, int segment, MemoryChannel.Fault fault) throws Exception {
        MemorySession session = new MemorySession(conversation, segment, fault, BUFFERS, Resources.OF_THE_JDK);
        session.hold();
        session.assertNothingLeft();
        return new Tally(
                session.channel.sent(),
                session.context.events().statistics().requestsAnswered(),
                session.answers.told,
                session.answers.toldAfterTheEnd);
    }

    /** Counts what it is told. */
    private static final class Answers implements AssociationListener {
        private long told;
        private long toldAfterTheEnd;
        private boolean ended;

        @Override
        public void answered(AssociationEvent.Answered event) {
            told++;
            if (ended) {
                toldAfterTheEnd++;
            }
        }

        @Override
        public void ended(AssociationEvent.Ended event) {
            ended = true;
        }
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
        assertThat(context.waitingRoom().count()).as("places taken").isZero();
        assertThat(context.waitingRoom().held()).as("bytes held").isZero();
        assertThat(network.end()).as("selectors lost").isZero();
    }

    private void assertBuffersKept() {
        int kept = MemoryNetwork.kept(buffers);
        MemoryNetwork.fill(buffers);
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
            action.sendPending(DimseStatus.PENDING.withDataSet(out -> out.write(new byte[300])));
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
