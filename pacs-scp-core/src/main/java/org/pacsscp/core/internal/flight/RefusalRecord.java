package org.pacsscp.core.internal.flight;

import java.net.InetSocketAddress;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A connection of which no association came. Used by the loop. */
@Name("org.pacsscp.Refusal")
@Label("Refused Connection")
@Category({"DICOM", "pacs-scp"})
@Description(
        "A connection that came to us and ended without an association: it was rejected, closed, too late, or no DICOM")
@StackTrace(false)
public final class RefusalRecord extends Event {
    private static final RefusalRecord ANY = new RefusalRecord();

    @Label("Peer")
    String peer = "";

    @Label("Calling AE Title")
    String callingAeTitle = "";

    @Label("Called AE Title")
    String calledAeTitle = "";

    @Label("Reason")
    @Description("That of the A-ASSOCIATE-RJ: RejectReason; empty if there was none")
    String reason = "";

    @Label("Explanation")
    String explanation = "";

    RefusalRecord() {}

    static boolean isWanted() {
        return ANY.isEnabled();
    }

    /** Says what an A-ASSOCIATE-RJ has answered. */
    public RefusalRecord rejected(String calling, String called, String why) {
        callingAeTitle = calling;
        calledAeTitle = called;
        reason = why;
        return this;
    }

    /** Says who it was, and why. */
    public void tell(InetSocketAddress remote, String why) {
        peer = FlightRecorder.text(remote);
        explanation = why;
        commit();
    }
}
