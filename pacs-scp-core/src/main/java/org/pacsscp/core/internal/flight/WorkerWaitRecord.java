package org.pacsscp.core.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** An operation that waits for a worker. Used by the loop, then by the worker. */
@Name("org.pacsscp.WorkerWait")
@Label("Worker Wait")
@Category({"DICOM", "pacs-scp"})
@Description(
        "A request that had come and whose handler was not called yet: no thread was there, or an earlier request of its"
                + " association was not answered")
@StackTrace(false)
@Threshold("10 ms")
public final class WorkerWaitRecord extends Event {
    private static final WorkerWaitRecord ANY = new WorkerWaitRecord();

    @Label("Association")
    long association;

    @Label("Message ID")
    int messageId;

    @Label("Early")
    @Description("Whether it was the request that came too early, not a thread that was missing")
    boolean early;

    private WorkerWaitRecord() {}

    static boolean isWanted() {
        return ANY.isEnabled();
    }

    static WorkerWaitRecord begun() {
        WorkerWaitRecord event = new WorkerWaitRecord();
        event.begin();
        return event;
    }

    /** An earlier request is still under way. */
    public void comesEarly() {
        early = true;
    }

    /** A worker serves it now. */
    public void over(long associationId, int id) {
        end();
        if (shouldCommit()) {
            association = associationId;
            messageId = id;
            commit();
        }
    }
}
