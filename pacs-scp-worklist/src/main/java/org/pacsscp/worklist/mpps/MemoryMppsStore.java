package org.pacsscp.worklist.mpps;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.pacsscp.api.Uid;
import org.pacsscp.worklist.ScheduledStepReference;

/** Performed steps in memory; for any thread. */
final class MemoryMppsStore implements MppsStore {
    private final Map<Uid, PerformedStep> steps = new ConcurrentHashMap<>();
    private final Map<ScheduledStepReference, Set<Uid>> performing = new ConcurrentHashMap<>();

    @Override
    public boolean create(PerformedStep step) {
        if (steps.putIfAbsent(step.instance(), step) != null) {
            return false;
        }
        step.scheduledSteps()
                .forEach(scheduled -> performing
                        .computeIfAbsent(scheduled, any -> ConcurrentHashMap.newKeySet())
                        .add(step.instance()));
        return true;
    }

    @Override
    public Optional<PerformedStep> find(Uid instance) {
        return Optional.ofNullable(steps.get(instance));
    }

    @Override
    public boolean replace(PerformedStep step) {
        PerformedStep before = steps.get(step.instance());
        return before != null
                && before.revision() == step.revision() - 1
                && steps.replace(step.instance(), before, step);
    }

    @Override
    public List<PerformedStep> performing(ScheduledStepReference scheduled) {
        return performing.getOrDefault(scheduled, Set.of()).stream()
                .flatMap(instance -> find(instance).stream())
                .toList();
    }

    void forEach(Consumer<PerformedStep> consumer) {
        steps.values().forEach(consumer);
    }
}
