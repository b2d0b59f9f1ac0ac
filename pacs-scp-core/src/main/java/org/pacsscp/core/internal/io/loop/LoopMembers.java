package org.pacsscp.core.internal.io.loop;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connections of a loop, and which of them close when something is short or broken. Owned by the loop. */
final class LoopMembers {
    private final Set<LoopMember> all = new HashSet<>();

    void add(LoopMember member) {
        all.add(member);
    }

    void remove(LoopMember member) {
        all.remove(member);
    }

    /** Memory has run out: those go that nobody serves. */
    void shedUnserved() {
        for (Iterator<LoopMember> rest = all.iterator(); rest.hasNext(); ) {
            LoopMember member = rest.next();
            if (member.isUnserved()) {
                // Before it removes itself, which would end the iteration.
                rest.remove();
                member.shed(Occasion.NO_MEMORY);
            }
        }
    }

    /** Buffers are short: that one goes whose worker has waited longest for its peer. */
    void dismissIdlest() {
        LoopMember idlest = null;
        long longest = 0;
        for (LoopMember member : all) {
            @Nullable Long since = member.waitingSince();
            if (since != null && (idlest == null || since - longest < 0)) {
                idlest = member;
                longest = since;
            }
        }
        if (idlest != null) {
            idlest.dismiss(
                    "others need its buffer: of all peers it has let us wait longest for the rest of its data set");
        }
    }

    /** Those go of which another thread has met a fault. Each that goes changes what there is to look at. */
    void closeFaulty() {
        boolean found = true;
        while (found) {
            found = false;
            for (LoopMember member : all) {
                if (member.failIfFaulty()) {
                    found = true;
                    break;
                }
            }
        }
    }

    /** A fault has met all of them. */
    void failAll(Throwable fault) {
        List.copyOf(all).forEach(member -> member.failInternally(fault));
    }

    /** A user of the loop goes, with what belongs to it. */
    void terminateThoseOf(Object user, String why) {
        for (LoopMember member : List.copyOf(all)) {
            if (member.belongsTo(user)) {
                member.terminate(why);
            }
        }
    }

    /** The loop ends. */
    void terminateAll(String why) {
        while (!all.isEmpty()) {
            LoopMember member = all.iterator().next();
            all.remove(member);
            member.terminate(why);
        }
    }
}
