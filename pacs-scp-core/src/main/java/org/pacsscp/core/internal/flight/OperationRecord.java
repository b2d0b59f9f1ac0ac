package org.pacsscp.core.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;

/**
 * A request of the peer's, from its command set to its final response. Used by whoever serves it, one after the other. Several that
 * have {@linkplain OperationsAtOnce come at once} share the beginning of one until they are over, or are served by other threads.
 */
@Name("org.pacsscp.Operation")
@Label("Operation")
@Category({"DICOM", "pacs-scp"})
@Description(
        "A request of the peer's, from the moment when its command set was there until the socket had its final response")
@StackTrace(false)
@Threshold("10 ms")
public final class OperationRecord extends Event implements Cloneable {
    private static final OperationRecord ANY = new OperationRecord();

    @Label("Association")
    long association;

    @Label("Message ID")
    int messageId;

    @Label("Command")
    String command = "";

    @Label("SOP Class")
    String sopClass = "";

    @Label("Status")
    @Description("The code of the final response, such as 0000H; empty if none was sent")
    String status = "";

    @Label("Data Set")
    @Description("What the handler has read of the request's data set")
    @DataAmount
    long dataSet;

    @Label("Waited")
    @Description("Until the handler was called; 0 for an inline handler")
    @Timespan
    long waited;

    @Label("Handled")
    @Description("In the handler, with its waiting for the data set; 0 for an inline handler")
    @Timespan
    long handled;

    /** It is of one request only. */
    private transient boolean own;

    /** It was asked whether it has taken long enough. */
    private transient boolean over;

    private transient boolean tellable;
    private transient long overAt;

    private OperationRecord() {}

    static boolean isWanted() {
        return ANY.isEnabled();
    }

    static OperationRecord begun() {
        OperationRecord event = new OperationRecord();
        event.begin();
        return event;
    }

    /** The handler was called after so many nanoseconds, and has returned after so many more. */
    public void handled(long waitedNanos, long handledNanos) {
        waited = waitedNanos;
        handled = handledNanos;
    }

    /** The handler has read so many bytes. */
    public void read(long bytes) {
        dataSet = bytes;
    }

    /** Returns one for a single request that has begun when this one has. */
    public OperationRecord ofOne() {
        OperationRecord copy = copy();
        copy.own = true;
        return copy;
    }

    private OperationRecord copy() {
        try {
            return (OperationRecord) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("an event that is cloneable is not cloned", e);
        }
    }

    /**
     * It is over at that moment of {@link System#nanoTime}: tells whether it took long enough to be {@linkplain #tell told} of. Of a
     * single request that is so once at most; for several that end at the same moment it is found out once.
     */
    public boolean stop(long nanos) {
        if (over && (own || overAt == nanos)) {
            return tellable && !own;
        }
        over = true;
        overAt = nanos;
        end();
        tellable = shouldCommit();
        return tellable;
    }

    /** Says what a request was; {@code code} is empty if it had no response. */
    public void tell(long associationId, int id, String request, String uid, String code) {
        OperationRecord told = copy();
        told.association = associationId;
        told.messageId = id;
        told.command = request;
        told.sopClass = uid;
        told.status = code;
        told.commit();
    }
}
