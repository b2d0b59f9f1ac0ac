package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Server;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** Operations on an executor of the application's: whichever it is, and also where it takes none. */
@ParameterizedClass
@EnumSource
class OwnExecutorIT {
    private static final int AT_ONCE = 20;

    private final Segmentation segmentation;
    private final ScriptedHandler handler = ScriptedHandler.create();
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile Executor executor = task -> {
        throw new RejectedExecutionException("full on purpose");
    };

    private volatile boolean interrupting;

    @RegisterExtension
    private final TestServer server = TestServer.with(builder ->
            builder.handler(handler).executor(task -> executor.execute(task)).listener(new Interrupter()));

    /** Interrupts a worker that has answered, and is about to wait for the next request. */
    private final class Interrupter implements AssociationListener {
        @Override
        public void answered(AssociationEvent.Answered event) {
            if (interrupting && event.request().hasDataSet()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    OwnExecutorIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    @AfterEach
    void letGo() throws InterruptedException {
        told.countDown();
        if (executor instanceof ExecutorService service) {
            service.shutdown();
            assertThat(service.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    static Stream<Named<ExecutorService>> manyThreads() throws ReflectiveOperationException {
        List<Named<ExecutorService>> executors = new ArrayList<>();
        executors.add(Named.of("cached", Executors.newCachedThreadPool()));
        executors.add(Named.of("fixed", Executors.newFixedThreadPool(AT_ONCE)));
        if (Runtime.version().feature() >= 21) {
            executors.add(Named.of("virtual", virtualThreads()));
        }
        return executors.stream();
    }

    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (InvocationTargetException e) {
            throw new LinkageError("no virtual threads", e);
        }
    }

    /** All handlers have begun before the first of them ends, and each reads the half of its data set that came later. */
    @ParameterizedTest
    @MethodSource("manyThreads")
    void servesManyAtOnce(ExecutorService threads) throws Exception {
        executor = threads;
        byte[] dataSet = Dimse.bytes(3000);
        CountDownLatch begun = new CountDownLatch(AT_ONCE);
        handler.does(action -> {
            begun.countDown();
            assertThat(action.dataSet().readAllBytes()).isEqualTo(dataSet);
            return DimseStatus.SUCCESS;
        });
        byte[] fragments = Dimse.dataSet(Dimse.STORAGE, dataSet, 700);
        int half = fragments.length / 2;

        List<ScriptedPeer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                ScriptedPeer peer = server.connect(segmentation);
                peers.add(peer);
                Dimse.associate(peer).send(Dimse.storeRequest(1)).send(fragments, 0, half);
            }
            begun.await();
            for (ScriptedPeer peer : peers) {
                peer.send(fragments, half, fragments.length - half);
            }
            for (ScriptedPeer peer : peers) {
                peer.expect(Dimse.storeResponse(1, 0x0000)).release();
            }
        } finally {
            for (ScriptedPeer peer : peers) {
                peer.close();
            }
        }
    }

    /** The second operation waits for the thread; what needs none is served meanwhile. */
    @Test
    void servesOneAfterAnotherOnASingleThread() throws Exception {
        executor = Executors.newSingleThreadExecutor();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger atWork = new AtomicInteger();
        Set<String> threads = ConcurrentHashMap.newKeySet();
        handler.does(action -> {
            assertThat(atWork.incrementAndGet()).isEqualTo(1);
            threads.add(Thread.currentThread().getName());
            action.dataSet().readAllBytes();
            begun.countDown();
            told.await();
            atWork.decrementAndGet();
            return DimseStatus.SUCCESS;
        });
        String store = Dimse.storeRequest(1) + Dimse.last(Dimse.STORAGE, "0102");

        try (ScriptedPeer first = server.connect(segmentation);
                ScriptedPeer second = server.connect(segmentation);
                ScriptedPeer third = server.connect(segmentation)) {
            Dimse.associate(first).send(store).flush();
            begun.await();
            Dimse.associate(second).send(store).flush();
            Dimse.associate(third).send("<C-ECHO-RQ>").expect("<0000H>").release();
            assertThat(handler.hasNoOutcome()).isTrue();
            told.countDown();
            first.expect(Dimse.storeResponse(1, 0x0000)).release();
            second.expect(Dimse.storeResponse(1, 0x0000)).release();
        }
        assertThat(threads).hasSize(1);
    }

    /** A peer that goes before a thread was free for its operation harms nobody. */
    @Test
    void endsAnOperationForWhichNoThreadCameInTime() throws Exception {
        executor = Executors.newSingleThreadExecutor();
        CountDownLatch begun = new CountDownLatch(1);
        handler.does(action -> {
            begun.countDown();
            action.dataSet().readAllBytes();
            told.await();
            return DimseStatus.SUCCESS;
        });
        String store = Dimse.storeRequest(1) + Dimse.last(Dimse.STORAGE, "0102");

        try (ScriptedPeer first = server.connect(segmentation);
                ScriptedPeer second = server.connect(segmentation)) {
            Dimse.associate(first).send(store).flush();
            begun.await();
            server.witness().opened();
            Dimse.associate(second).send(store).flush();
            ClientSession waiting = server.witness().opened();
            TestServer.patiently().until(() -> waiting.counters().requestsReceived() == 1);
            second.reset();
            told.countDown();
            first.expect(Dimse.storeResponse(1, 0x0000)).release();
        }
    }

    /** PS3.7 C.5.22, resource limitation. The data set is taken off the wire, and the association goes on. */
    @Test
    void refusesWhatTheExecutorDoesNotTake() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer);
            for (int id = 1; id <= 3; id++) {
                store(id, peer).expect(Dimse.storeResponse(id, 0x0213));
                peer.send(Dimse.findRequest(id) + Dimse.last(Dimse.FIND, "0102"))
                        .expect(Dimse.findResponse(id, 0x0213));
            }
            assertThat(handler.hasNoOutcome()).isTrue();
            executor = Executors.newCachedThreadPool();
            store(4, peer).expect(Dimse.storeResponse(4, 0x0000)).release();
        }
        server.log().assertError("full on purpose");
    }

