package org.pacsscp.core.internal.io;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connections that nobody serves yet, or any more: how many there may be, and how much memory they may hold all
 * together. A newcomer always finds a place; where places are short, whoever holds most of them loses one, and where
 * memory is, whoever holds most of that. Any thread; the lock is taken when a connection comes, goes or holds more, never
 * for one that is served.
 */
public final class WaitingRoom {
    /** Less of a difference makes nobody the one who holds most: honest requests are not all equal. */
    private static final long STEP = 1 << 16;

    /** Who takes a place. */
    interface Occupant {
        /** Takes a step on the thread that owns the occupant: at once if this is it, otherwise soon. */
        void onItsThread(Runnable step);

        /** Others need a place of this occupant's: it gives up what it holds, unless it has left the place. On its thread. */
        void giveUp(Place place, String why);
    }

    private final int places;
    private final int placesOfAnAddress;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<AddressBlock, Set<Place>> taken = new HashMap<>();
    private int count;

    /** What all places hold, with what those hold that are condemned but not closed yet. */
    private long held;

    private long condemned;

    /**
     * {@code placesOfAnAddress} counts once half of the {@code places} are taken: until then nobody is kept out by an
     * address with many. {@code maxBytes} is a total over all places.
     */
    public WaitingRoom(int places, int placesOfAnAddress, long maxBytes) {
        this.places = places;
        this.placesOfAnAddress = placesOfAnAddress;
        // So that twice as much can be reckoned with.
        this.maxBytes = Math.min(maxBytes, Long.MAX_VALUE / 4);
    }

    /** Returns how many places are taken. */
    public int count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many bytes are held. */
    public long held() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a place for a peer's connection; if places are short, another one loses its own. */
    Place enter(Occupant occupant, InetAddress address, long now) {
        return enter(occupant, address, now, placesOfAnAddress);
    }

    /** Takes a place for a connection of a proxy's, whose peer is not known yet; a proxy has no share. */
    Place enterForProxy(Occupant occupant, InetAddress address, long now) {
        return enter(occupant, address, now, Integer.MAX_VALUE);
    }

    private Place enter(Occupant occupant, InetAddress address, long now, int share) {
        Place place = new Place(occupant, AddressBlock.of(address), now);
        Place loser = null;
        lock.lock();
        try {
            Set<Place> ofAddress = taken.computeIfAbsent(place.block, block -> new LinkedHashSet<>());
            ofAddress.add(place);
            count++;
            boolean overShare = count > (places + 1) / 2 && ofAddress.size() > share;
            if (count > places || overShare) {
                loser = condemn(longestSilent(place));
            }
        } finally {
            lock.unlock();
        }
        if (loser != null) {
            loser.shed("others need its place: it had sent nothing for the longest time of the "
                    + "connections without an association from the address with most of them"
                    + " (Limits.maxPendingConnections)");
        }
        return place;
    }

    /** Closes the connection that is missed least, where the system gives no descriptor for another. */
    void giveUpOne(String why) {
        Place loser;
        lock.lock();
        try {
            loser = condemn(longestSilent(null));
        } finally {
            lock.unlock();
        }
        if (loser != null) {
            loser.shed(why);
        }
    }

    /** Of the address that has most places; under the lock. */
    private @Nullable Place longestSilent(@Nullable Place exceptFor) {
        int most = 0;
        for (Set<Place> ofAddress : taken.values()) {
            most = Math.max(most, ofAddress.size());
        }
        Place found = null;
        for (Set<Place> ofAddress : taken.values()) {
            if (ofAddress.size() == most) {
                for (Place place : ofAddress) {
                    if (place != exceptFor && (found == null || place.heardAt - found.heardAt < 0)) {
                        found = place;
                    }
                }
            }
        }
        return found;
    }

