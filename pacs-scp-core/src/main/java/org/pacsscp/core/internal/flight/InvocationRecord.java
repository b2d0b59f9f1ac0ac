package org.pacsscp.core.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A request of ours, until its final response came. Used by the thread that has invoked it, then by who reads the response. */
@Name("org.pacsscp.Invocation")
@Label("Invocation")
@Category({"DICOM", "pacs-scp"})
@Description(
        "A request of ours, from the moment when it was about to be sent until its final response was there, or none was"
                + " waited for any more")
@StackTrace(false)
@Threshold("10 ms")
public final class InvocationRecord extends Event {
    private static final InvocationRecord ANY = new InvocationRecord();

    @Label("Association")
    long association;

    @Label("Message ID")
    int messageId;

    @Label("Command")
    String command = "";

    @Label("SOP Class")
    String sopClass = "";

    @Label("Status")
    @Description("The code of the final response, such as 0000H; empty if none came")
    String status = "";

    private InvocationRecord() {}

    static boolean isWanted() {
        return ANY.isEnabled();
    }

    static InvocationRecord begun() {
        InvocationRecord event = new InvocationRecord();
        event.begin();
        return event;
    }

    /** It is over: tells whether it took long enough to be {@linkplain #tell told} of. */
    public boolean stop() {
        end();
        return shouldCommit();
    }

    /** Says what it was; {@code code} is empty if there was no response. */
    public void tell(long associationId, int id, String request, String uid, String code) {
        association = associationId;
        messageId = id;
        command = request;
        sopClass = uid;
        status = code;
        commit();
    }
}
