package org.pacsscp.core.internal.flight;

import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives out events to fill in, while somebody records them; any thread. Nobody does where the JDK has no Flight Recorder,
 * such as in a small run-time image with the engine on its class path, or in an OSGi framework that does not export it.
 *
 * <p>Who has been given {@code null} has nothing to do: that costs a comparison, and no object. No other class may touch one
 * of the events' classes before it was given an object of it, since they cannot be loaded without the recorder.
 */
public final class FlightRecorder {
    private static final boolean AVAILABLE = isAvailable();

    private FlightRecorder() {}

    private static boolean isAvailable() {
        try {
            Class.forName("jdk.jfr.Event", false, FlightRecorder.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /**
     * Has the classes of all events be there before anything is served: one that first meets a full heap stays unusable, and
     * whoever had an event to tell would fail for good.
     *
     * @return whether anybody records any of them now
     */
    public static boolean prepare() {
        return AVAILABLE
                && Stream.<BooleanSupplier>of(
                                        AssociationRecord::isWanted,
                                        OperationRecord::isWanted,
                                        InvocationRecord::isWanted,
                                        WorkerWaitRecord::isWanted,
                                        WriteStallRecord::isWanted,
                                        RefusalRecord::isWanted)
                                .filter(BooleanSupplier::getAsBoolean)
                                .count()
                        > 0;
    }

    /** An association begins now; {@code null} if nobody records associations. */
    public static @Nullable AssociationRecord association() {
        return AVAILABLE && AssociationRecord.isWanted() ? AssociationRecord.begun() : null;
    }

    /** An association has ended of whose beginning nothing was recorded; {@code null} if nobody records them now, either. */
    public static @Nullable AssociationRecord endOfAssociation() {
        return AVAILABLE && AssociationRecord.isWanted() ? new AssociationRecord() : null;
    }

    /** A request has come just now; {@code null} if nobody records operations. */
    public static @Nullable OperationRecord operation() {
        return AVAILABLE && OperationRecord.isWanted() ? OperationRecord.begun() : null;
    }

    /** A request of ours is about to be sent; {@code null} if nobody records them. */
    public static @Nullable InvocationRecord invocation() {
        return AVAILABLE && InvocationRecord.isWanted() ? InvocationRecord.begun() : null;
    }

    /** An operation begins to wait for a worker; {@code null} if nobody records that. */
    public static @Nullable WorkerWaitRecord workerWait() {
        return AVAILABLE && WorkerWaitRecord.isWanted() ? WorkerWaitRecord.begun() : null;
    }

    /** A socket takes no more; {@code null} if nobody records that. */
    public static @Nullable WriteStallRecord writeStall() {
        return AVAILABLE && WriteStallRecord.isWanted() ? WriteStallRecord.begun() : null;
    }

    /** A connection has come to nothing; {@code null} if nobody records that. */
    public static @Nullable RefusalRecord refusal() {
        return AVAILABLE && RefusalRecord.isWanted() ? new RefusalRecord() : null;
    }

    /** Returns an address as every event shows it, so that those of one connection can be found. */
    static String text(InetSocketAddress address) {
        String host = address.isUnresolved()
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }
}
