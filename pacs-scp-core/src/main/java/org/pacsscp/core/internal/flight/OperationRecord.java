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

/** A request of the peer's, from its command set to its final response. Used by whoever serves it, one after the other. */
@Name("org.pacsscp.Operation")
@Label("Operation")
@Category({"DICOM", "pacs-scp"})
@Description(
        "A request of the peer's, from the moment when its command set was there until the socket had its final response")
@StackTrace(false)
@Threshold("10 ms")
public final class OperationRecord extends Event {
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

    private transient boolean over;

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

    /** It is over: tells whether it took long enough to be {@linkplain #tell told} of, which is so once at most. */
    public boolean stop() {
        if (over) {
            return false;
        }
        over = true;
        end();
        return shouldCommit();
    }

    /** Says what it was; {@code code} is empty if it had no response. */
    public void tell(long associationId, int id, String request, String uid, String code) {
        association = associationId;
        messageId = id;
        command = request;
        sopClass = uid;
        status = code;
        commit();
    }
}
