package org.pacsscp.testkit.pacs;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.testkit.wire.AssociateFields;

/** What a fake PACS has seen, and those who wait for it. Any thread. */
final class Journal {
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<RecordedAssociation> associations = new ArrayList<>();
    private final List<RecordedOperation> operations = new ArrayList<>();
    private final List<StoredInstance> stored = new ArrayList<>();
    private final List<RecordedAssociation> ended = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private int operationsTaken;
    private int storedTaken;
    private int endedTaken;

    /** A connection was accepted; returns its index. */
    int connected(InetSocketAddress from) {
        return changing(() -> {
            int index = associations.size();
            associations.add(
                    new RecordedAssociation(index, from, Optional.empty(), List.of(), List.of(), Optional.empty()));
            return index;
        });
    }

    void requested(int index, AssociateFields request, List<PresentationContext> contexts) {
        changing(() -> {
            RecordedAssociation old = associations.get(index);
            return associations.set(
                    index,
                    new RecordedAssociation(
                            index, old.remoteAddress(), Optional.of(request), contexts, old.operations(), old.end()));
        });
    }

    void operation(RecordedOperation operation) {
        changing(() -> {
            int index = operation.association();
            RecordedAssociation old = associations.get(index);
            List<RecordedOperation> more = new ArrayList<>(old.operations());
            more.add(operation);
            associations.set(
                    index,
                    new RecordedAssociation(
                            index, old.remoteAddress(), old.request(), old.contexts(), more, old.end()));
            return operations.add(operation);
        });
    }

    void stored(StoredInstance instance) {
        changing(() -> stored.add(instance));
    }

    void ended(int index, RecordedAssociation.End end) {
        changing(() -> {
            RecordedAssociation old = associations.get(index);
            if (old.end().isPresent()) {
                return false;
            }
            RecordedAssociation closed = new RecordedAssociation(
                    index, old.remoteAddress(), old.request(), old.contexts(), old.operations(), Optional.of(end));
            associations.set(index, closed);
            return ended.add(closed);
        });
    }

    /** Something came that no test has told of. */
    void unexpected(String what) {
        changing(() -> unexpected.add(what));
    }

    /** Returns what was not expected since the last call. */
    List<String> takeUnexpected() {
        return changing(() -> {
            List<String> taken = List.copyOf(unexpected);
            unexpected.clear();
            return taken;
        });
    }

    List<RecordedAssociation> associations() {
        return changing(() -> List.copyOf(associations));
    }

    List<RecordedOperation> operations() {
        return changing(() -> List.copyOf(operations));
    }

    List<StoredInstance> stored() {
        return changing(() -> List.copyOf(stored));
    }

    RecordedOperation takeOperation(Duration patience) {
        return waiting(
                patience,
                "no request has come",
                () -> operationsTaken < operations.size()
                        ? Optional.of(operations.get(operationsTaken++))
                        : Optional.empty());
    }

    List<StoredInstance> takeStored(int count, Duration patience) {
        return waiting(patience, "fewer than " + count + " more instances were stored", () -> {
            if (stored.size() - storedTaken < count) {
                return Optional.empty();
            }
            storedTaken += count;
            return Optional.of(List.copyOf(stored.subList(storedTaken - count, storedTaken)));
        });
    }

    RecordedAssociation takeEnded(Duration patience) {
        return waiting(
                patience,
                "no association has ended",
                () -> endedTaken < ended.size() ? Optional.of(ended.get(endedTaken++)) : Optional.empty());
    }

    /** Waits until all have ended; returns those that have not in that time. */
    List<RecordedAssociation> awaitEnds(Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (ended.size() < associations.size() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return associations().stream()
                .filter(association -> association.end().isEmpty())
                .toList();
    }

    private <T> T changing(Supplier<T> change) {
        lock.lock();
        try {
            T result = change.get();
            changed.signalAll();
            return result;
        } finally {
            lock.unlock();
        }
    }

    private <T> T waiting(Duration patience, String otherwise, Supplier<Optional<T>> wanted) {
        long left = patience.toNanos();
        lock.lock();
        try {
            Optional<T> found = wanted.get();
            while (found.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
                found = wanted.get();
            }
            return found.orElseThrow(
                    () -> new AssertionError(otherwise + " within " + text(patience) + "; so far: " + summary()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(otherwise + ": interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private static String text(Duration patience) {
        return TimeUnit.NANOSECONDS.toMillis(patience.toNanos()) + " ms";
    }

    /** Says in a few lines what has come, for an error. */
    private String summary() {
        if (associations.isEmpty()) {
            return "nobody has connected";
        }
        return associations.stream()
                .sorted(Comparator.comparing(RecordedAssociation::index))
                .map(association -> "\n  " + association
                        + association.operations().stream()
                                .map(operation -> "\n    "
                                        + operation
                                                .commandField()
                                                .map(Object::toString)
                                                .orElse("an unknown request"))
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
    }
}
