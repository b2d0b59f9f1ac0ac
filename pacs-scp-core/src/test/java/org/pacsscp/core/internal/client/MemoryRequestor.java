package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pacsscp.api.Action;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.ClientConfig;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InlineHandler;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.core.internal.association.Resources;
import org.pacsscp.core.internal.io.FakeTime;
import org.pacsscp.core.internal.io.MemoryChannel;
import org.pacsscp.core.internal.io.MemoryNetwork;
import org.pacsscp.core.internal.io.loop.BufferPool;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.StepwiseWorker;

/**
 * A whole association of ours in memory, with a server whose words are given: it is wanted, used and left by an application
 * that does one thing after the other, on one thread at a time.
 */
final class MemoryRequestor {
    private static final int ROUNDS = 4;
    private static final int HEADER = 6;

    /** Where the command of a P-DATA-TF begins. */
    private static final int COMMAND = 12;

    private static final BufferPool BUFFERS = BufferPool.ofLongBuffers();
    private static final int KEPT = MemoryNetwork.fill(BUFFERS);
    private static final InetSocketAddress SERVER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 11_112);

    private final FakeTime time = new FakeTime();
    private final StepwiseWorker worker = new StepwiseWorker();
    private final StepwiseWorker caller = StepwiseWorker.ofCallers();
    private final boolean waits;
    private final CompletableFuture<RequestedAssociation> wanted = new CompletableFuture<>();
    private final List<CompletionStage<ReceivedResponse>> answers = new CopyOnWriteArrayList<>();
    private final Queue<Invocation> requests = new ArrayDeque<>();
    private final ClientContext context;
    private final OwnAssociations associations;
    private final MemoryNetwork network;
    private final MemoryChannel channel;
    private final byte[] conversation;
    private final List<Integer> finalResponses;
    private final int segment;
    private int arrived;
    private boolean asking;
    private boolean leaving;
    private boolean storing;
    private int quiet;
    private int waitsOfCaller;
    private int readByCaller;

    private MemoryRequestor(byte[] conversation, int segment, int jobs, MemoryChannel.Fault fault, boolean waits)
            throws IOException {
        this.waits = waits;
        this.conversation = conversation;
        finalResponses = finalResponses(conversation);
        this.segment = segment;
        for (int job = jobs; job > 0; job >>= 2) {
            requests.add(request(job & 3));
        }
        context = ClientContext.create(config(), time, Resources.OF_THE_JDK);
        associations = new OwnAssociations(context.events());
        network = new MemoryNetwork(time, BUFFERS);
        network.whenWorkerWaits(this::arriveForWorker);
        Attempt attempt = new Attempt(context, associations, network.user(), Optional.empty(), proposal(), wanted);
        channel =
                network.request(attempt.settings(SERVER, Duration.ofSeconds(10).toNanos()), fault);
    }

    private static Invocation request(int kind) {
        return switch (kind) {
            case 1 -> Requests.store(new byte[3_000]);
            case 2 -> Requests.find();
            default -> Requests.echoRequest();
        };
    }

    private ClientConfig config() {
        return Client.builder()
                .executor(worker)
                .handler(InlineHandler.of(
                        ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ),
                        request -> DimseStatus.SUCCESS))
                .handler(LambdaHandler.worker(
                        this::store, ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ)))
                .toConfig();
    }

    /** What the server may ask of us. */
    private static AssociationProposal proposal() {
        return AssociationProposal.to("127.0.0.1", SERVER.getPort())
                .calledAeTitle("PACS_SCP")
                .context(SopClass.VERIFICATION)
                .context(SopClass.CT_IMAGE_STORAGE)
                .context(SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND)
                .roles(SopClass.VERIFICATION, Role.INVOKER, Role.PERFORMER)
                .roles(SopClass.CT_IMAGE_STORAGE, Role.INVOKER, Role.PERFORMER)
                .build();
    }

    private DimseStatus store(Action action) throws IOException {
        storing = true;
        try {
            action.dataSet().transferTo(OutputStream.nullOutputStream());
        } finally {
            storing = false;
        }
        return DimseStatus.SUCCESS;
    }

    /**
     * Returns what the client has said at the end of a conversation.
     *
     * @param segment how many of the server's words come at once; 0 for a PDU at a time, after which the client is heard
     * @param jobs what the application asks for, two bits each from the lowest: 1 C-STORE, 2 C-FIND, else C-ECHO
     */
    static byte[] hold(byte[] conversation, int segment, int jobs, MemoryChannel.Fault fault) throws Exception {
        return hold(conversation, segment, jobs, fault, false).heard().array();
    }

    /** What has come of a conversation in which the application waits for each response. */
    record Held(ByteBuffer heard, List<String> answers, int readByCaller) {}

    /** As {@link #hold}, but the application has a thread that waits for each response, and may read it itself. */
    static Held holdWaiting(byte[] conversation, int segment, int jobs, MemoryChannel.Fault fault) throws Exception {
        return hold(conversation, segment, jobs, fault, true);
    }

    private static Held hold(byte[] conversation, int segment, int jobs, MemoryChannel.Fault fault, boolean waits)
            throws Exception {
        MemoryRequestor session = new MemoryRequestor(conversation, segment, jobs, fault, waits);
        session.hold();
        session.assertNothingLeft();
        return new Held(
                ByteBuffer.wrap(session.channel.sent()),
                session.answers.stream().map(MemoryRequestor::told).toList(),
                session.readByCaller);
    }

    private static String told(CompletionStage<ReceivedResponse> answer) {
        return answer.handle((response, failure) -> response != null
                        ? response.status().toString()
                        : failure instanceof InvocationException known
                                ? known.reason().name()
                                : failure.toString())
                .toCompletableFuture()
                .join();
    }

    private void hold() throws Exception {
        settle();
        while (arrived < conversation.length) {
            arriveNext();
            settle();
        }
        channel.end();
        settle();
        // Whoever has not gone by now waits for a deadline; each request may have one, and there are three more in a
        // row.
        for (int i = 0; i < 8 && channel.isOpen(); i++) {
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
        } while (useAssociation()
                || caller.runNextWhileOthers(this::goOnWhileCallerWaits)
                || worker.runNext(network::round));
    }

    /** What the caller waits for comes from the loop, the other worker, the server, or in the end from a deadline. */
    private void goOnWhileCallerWaits() throws Exception {
        int calls = channel.calls();
        network.round();
        if (channel.calls() != calls || worker.runNext(network::round)) {
            quiet = 0;
        } else if (++quiet > ROUNDS && areKnown()) {
            quiet = 0;
            if (arrived < conversation.length) {
                arriveNext();
            } else {
                channel.end();
            }
        }
    }

    /**
     * The application asks for the next thing once it was answered, and leaves when it has nothing to ask any more; tells
     * whether it did something.
     */
    private boolean useAssociation() {
        if (!wanted.isDone() || wanted.isCompletedExceptionally() || asking || leaving || !areAnswered()) {
            return false;
        }
        RequestedAssociation association = wanted.join();
        Invocation next = isAnyUnanswered() ? null : requests.poll();
        if (next == null) {
            leaving = true;
            association.release();
        } else {
            asking = true;
            if (waits) {
                quiet = 0;
                caller.execute(() -> askAndWait(association, next));
                return true;
            }
            worker.execute(() -> {
                answers.add(association.invoke(next));
                asking = false;
            });
        }
        return true;
    }

    /**
     * Tells whether the caller knows of all final responses that have arrived, and has sent its next request: a thread that is
     * woken takes a while to go on.
     */
    private boolean areKnown() {
        long known = answers.stream()
                .filter(answer -> answer.toCompletableFuture().isDone())
                .count();
        return known >= finalResponses.stream().filter(end -> end <= arrived).count() && requestsSent() > known;
    }

    /** Counts the commands that are requests; responses to the server's do not tell how far the caller is. */
    private long requestsSent() {
        long sent = 0;
        ByteBuffer rest = ByteBuffer.wrap(channel.sent()).order(ByteOrder.LITTLE_ENDIAN);
        while (rest.remaining() > COMMAND) {
            int begin = rest.position();
            int end = Math.min(rest.limit(), begin + HEADER + Integer.reverseBytes(rest.getInt(begin + 2)));
            boolean command = rest.get(begin) == 4 && (rest.get(begin + COMMAND - 1) & 1) == 1;
            sent += command && isRequest(rest, begin + COMMAND, end) ? 1 : 0;
            rest.position(end);
        }
        return sent;
    }

    /** Command Field (0000,0100) of a response has its highest bit set (PS3.7 section E.1). */
    private static boolean isRequest(ByteBuffer in, int from, int end) {
        for (int at = from; at + 10 <= end; at += 8 + in.getInt(at + 4)) {
            if (in.getInt(at) == 0x0100_0000) {
                return in.getShort(at + 8) >= 0;
            }
        }
        return false;
    }

    /** Returns where the final responses of a conversation end, as far as it is one. */
    private static List<Integer> finalResponses(byte[] conversation) {
        List<Integer> ends = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(conversation).order(ByteOrder.LITTLE_ENDIAN);
        while (rest.remaining() > COMMAND) {
            int begin = rest.position();
            long end = begin + HEADER + Integer.toUnsignedLong(Integer.reverseBytes(rest.getInt(begin + 2)));
            if (end > rest.limit()) {
                break;
            }
            if (rest.get(begin) == 4
                    && (rest.get(begin + COMMAND - 1) & 1) == 1
                    && isFinal(rest, begin + COMMAND, end)) {
                ends.add((int) end);
            }
            rest.position((int) end);
        }
        return ends;
    }

    /** Status (0000,0900) comes last in the responses of the tests. */
    private static boolean isFinal(ByteBuffer in, int from, long end) {
        return end - from > 10
                && in.getInt((int) end - 10) == 0x0900_0000
                && (in.getShort((int) end - 2) & 0xFF00) != 0xFF00;
    }

    private void askAndWait(RequestedAssociation association, Invocation request) {
        CompletableFuture<ReceivedResponse> answer = new CompletableFuture<>();
        answers.add(answer);
        try (OngoingInvocation ongoing = association.begin(request)) {
            ReceivedResponse response = ongoing.next();
            while (response.isPending()) {
                response = ongoing.next();
            }
            answer.complete(response);
        } catch (Exception e) {
            answer.completeExceptionally(e);
        } finally {
            asking = false;
        }
    }

    private boolean isAnyUnanswered() {
        return answers.stream().anyMatch(answer -> answer.toCompletableFuture().isCompletedExceptionally());
    }

    private boolean areAnswered() {
        return answers.stream().allMatch(answer -> answer.toCompletableFuture().isDone());
    }

    private void arriveNext() {
        int length = Math.min(segment == 0 ? nextPdu() : segment, conversation.length - arrived);
        if (waits) {
            length = Math.min(length, untilFinalResponse());
        }
        channel.arrive(conversation, arrived, length);
        arrived += length;
    }

    /** What comes after a response may answer what was not asked yet. */
    private int untilFinalResponse() {
        return finalResponses.stream()
                .filter(end -> end > arrived)
                .mapToInt(end -> end - arrived)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    /** Returns the length of the next PDU as its header has it, or of all that is left. */
    private int nextPdu() {
        ByteBuffer rest = ByteBuffer.wrap(conversation, arrived, conversation.length - arrived);
        long length =
                rest.remaining() < HEADER ? Long.MAX_VALUE : HEADER + Integer.toUnsignedLong(rest.getInt(arrived + 2));
        return (int) Math.min(length, conversation.length - arrived);
    }

    /**
     * Each third time the server keeps silent, and the caller has to leave it to the loop to wait; and to a request that the
     * caller has not sent yet it has no answer.
     */
    private void arriveForWorker() {
        if (waits && worker.isCurrent() && !storing) {
            return;
        }
        if (caller.isCurrent()) {
            if (++waitsOfCaller % 3 == 0) {
                return;
            }
            readByCaller++;
        }
        if (arrived < conversation.length) {
            arriveNext();
        } else {
            channel.end();
        }
    }

    private void assertNothingLeft() {
        assertThat(worker.unhandled()).isEmpty();
        assertThat(caller.unhandled()).isEmpty();
        assertThat(channel.isOpen()).as("connection open").isFalse();
        assertThat(wanted).as("the association that was wanted").isDone();
        assertThat(areAnswered()).as("every request has an end").isTrue();
        if (!wanted.isCompletedExceptionally()) {
            assertThat(wanted.join().end()).as("end of the association").isPresent();
        }
        assertThat(associations.open()).isEmpty();
        assertThat(associations.connections()).isEmpty();
        assertThat(network.end()).as("selectors lost").isZero();
        int kept = MemoryNetwork.kept(BUFFERS);
        MemoryNetwork.fill(BUFFERS);
        assertThat(kept).as("buffers kept").isEqualTo(KEPT);
    }
}
