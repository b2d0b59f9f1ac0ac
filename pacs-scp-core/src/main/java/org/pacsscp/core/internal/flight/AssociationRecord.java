package org.pacsscp.core.internal.flight;

import java.net.InetSocketAddress;
import java.time.Instant;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timestamp;

/** An association, from its opening to its end. Used by the loop of its connection. */
@Name("org.pacsscp.Association")
@Label("Association")
@Category({"DICOM", "pacs-scp"})
@Description(
        "An association from its opening to its end; without a duration if it was opened before the recording began")
@StackTrace(false)
public final class AssociationRecord extends Event {
    private static final AssociationRecord ANY = new AssociationRecord();

    @Label("Association")
    @Description("Its number, as in the log")
    long association;

    @Label("Requested by Us")
    @Description("Whether we have opened it, as a client")
    boolean requestedByUs;

    @Label("Calling AE Title")
    String callingAeTitle = "";

    @Label("Called AE Title")
    String calledAeTitle = "";

    @Label("Peer")
    String peer = "";

    @Label("TLS")
    boolean tls;

    @Label("Opened At")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long openedAt;

    @Label("End")
    @Description("What has ended it: AssociationEnd.Kind")
    String end = "";

    @Label("Detail")
    String detail = "";

    @Label("Requests Received")
    long requestsReceived;

    @Label("Responses Sent")
    long responsesSent;

    @Label("Bytes Received")
    @DataAmount
    long bytesReceived;

    @Label("Bytes Sent")
    @DataAmount
    long bytesSent;

    AssociationRecord() {}

    static boolean isWanted() {
        return ANY.isEnabled();
    }

    static AssociationRecord begun() {
        AssociationRecord event = new AssociationRecord();
        event.begin();
        return event;
    }

    /** Says which one it is. */
    public AssociationRecord of(long id, boolean ours, InetSocketAddress remote, boolean secured, Instant opened) {
        association = id;
        requestedByUs = ours;
        peer = FlightRecorder.text(remote);
        tls = secured;
        openedAt = opened.toEpochMilli();
        return this;
    }

    /** Says between whom it is. */
    public AssociationRecord between(String calling, String called) {
        callingAeTitle = calling;
        calledAeTitle = called;
        return this;
    }

    /** Says what went over it. */
    public AssociationRecord counted(long requests, long responses, long received, long sent) {
        requestsReceived = requests;
        responsesSent = responses;
        bytesReceived = received;
        bytesSent = sent;
        return this;
    }

    /** It has ended. */
    public void ended(String kind, String how) {
        end = kind;
        detail = how;
        commit();
    }
}
