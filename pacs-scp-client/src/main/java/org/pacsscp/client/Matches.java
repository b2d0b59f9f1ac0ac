package org.pacsscp.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.dataset.DataSet;

/**
 * What a search finds, as it comes: taken one by one, in the order of the peer.
 *
 * <pre>{@code
 * try (Matches matches = scu.find(archive, studies)) {
 *     for (DataSet match : matches) {
 *         if (!show(match)) {
 *             break;
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>A peer that finds very much waits for whoever takes it: a few matches are held, no more. Whoever closes this before the end
 * cancels the search (C-CANCEL). Closing does not wait for the peer.
 *
 * <p>Belongs to one thread, but for {@link #cancel()} and {@link #close()}, which any may call.
 *
 * @since 0.1.0
 */
public final class Matches implements Iterable<DataSet>, AutoCloseable {
    private static final String OPERATION = "C-FIND";

    private final LentAssociation lent;
    private final CallLimit limit;
    private final Set<QueryOption> agreed;
    private final Runnable forget;
    private @Nullable ReceivedResponse waiting;
    private @Nullable DimseStatus status;
    private boolean allKeysSupported = true;
    private boolean iterated;
    private boolean closed;

    /** Takes over a search that was sent, and the limit of its call. */
    Matches(LentAssociation lent, CallLimit limit, Set<QueryOption> agreed) {
        this.lent = lent;
        this.limit = limit;
        this.agreed = Collections.unmodifiableSet(agreed);
        forget = limit.onOver(lent::cancel);
    }

    /** Waits for the first response, after which a search is not repeated. */
    void awaitFirst() throws ServiceException, InterruptedException {
        take(following());
    }

    /**
     * Waits for the next match.
     *
     * @return the match; empty if there is no more
     * @throws ServiceException if the peer ends the search with a failure, does not answer in time, or is gone; if the search is
     *     cancelled or out of time; or if a match cannot be read, after which the next one may be asked for
     * @throws InterruptedException if the thread is interrupted; nothing is lost by it
     * @throws IllegalStateException if this is closed, or if called by an I/O thread
     */
    public Optional<DataSet> next() throws ServiceException, InterruptedException {
        if (isClosed()) {
            throw new IllegalStateException("the matches are closed");
        }
        ReceivedResponse match = waiting;
        waiting = null;
        if (match == null && status == null) {
            take(following());
            match = waiting;
            waiting = null;
        }
        return match == null ? Optional.empty() : Optional.of(read(match));
    }

    private ReceivedResponse following() throws ServiceException, InterruptedException {
        try {
            return lent.next();
        } catch (ServiceException e) {
            throw limit.isOver() ? limit.exception(lent.remote(), OPERATION, e) : e;
        }
    }

    private void take(ReceivedResponse response) throws ServiceException {
        if (response.isPending()) {
            waiting = response;
            allKeysSupported &= response.status().code() != DimseStatus.PENDING_WITH_WARNING.code();
            return;
        }
        status = response.status();
        if (limit.isOver()) {
            throw limit.exception(lent.remote(), OPERATION);
        }
        if (response.status().category() == DimseStatus.Category.FAILURE) {
            throw ServiceException.refused(
                    response.status(), "%s answered %s %s".formatted(lent.remote(), OPERATION, response.status()));
        }
    }

    private DataSet read(ReceivedResponse match) throws ServiceException {
        try {
            return DataSet.read(match.dataSet());
        } catch (IOException e) {
            throw new ServiceException(
                    ServiceException.Reason.MALFORMED_ANSWER,
                    "%s sent a match that cannot be read: %s".formatted(lent.remote(), e.getMessage()),
                    e);
        }
    }

    /**
     * Waits for all matches that are left.
     *
     * @return the matches in their order
     * @throws ServiceException as {@link #next()}
     * @throws InterruptedException if the thread is interrupted
     */
    public List<DataSet> toList() throws ServiceException, InterruptedException {
        List<DataSet> all = new ArrayList<>();
        for (Optional<DataSet> match = next(); match.isPresent(); match = next()) {
            all.add(match.get());
        }
        return all;
    }

    /**
     * Returns the matches that are left. What {@link #next()} throws, the iterator throws in an {@link UncheckedIOException}; an
     * interrupt stays set, and is thrown as an {@link InterruptedIOException} in one.
     *
     * @return an iterator that waits
     * @throws IllegalStateException if there was one before
     */
    @Override
    public Iterator<DataSet> iterator() {
        if (iterated) {
            throw new IllegalStateException("matches can be gone through once; keep them with toList()");
        }
        iterated = true;
        return new Ahead();
    }

    /**
     * Returns the matches that are left as a stream, which throws as {@link #iterator()} does, and closes this when it is
     * closed.
     *
     * @return a sequential stream
     * @throws IllegalStateException if there was a stream or an iterator before
     */
    public Stream<DataSet> stream() {
        Iterator<DataSet> iterator = iterator();
        Iterable<DataSet> once = () -> iterator;
        return StreamSupport.stream(once.spliterator(), false).onClose(this::close);
    }

    /**
     * Tells what the peer has agreed to of what the identifier wanted.
     *
     * @return the options that hold, of those that were wanted
     */
    public Set<QueryOption> agreed() {
        return agreed;
    }

    /**
     * Tells whether all keys of the search were supported for all matches so far.
     *
     * @return {@code false} if a match came with FF01H: the peer has not matched by an optional key, or does not return it
     */
    public boolean areAllKeysSupported() {
        return allKeysSupported;
    }

    /**
     * Returns how the search has ended.
     *
     * @return the status of the final response: success, or cancelled; empty while there may be more
     */
    public Optional<DimseStatus> status() {
        return Optional.ofNullable(status);
    }

    /**
     * Asks the peer to stop; what it has found until then can still be taken. It has {@link
     * org.pacsscp.api.Timeouts#release()} to stop, then the association is aborted.
     */
    public void cancel() {
        lent.cancel();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Ends the search, if it has not ended, and gives the association back. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        giveUp();
        limit.close();
    }

    /** Ends this attempt at a search, of which there may be another. */
    void giveUp() {
        forget.run();
        lent.close();
    }

    /** Looks one match ahead, as an iterator must. */
    private final class Ahead implements Iterator<DataSet> {
        private Optional<DataSet> ahead = Optional.empty();

        @Override
        public boolean hasNext() {
            if (ahead.isEmpty()) {
                ahead = await();
            }
            return ahead.isPresent();
        }

        private Optional<DataSet> await() {
            try {
                return Matches.this.next();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                InterruptedIOException interrupted =
                        new InterruptedIOException("interrupted while waiting for a match");
                interrupted.initCause(e);
                throw new UncheckedIOException(interrupted);
            }
        }

        @Override
        public DataSet next() {
            if (!hasNext()) {
                throw new NoSuchElementException("there are no more matches");
            }
            DataSet match = ahead.orElseThrow();
            ahead = Optional.empty();
            return match;
        }
    }
}