    @Test
    void refusesWhatAnExecutorDoesNotTakeThatIsShutDown() throws Exception {
        ExecutorService ended = Executors.newCachedThreadPool();
        ended.shutdown();
        executor = ended;
        try (ScriptedPeer peer = server.connect(segmentation)) {
            store(1, Dimse.associate(peer))
                    .send("<C-ECHO-RQ 2>")
                    .expect(Dimse.storeResponse(1, 0x0213) + "<C-ECHO-RSP 2 0000H>")
                    .release();
        }
        server.log().assertError("0213H");
    }

    /** What it has begun it ends. */
    @Test
    void answersWhatIsUnderWayAsTheExecutorIsShutDown() throws Exception {
        ExecutorService ending = Executors.newCachedThreadPool();
        executor = ending;
        CountDownLatch begun = new CountDownLatch(1);
        handler.does(action -> {
            begun.countDown();
            action.dataSet().readAllBytes();
            told.await();
            return DimseStatus.SUCCESS;
        });
        try (ScriptedPeer peer = server.connect(segmentation)) {
            store(1, Dimse.associate(peer)).flush();
            begun.await();
            ending.shutdown();
            told.countDown();
            peer.expect(Dimse.storeResponse(1, 0x0000)).release();
        }
    }

    /** Such as by shutdownNow(). It costs the worker the receiving side, not the peer its association. */
    @Test
    void bearsAnInterruptBetweenOperations() throws Exception {
        executor = Executors.newCachedThreadPool();
        interrupting = true;
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer);
            for (int id = 1; id <= 20; id++) {
                store(id, peer).expect(Dimse.storeResponse(id, 0x0000));
            }
            peer.send("<C-ECHO-RQ 21>").expect("<C-ECHO-RSP 21 0000H>").release();
        }
    }

    /** The caller is a loop, which must not wait for a handler. */
    @Test
    void refusesWhatTheExecutorRunsInTheCaller() throws Exception {
        executor = Runnable::run;
        try (ScriptedPeer peer = server.connect(segmentation)) {
            store(1, Dimse.associate(peer))
                    .send("<C-ECHO-RQ 2>")
                    .expect(Dimse.storeResponse(1, 0x0213) + "<C-ECHO-RSP 2 0000H>")
                    .release();
        }
        assertThat(handler.hasNoOutcome()).isTrue();
        server.log().assertError("on the thread that submits them");
    }

    @Test
    void refusesWhatFindsNoRoomForAThread() throws Exception {
        executor = task -> {
            throw new OutOfMemoryError("no thread, on purpose");
        };
        try (ScriptedPeer peer = server.connect(segmentation)) {
            store(1, Dimse.associate(peer))
                    .send("<C-ECHO-RQ 2>")
                    .expect(Dimse.storeResponse(1, 0x0213) + "<C-ECHO-RSP 2 0000H>")
                    .release();
        }
        assertThat(handler.hasNoOutcome()).isTrue();
        server.log().assertError("no thread, on purpose");
    }

    /** It throws, but runs the task all the same; or runs it again when all is over. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void servesOnceWhatTheExecutorRunsTwice(boolean throwing) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        executor = task -> {
            tasks.add(task);
            if (throwing) {
                throw new IllegalStateException("run later, on purpose");
            }
            threads.execute(task);
        };
        int status = throwing ? 0x0213 : 0x0000;
        try (ScriptedPeer peer = server.connect(segmentation)) {
            store(1, Dimse.associate(peer)).expect(Dimse.storeResponse(1, status));
            for (Runnable task : tasks) {
                threads.submit(task).get();
            }
            peer.send("<C-ECHO-RQ 2>").expect("<C-ECHO-RSP 2 0000H>").release();
        } finally {
            threads.shutdown();
        }
        if (!throwing) {
            assertThat(handler.outcome()).isEqualTo(DimseStatus.SUCCESS);
        }
        assertThat(handler.hasNoOutcome()).isTrue();
        server.log().assertError("the executor");
    }

    @Test
    void isTheApplicationsToShutDown() throws Exception {
        ExecutorService ours = Executors.newCachedThreadPool();
        executor = ours;
        try (ScriptedPeer peer = server.connect(segmentation)) {
            store(1, Dimse.associate(peer))
                    .expect(Dimse.storeResponse(1, 0x0000))
                    .release();
        }
        Server stopped = server.server();
        stopped.stop(Duration.ofSeconds(30));
        assertThat(ours.isShutdown()).isFalse();
        stopped.start();
    }

    private static ScriptedPeer store(int id, ScriptedPeer peer) throws IOException {
        return peer.send(Dimse.storeRequest(id)).send(Dimse.dataSet(Dimse.STORAGE, Dimse.bytes(100), 30));
    }
}
