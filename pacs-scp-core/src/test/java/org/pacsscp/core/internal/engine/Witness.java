package org.pacsscp.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.SessionEnd;

/** Keeps what the server tells its listeners until a test asks for it. */
final class Witness implements AssociationListener {
    private static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<ClientSession> opened = new LinkedBlockingQueue<>();
    private final BlockingQueue<RejectReason> rejected = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> refused = new LinkedBlockingQueue<>();
    private final BlockingQueue<DimseStatus> answered = new LinkedBlockingQueue<>();
    private final BlockingQueue<SessionEnd> ended = new LinkedBlockingQueue<>();

    /** Returns the next association that was opened, waiting for it. */
    ClientSession opened() throws InterruptedException {
        return next("opened", opened);
    }

    /** Returns why the next request was rejected, waiting for it. */
    RejectReason rejected() throws InterruptedException {
        return next("rejected", rejected);
    }

    /** Returns why the next connection ended before there was an association, waiting for it. */
    String refused() throws InterruptedException {
        return next("refused", refused);
    }

    /** Returns the status of the next final response, waiting for it. */
    DimseStatus answered() throws InterruptedException {
        return next("answered", answered);
    }

    /** Returns how the next association ended, waiting for it. */
    SessionEnd ended() throws InterruptedException {
        return next("ended", ended);
    }

    static <T> T next(String event, BlockingQueue<T> events) throws InterruptedException {
        T next = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("next of %s()", event).isNotNull();
        return next;
    }

    @Override
    public void opened(ClientSession session) {
        opened.add(session);
    }

    @Override
    public void rejected(
            InetSocketAddress remoteAddress,
            String callingAeTitle,
            String calledAeTitle,
            RejectReason reason,
            String explanation) {
        rejected.add(reason);
    }

    @Override
    public void refused(InetSocketAddress remoteAddress, String explanation) {
        refused.add(explanation);
    }

    @Override
    public void answered(ClientSession session, CommandSet request, DimseStatus status, Duration elapsed) {
        answered.add(status);
    }

    @Override
    public void ended(ClientSession session, SessionEnd end) {
        ended.add(end);
    }
}
