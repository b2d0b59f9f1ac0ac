package org.pacsscp.core.internal.io;

import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.io.loop.IoLoop;

/**
 * What a connection that nobody serves, yet or any more, takes of the {@link WaitingRoom}, and how it is made to give that up.
 * Owned by the connection's loop.
 */
final class Occupancy implements WaitingRoom.Occupant {
    private final ConnectionLife connection;

    /** A connection that we have made takes room from nobody. */
    private final @Nullable WaitingRoom room;

    private WaitingRoom.@Nullable Place place;

    Occupancy(ConnectionLife connection, @Nullable WaitingRoom room) {
        this.connection = connection;
        this.room = room;
    }

    /** From now on the connection takes a place of its peer's, if it does not yet. */
    void begin() {
        if (room != null && place == null && !connection.isClosed()) {
            place = room.enter(
                    this,
                    connection.remoteAddress().getAddress(),
                    connection.loop().nanos());
        }
    }

    /** As {@link #begin}, as long as only the proxy is known. */
    void beginForProxy() {
        if (room != null) {
            place = room.enterForProxy(
                    this,
                    connection.transportAddress().getAddress(),
                    connection.loop().nanos());
        }
    }

    /** The connection is served, or closed: what it holds is no longer counted. */
    void end() {
        WaitingRoom.Place present = place;
        if (present != null) {
            place = null;
            present.leave();
        }
    }

    /** Tells whether the connection takes a place. */
    boolean isAny() {
        return place != null;
    }

    /** The peer has sent something. */
    void heard() {
        WaitingRoom.Place present = place;
        if (present != null) {
            present.heard(connection.loop().nanos());
        }
    }

    /** The handler holds so much; {@code false} if that is too much, and the connection is closed. */
    boolean holdForHandler(long bytes) {
        WaitingRoom.Place present = place;
        return present == null || present.holdForHandler(bytes);
    }

    /** What lies below the handler holds so much; {@code false} if that is too much, and the connection is closed. */
    boolean holdForTransport(long bytes) {
        WaitingRoom.Place present = place;
        return present == null || present.holdForTransport(bytes);
    }

    /** At once where that can be, so that what it holds is free; by its own loop in any case. */
    @Override
    public void onItsThread(Runnable step) {
        IoLoop loop = connection.loop();
        if (loop.isCurrent()) {
            step.run();
        } else {
            loop.execute(step);
        }
    }

    /** Unless the connection is served since. */
    @Override
    public void giveUp(WaitingRoom.Place asked, String why) {
        if (place == asked) {
            connection.shed(why);
        }
    }
}
