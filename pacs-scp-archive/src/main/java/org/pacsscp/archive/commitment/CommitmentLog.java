package org.pacsscp.archive.commitment;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pacsscp.api.Uid;
import org.pacsscp.client.ReferencedInstance;

/**
 * Remembers requests for storage commitment until they are answered, also over a restart: a {@linkplain #inMemory() map} or a
 * {@linkplain JdbcCommitmentLog database}, which several processes may share. For any thread.
 *
 * <p>What is due is <em>taken</em> until a moment: until then it is nobody else's, and if it was not removed it is due again.
 *
 * @since 0.1.0
 */
public interface CommitmentLog {
    /**
     * A request that was taken to be answered.
     *
     * @param request the request
     * @param attempts how often that was tried before
     * @since 0.1.0
     */
    record Taken(CommitmentRequest request, int attempts) {
        /** Checks that it is there. */
        public Taken {
            Objects.requireNonNull(request, "request");
        }
    }

    /**
     * Makes a log that lasts as long as the process: for tests, and where nobody minds that a peer has to ask again.
     *
     * @return an empty log
     */
    static CommitmentLog inMemory() {
        return new MemoryCommitmentLog();
    }

    /**
     * Tells whether a transaction is open.
     *
     * @param transaction a Transaction UID
     * @return whether there is a request with it
     */
    boolean isOpen(Uid transaction);

    /**
     * Counts the requests that are open.
     *
     * @return how many there are, whoever has taken them
     */
    long waiting();

    /**
     * Adds a request. When this returns it is there after a restart, too.
     *
     * @param request the request
     * @param due when it may be taken
     */
    void add(CommitmentRequest request, Instant due);

    /**
     * Takes a request that is due, and counts an attempt.
     *
     * @param now the moment
     * @param until when it is due again
     * @return one of those that have been due longest; empty if none is
     */
    Optional<Taken> take(Instant now, Instant until);

    /**
     * Says when a request is due again.
     *
     * @param id of the request
     * @param due the moment
     */
    void postpone(String id, Instant due);

    /**
     * Removes a request, which was answered or given up.
     *
     * @param id of the request
     */
    void remove(String id);

    /**
     * Remembers for which instances the archive has taken responsibility (PS3.4 section J.3.3.1.2), before the peer is told; again
     * with the same ones, if it has to be told again.
     *
     * @param instances what must not be deleted
     */
    void committed(List<ReferencedInstance> instances);
}
