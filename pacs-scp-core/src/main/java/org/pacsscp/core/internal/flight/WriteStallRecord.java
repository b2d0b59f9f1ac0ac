package org.pacsscp.core.internal.flight;

import java.net.InetSocketAddress;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A socket that takes no more. Used by the thread that sends: the loop, or a worker that waits. */
@Name("org.pacsscp.WriteStall")
@Label("Write Stall")
@Category({"DICOM", "pacs-scp"})
@Description("The peer does not read as fast as we send: the socket took nothing, until it took the rest or was closed")
@StackTrace(false)
@Threshold("10 ms")
public final class WriteStallRecord extends Event {
    private static final WriteStallRecord ANY = new WriteStallRecord();

    @Label("Peer")
    String peer = "";

    @Label("Worker")
    @Description(
            "Whether a thread has waited, a worker or one of the application's; if not, the loop has gone on with others")
    boolean worker;

    private WriteStallRecord() {}

    static boolean isWanted() {
        return ANY.isEnabled();
    }

    static WriteStallRecord begun() {
        WriteStallRecord event = new WriteStallRecord();
        event.begin();
        return event;
    }

    /** The socket has taken everything, or will take nothing more. */
    public void over(InetSocketAddress remote, boolean waited) {
        end();
        if (shouldCommit()) {
            peer = FlightRecorder.text(remote);
            worker = waited;
            commit();
        }
    }
}
