package org.pacsscp.core.internal.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.RejectReason;

/** Keeps what the server tells its listeners until a test asks for it. */
public final class Witness implements AssociationListener {
    private static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<ClientSession> opened = new LinkedBlockingQueue<>();
    private final BlockingQueue<RejectReason> rejected = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> refused = new LinkedBlockingQueue<>();
    private final BlockingQueue<DimseStatus> answered = new LinkedBlockingQueue<>();
    private final BlockingQueue<AssociationEnd> ended = new LinkedBlockingQueue<>();

    /** Returns the next association that was opened, waiting for it. */
    public ClientSession opened() throws InterruptedException {
        return next("opened", opened);
    }

    /** Returns why the next request was rejected, waiting for it. */
    public RejectReason rejected() throws InterruptedException {
        return next("rejected", rejected);
    }

    /** Returns why the next connection ended before there was an association, waiting for it. */
    public String refused() throws InterruptedException {
        return next("refused", refused);
    }

    /** Returns the status of the next final response, waiting for it. */
    public DimseStatus answered() throws InterruptedException {
        return next("answered", answered);
    }

    /** Returns how the next association ended, waiting for it. */
    public AssociationEnd ended() throws InterruptedException {
        return next("ended", ended);
    }

    public static <T> T next(String event, BlockingQueue<T> events) throws InterruptedException {
        T next = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("next of %s()", event).isNotNull();
        return next;
    }

    @Override
    public void opened(AssociationEvent.Opened event) {
        opened.add((ClientSession) event.association());
    }

    @Override
    public void rejected(AssociationEvent.Rejected event) {
        rejected.add(event.reason());
    }

    @Override
    public void refused(AssociationEvent.Refused event) {
        refused.add(event.explanation());
    }

    @Override
    public void answered(AssociationEvent.Answered event) {
        answered.add(event.status());
    }

    @Override
    public void ended(AssociationEvent.Ended event) {
        ended.add(event.end());
    }
}
