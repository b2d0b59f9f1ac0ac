package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.pacsscp.api.Action;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.RetrieveStatus;

/** Handlers for peers that go: they say that they are at work, and what became of it. For one request. */
final class WatchedWork {
    static final Uid FIND = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND;
    static final Uid GET = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_GET;

    private static final long LIMIT_SECONDS = 20;

    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final CountDownLatch mayReadOn = new CountDownLatch(1);
    private final List<DataSetException.Cause> broken = new CopyOnWriteArrayList<>();
    private final List<InvocationException.Cause> unanswered = new CopyOnWriteArrayList<>();

    /** A handler of C-FIND that works until it is cancelled. */
    WorkerHandler finder() {
        return new WorkerHandler(
                action -> {
                    action.dataSet().readAllBytes();
                    action.onCancel(cancelled::countDown);
                    working.countDown();
                    return cancelled.await(LIMIT_SECONDS, TimeUnit.SECONDS) ? DimseStatus.CANCEL : DimseStatus.SUCCESS;
                },
                ServiceCapability.performer(FIND, CommandField.C_FIND_RQ).anyTransferSyntax());
    }

    /** A handler of C-STORE that reads some of the data set, and the rest after {@link #letReadOn}. */
    WorkerHandler storage() {
        return new WorkerHandler(
                action -> {
                    action.dataSet().readNBytes(1000);
                    working.countDown();
                    mayReadOn.await();
                    try {
                        action.dataSet().transferTo(OutputStream.nullOutputStream());
                    } catch (DataSetException e) {
                        broken.add(e.reason());
                        throw e;
                    }
                    return DimseStatus.SUCCESS;
                },
                ServiceCapability.performer(ServedInstances.CT, CommandField.C_STORE_RQ)
                        .anyTransferSyntax());
    }

    /** A handler of C-GET that sends one instance, of ten thousand bytes. */
    WorkerHandler getter() {
        return new WorkerHandler(
                action -> {
                    action.dataSet().readAllBytes();
                    return storedBy(action) ? DimseStatus.SUCCESS : RetrieveStatus.UNABLE_TO_PERFORM_SUB_OPERATIONS;
                },
                ServiceCapability.performer(GET, CommandField.C_GET_RQ),
                ServiceCapability.invoker(ServedInstances.CT));
    }

    private boolean storedBy(Action action) throws InterruptedException {
        Invocation store = Invocation.of(ServedInstances.CT, CommandField.C_STORE_RQ)
                .elements(CommandElements.none().affectedSopInstanceUid(ServedInstances.uid(0)))
                .dataSet(out -> out.write(new byte[10_000]));
        try {
            action.association().invoke(store).toCompletableFuture().get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e.getCause())
                    .isInstanceOfSatisfying(InvocationException.class, why -> unanswered.add(why.reason()));
            return false;
        }
    }

    /** Waits until the handler has its request. */
    void awaitBegin() throws InterruptedException {
        assertThat(working.await(LIMIT_SECONDS, TimeUnit.SECONDS))
                .as("the handler works")
                .isTrue();
    }

    void letReadOn() {
        mayReadOn.countDown();
    }

    void awaitCancelled() throws InterruptedException {
        assertThat(cancelled.await(LIMIT_SECONDS, TimeUnit.SECONDS))
                .as("the action is cancelled")
                .isTrue();
    }

    void awaitBroken(DataSetException.Cause cause) {
        await("the data set to break")
                .atMost(Duration.ofSeconds(LIMIT_SECONDS))
                .untilAsserted(() -> assertThat(broken).containsExactly(cause));
    }

    void awaitUnanswered(InvocationException.Cause cause) {
        await("the sub-operation to fail")
                .atMost(Duration.ofSeconds(LIMIT_SECONDS))
                .untilAsserted(() -> assertThat(unanswered).containsExactly(cause));
    }
}