    /** The place that holds most, {@code asking} with what it asks for; of about equal ones the longest silent; under the lock. */
    private Place greatest(Place asking, long wanted) {
        Place found = asking;
        long most = wanted / STEP;
        for (Set<Place> ofAddress : taken.values()) {
            for (Place place : ofAddress) {
                long size = place.bytes / STEP;
                if (place != asking && (size > most || (size == most && place.isSilentLongerThan(found)))) {
                    found = place;
                    most = size;
                }
            }
        }
        return found;
    }

    /** Its place is free from now on, its memory when it is closed; under the lock. */
    private @Nullable Place condemn(@Nullable Place place) {
        if (place != null) {
            giveUpPlace(place);
            place.condemned = true;
            condemned += place.bytes;
        }
        return place;
    }

    private void giveUpPlace(Place place) {
        Set<Place> ofAddress = taken.get(place.block);
        if (ofAddress != null && ofAddress.remove(place)) {
            count--;
            if (ofAddress.isEmpty()) {
                taken.remove(place.block);
            }
        }
    }

    /** What a connection has of this; used by its loop. */
    final class Place implements Runnable {
        private final Occupant occupant;
        private final AddressBlock block;
        private volatile long heardAt;
        private volatile String verdict = "";
        private long bytes;
        private boolean condemned;
        private boolean left;

        /** What the transport holds, and what the handler does; the loop's. */
        private long ofTransport;

        private long ofHandler;

        private Place(Occupant occupant, AddressBlock block, long now) {
            this.occupant = occupant;
            this.block = block;
            heardAt = now;
        }

        /** The peer has sent something. */
        void heard(long now) {
            heardAt = now;
        }

        private boolean isSilentLongerThan(Place other) {
            return heardAt - other.heardAt < 0;
        }

        /** The transport holds so much; {@code false} if that is too much, and the occupant has given up. */
        boolean holdForTransport(long wanted) {
            if (wanted == ofTransport) {
                return true;
            }
            ofTransport = wanted;
            return hold(ofTransport + ofHandler);
        }

        /** The handler holds so much; {@code false} if that is too much, and the occupant has given up. */
        boolean holdForHandler(long wanted) {
            ofHandler = wanted;
            return hold(ofTransport + ofHandler);
        }

        private boolean hold(long wanted) {
            while (true) {
                Place loser;
                lock.lock();
                try {
                    if (left || take(wanted)) {
                        return true;
                    }
                    loser = greatest(this, wanted);
                    if (loser != this && held + wanted - bytes <= 2 * maxBytes) {
                        condemn(loser);
                    } else {
                        loser = this;
                    }
                } finally {
                    lock.unlock();
                }
                if (loser == this) {
                    occupant.giveUp(this, tooMuch(wanted));
                    return false;
                }
                loser.shed(tooMuch(loser.bytes));
            }
        }

        /** Another loop closes what is condemned soon; until then twice as much is the end. Under the lock. */
        private boolean take(long wanted) {
            long after = held + wanted - bytes;
            if (wanted > bytes && (after - WaitingRoom.this.condemned > maxBytes || after > 2 * maxBytes)) {
                return false;
            }
            if (condemned) {
                WaitingRoom.this.condemned += wanted - bytes;
            }
            held = after;
            bytes = wanted;
            return true;
        }

        /** The connection is served, or closed. */
        void leave() {
            lock.lock();
            try {
                if (left) {
                    return;
                }
                left = true;
                held -= bytes;
                if (condemned) {
                    WaitingRoom.this.condemned -= bytes;
                } else {
                    giveUpPlace(this);
                }
            } finally {
                lock.unlock();
            }
        }

        private void shed(String why) {
            verdict = why;
            occupant.onItsThread(this);
        }

        @Override
        public void run() {
            occupant.giveUp(this, verdict);
        }
    }

    private String tooMuch(long bytes) {
        return "connections without an association hold " + maxBytes + " bytes, this one " + bytes + ", and none more"
                + " (Limits.maxPendingBytes)";
    }
}
