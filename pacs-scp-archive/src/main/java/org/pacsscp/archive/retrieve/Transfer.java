package org.pacsscp.archive.retrieve;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Association;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.archive.catalog.CatalogedInstance;
import org.pacsscp.archive.retrieve.Tally.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The C-STORE sub-operation of one instance: prepared, begun and waited for, by one thread. One that cannot be begun has failed.
 */
final class Transfer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Transfer.class);

    private final CatalogedInstance instance;
    private final Optional<Invocation> store;

    /** What the request still has to be read from. */
    private final Optional<SeekableByteChannel> file;

    private @Nullable CompletionStage<ReceivedResponse> answer;

    private Transfer(CatalogedInstance instance, Optional<Invocation> store, Optional<SeekableByteChannel> file) {
        this.instance = instance;
        this.store = store;
        this.file = file;
    }

    /** A request with a data set that is here. */
    static Transfer of(CatalogedInstance instance, Invocation store) {
        return new Transfer(instance, Optional.of(store), Optional.empty());
    }

    /** A request with a data set that is read from a file while it is sent. */
    static Transfer of(CatalogedInstance instance, Invocation store, SeekableByteChannel file) {
        return new Transfer(instance, Optional.of(store), Optional.of(file));
    }

    /** An instance that is not sent. */
    static Transfer none(CatalogedInstance instance) {
        return new Transfer(instance, Optional.empty(), Optional.empty());
    }

    /** An instance that is not sent, since its file cannot be read. */
    static Transfer unreadable(CatalogedInstance instance, IOException cause) {
        log.error(
                "instance {} of the catalog cannot be read from the store ({}); see whether its file is there and whole",
                instance.sopInstanceUid(),
                cause.getClass().getSimpleName());
        return none(instance);
    }

    CatalogedInstance instance() {
        return instance;
    }

    /** Sends the request, all of it. */
    void begin(Association association) {
        answer = store.map(association::invoke).orElse(null);
    }

    /** Waits for the answer to what has begun. */
    Outcome outcome() throws InterruptedException {
        if (answer == null) {
            return Outcome.FAILED;
        }
        try {
            return switch (answer.toCompletableFuture().get().status().category()) {
                case SUCCESS -> Outcome.COMPLETED;
                case WARNING -> Outcome.WARNING;
                case FAILURE, CANCEL, PENDING -> Outcome.FAILED;
            };
        } catch (ExecutionException e) {
            return outcome(e.getCause());
        }
    }

    private Outcome outcome(@Nullable Throwable cause) {
        if (cause instanceof InvocationException unanswered) {
            log.debug("{} was not stored: {}", instance.sopInstanceUid(), unanswered.getMessage());
            return unanswered.reason() == InvocationException.Cause.TIMED_OUT ? Outcome.UNANSWERED : Outcome.FAILED;
        }
        unreadable(instance, cause instanceof IOException unread ? unread : new IOException(cause));
        return Outcome.FAILED;
    }

    @Override
    public void close() {
        if (file.isEmpty()) {
            return;
        }
        try {
            file.get().close();
        } catch (IOException e) {
            log.debug("the file of {} was read, and cannot be closed", instance.sopInstanceUid(), e);
        }
    }
}
