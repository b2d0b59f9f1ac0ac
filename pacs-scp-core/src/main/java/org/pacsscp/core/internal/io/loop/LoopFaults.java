package org.pacsscp.core.internal.io.loop;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a loop does about faults of ours and about memory that has run out: it makes room, and tells the log. Nothing here
 * throws, also where not a byte is left; who calls must not need memory for that either. Owned by the loop.
 */
public final class LoopFaults {
    private static final Logger log = LoggerFactory.getLogger(LoopFaults.class);

    private final Runnable makeRoom;
    private final Reserve reserve = new Reserve();
    private boolean relieving;

    /** Those of which the log could not be told. */
    private int unreported;

    private @Nullable Throwable lasting;

    /** {@code makeRoom} gives up what can be spared, and needs no memory but the {@link Reserve}. */
    LoopFaults(Runnable makeRoom) {
        this.makeRoom = makeRoom;
    }

    /** Returns a fault that will not pass, so that the loop is better ended; {@code null} if there was none. */
    @Nullable
    Throwable lasting() {
        return lasting;
    }

    /** There may be memory again. */
    void restoreReserve() {
        reserve.restore();
    }

    /** What comes next must not fail for want of memory. */
    void giveUpReserve() {
        reserve.giveUp();
    }

    /** If memory has run out, makes room; what remains to be done about the fault is up to who has met it. */
    public void relieve(Throwable fault) {
        if (!(fault instanceof OutOfMemoryError) || relieving) {
            return;
        }
        relieving = true;
        reserve.giveUp();
        try {
            makeRoom.run();
        } catch (Throwable again) {
            unreported++;
        } finally {
            relieving = false;
        }
    }

    /** Deals with a fault for which no connection is to be closed: {@link #relieve} and {@link #report}. */
    public void handle(Occasion what, Object where, Throwable fault) {
        relieve(fault);
        report(what, where, fault);
    }

    /** Tells the log of a fault. A lack of memory has no stack that would help. */
    public void report(Occasion what, Object where, Throwable fault) {
        try {
            if (LastingFault.isOne(fault)) {
                lasting = fault;
            }
            if (fault instanceof OutOfMemoryError) {
                log.error("no memory for an I/O thread {} {}: {}", what, where, fault.toString());
            } else {
                log.error("internal error of an I/O thread {} {}", what, where, fault);
            }
        } catch (Throwable again) {
            unreported++;
        }
    }

    /** Tells the log how many faults it could not be told of, if any. */
    void reportUnreported() {
        if (unreported == 0) {
            return;
        }
        try {
            log.error("{} internal errors could not be logged when they happened", unreported);
            unreported = 0;
        } catch (Throwable e) {
            relieve(e);
        }
    }
}
