package org.pacsscp.storage;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.pacsscp.api.Uid;

/**
 * Knows of which studies no instance has come, or was handed on, for a while. While any waits to be handed on, a study is not
 * complete. Owned by who holds the lock of its {@link DeliveryQueue}.
 */
final class StudyWatch {
    private final long quietNanos;

    /** In the order in which something happened to them last. */
    private final Map<Uid, Activity> studies = new LinkedHashMap<>();

    StudyWatch(long quietNanos) {
        this.quietNanos = quietNanos;
    }

    /** What goes on in one study. */
    private static final class Activity {
        private long last;
        private int waiting;
        private OptionalLong entry = OptionalLong.empty();
    }

    /**
     * A study that is complete.
     *
     * @param entry its number in the journal
     */
    record Complete(Uid study, long entry) {}

    /** An instance was stored, and waits to be handed on. */
    void stored(Uid study, long now) {
        touch(study, now).waiting++;
    }

    /** Tells whether the journal knows of the study. */
    boolean isJournaled(Uid study) {
        Activity activity = studies.get(study);
        return activity != null && activity.entry.isPresent();
    }

    /** The journal knows of the study. */
    void journaled(Uid study, long entry, long now) {
        touch(study, now).entry = OptionalLong.of(entry);
    }

    /** An instance was handed on, or given up. */
    void handedOn(Uid study, long now) {
        Activity activity = touch(study, now);
        activity.waiting = Math.max(activity.waiting - 1, 0);
    }

    /** Returns the studies that are complete, and forgets them. */
    List<Complete> complete(long now) {
        List<Complete> complete = new ArrayList<>();
        Iterator<Map.Entry<Uid, Activity>> oldestFirst = studies.entrySet().iterator();
        while (oldestFirst.hasNext()) {
            Map.Entry<Uid, Activity> study = oldestFirst.next();
            Activity activity = study.getValue();
            if (now - activity.last < quietNanos) {
                break;
            }
            if (activity.waiting == 0) {
                oldestFirst.remove();
                activity.entry.ifPresent(entry -> complete.add(new Complete(study.getKey(), entry)));
            }
        }
        return complete;
    }

    /** Returns when a study may be complete, if nothing comes; empty if none can be. */
    OptionalLong next() {
        for (Activity activity : studies.values()) {
            if (activity.waiting == 0) {
                return OptionalLong.of(activity.last + quietNanos);
            }
        }
        return OptionalLong.empty();
    }

    private Activity touch(Uid study, long now) {
        Activity activity = studies.remove(study);
        Activity touched = activity == null ? new Activity() : activity;
        touched.last = now;
        studies.put(study, touched);
        return touched;
    }
}
