package org.pacsscp.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.dataset.DataSet;

/** Something to be handed on, and how far that has come. Owned by the thread that hands on, once it has taken it. */
final class Delivery {
    /** What could not be handed on so often is left to the next start. */
    static final int MOST_ATTEMPTS = 10;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final long entry;
    private final List<InstanceListener> waiting;
    private Journaled what;
    private boolean inDoubt;
    private boolean hasHeader;
    private int attempts;

    private Delivery(long entry, Journaled what, boolean inDoubt, boolean hasHeader, List<InstanceListener> listeners) {
        this.entry = entry;
        this.what = what;
        this.inDoubt = inDoubt;
        this.hasHeader = hasHeader;
        waiting = new ArrayList<>(listeners);
    }

    /** Of an instance that is stored. */
    static Delivery ofStored(long entry, Journaled.Instance instance, List<InstanceListener> listeners) {
        return new Delivery(entry, instance, false, true, listeners);
    }

    /** Of an instance of which it is not known whether it is stored. */
    static Delivery ofDoubtful(long entry, Journaled.Instance instance, List<InstanceListener> listeners) {
        return new Delivery(entry, instance, true, true, listeners);
    }

    /** Of an instance that is stored, and whose header is in its file. */
    static Delivery ofJournaled(long entry, Journaled.Instance instance, List<InstanceListener> listeners) {
        return new Delivery(entry, instance, false, false, listeners);
    }

    /** Of a study that is complete. */
    static Delivery ofStudy(StudyWatch.Complete study, List<InstanceListener> listeners) {
        return new Delivery(study.entry(), new Journaled.Study(study.study()), false, true, listeners);
    }

    /** Its number in the journal. */
    long entry() {
        return entry;
    }

    Journaled what() {
        return what;
    }

    /** The listeners that have not yet taken it. */
    List<InstanceListener> waiting() {
        return waiting;
    }

    boolean isInDoubt() {
        return inDoubt;
    }

    void settled() {
        inDoubt = false;
    }

    boolean hasHeader() {
        return hasHeader;
    }

    void read(Journaled.Instance withHeader) {
        what = withHeader;
        hasHeader = true;
    }

    /** Keeps no header while many wait. */
    Delivery withoutHeader() {
        return what instanceof Journaled.Instance instance && !inDoubt
                ? ofJournaled(entry, instance.with(DataSet.empty()), waiting)
                : this;
    }

    /** Tells whether all listeners have taken it. */
    boolean isDone() {
        return waiting.isEmpty() && !inDoubt;
    }

    /** Notes that it could not be handed on. */
    void failed() {
        attempts++;
    }

    boolean isGivenUp() {
        return attempts >= MOST_ATTEMPTS;
    }

    /** How long to wait after so many failures. */
    Duration pause() {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.max(attempts - 1, 0));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Returns what it is by its UID. */
    @Override
    public String toString() {
        if (what instanceof Journaled.Instance instance) {
            return "instance " + instance.stored().sopInstanceUid();
        }
        return what instanceof Journaled.Study study ? "complete study " + study.studyInstanceUid() : "";
    }
}
