package org.pacsscp.worklist.mpps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.pacsscp.api.Uid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when a step has ended and every instance of its series is held, for an archive that waits for both.
 *
 * <p>That is less than that a study is complete: a study may have other steps, of this modality or another, and instances that no
 * step names. It says only that what this step has made is here.
 *
 * <pre>{@code
 * HeldSteps steps = new HeldSteps(catalog::holds, step -> forward(step.instances()));
 * MppsHandler handler = MppsHandler.builder(store).listener(steps).build();
 * // and for each instance that is stored:
 * steps.stored(sopInstance);
 * }</pre>
 *
 * <p>Steps that wait for instances are kept in memory, ten thousand at most; beyond that, the one that waits longest is forgotten,
 * with a line in the log. After a restart, {@link #await} takes those that a store has. Any thread may call it.
 *
 * @since 0.1.0
 */
public final class HeldSteps implements MppsListener {
    private static final Logger log = LoggerFactory.getLogger(HeldSteps.class);
    private static final int MOST_WAITING = 10_000;

    private final Predicate<Uid> held;
    private final Consumer<PerformedStep> complete;

    /** In the order in which they came; guarded by this. */
    private final Set<Waiting> all = new LinkedHashSet<>();

    /** Which steps lack an instance; guarded by this. */
    private final Map<Uid, List<Waiting>> byInstance = new HashMap<>();

    /** A step that has ended, and what it still lacks. */
    private static final class Waiting {
        final PerformedStep step;
        final Set<Uid> lacking;

        Waiting(PerformedStep step) {
            this.step = step;
            lacking = new HashSet<>(step.instances());
        }
    }

    /**
     * Waits for steps.
     *
     * @param held tells whether an instance is held
     * @param complete told of each step once, by the thread that has brought what was missing
     */
    public HeldSteps(Predicate<Uid> held, Consumer<PerformedStep> complete) {
        this.held = Objects.requireNonNull(held, "held");
        this.complete = Objects.requireNonNull(complete, "complete");
    }

    @Override
    public void changed(MppsEvent event) {
        if (event.ends()) {
            await(event.step());
        }
    }

    /**
     * Waits for the instances of a step that has ended; tells at once if all are held, or it has made none.
     *
     * @param step completed or discontinued
     */
    public void await(PerformedStep step) {
        Set<Uid> instances = step.instances();
        if (instances.isEmpty()) {
            complete.accept(step);
            return;
        }
        // First kept, then looked at: what is stored between both is not missed.
        keep(new Waiting(step));
        instances.stream().filter(held).forEach(this::stored);
    }

    private synchronized void keep(Waiting waiting) {
        all.add(waiting);
        waiting.lacking.forEach(instance ->
                byInstance.computeIfAbsent(instance, any -> new ArrayList<>()).add(waiting));
        if (all.size() > MOST_WAITING) {
            Waiting longest = all.iterator().next();
            forget(longest);
            log.warn("step {} is no longer waited for: {} others are", longest.step.instance(), MOST_WAITING);
        }
    }

    private void forget(Waiting waiting) {
        all.remove(waiting);
        waiting.lacking.forEach(instance -> byInstance.computeIfPresent(instance, (any, steps) -> {
            steps.remove(waiting);
            return steps.isEmpty() ? null : steps;
        }));
    }

    /**
     * An instance is held now.
     *
     * @param instance its SOP Instance UID; one that no step waits for does not matter
     */
    public void stored(Uid instance) {
        release(instance).forEach(complete);
    }

    /** Returns the steps that have waited for nothing else. */
    private synchronized List<PerformedStep> release(Uid instance) {
        List<PerformedStep> released = new ArrayList<>();
        for (Waiting waiting : Optional.ofNullable(byInstance.remove(instance)).orElse(List.of())) {
            waiting.lacking.remove(instance);
            if (waiting.lacking.isEmpty()) {
                all.remove(waiting);
                released.add(waiting.step);
            }
        }
        return released;
    }
}
