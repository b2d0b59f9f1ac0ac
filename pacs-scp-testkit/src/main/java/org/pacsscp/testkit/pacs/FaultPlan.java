package org.pacsscp.testkit.pacs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.CommandField;

/** Which faults are still to happen. Any thread. */
final class FaultPlan {
    /** A fault and how often its place was passed. */
    private static final class Planned {
        private final Fault fault;
        private int passed;

        Planned(Fault fault) {
            this.fault = fault;
        }

        boolean isAt(Place place, Optional<CommandField> field) {
            return fault.place() == place
                    && (fault.commandField().isEmpty() || fault.commandField().equals(field));
        }

        boolean isDue() {
            return passed > fault.skipped();
        }

        boolean isOver() {
            return passed - fault.skipped() >= fault.times();
        }
    }

    private final List<Planned> faults = new ArrayList<>();

    synchronized void add(Fault fault) {
        faults.add(new Planned(fault));
    }

    /** An association has come to a place; returns what happens there. */
    synchronized Optional<Effect> take(Place place, Optional<CommandField> field) {
        Optional<Effect> effect = Optional.empty();
        for (Planned planned : List.copyOf(faults)) {
            if (effect.isEmpty() && planned.isAt(place, field)) {
                planned.passed++;
                if (planned.isDue()) {
                    effect = Optional.of(planned.fault.effect());
                }
                if (planned.isOver()) {
                    faults.remove(planned);
                }
            }
        }
        return effect;
    }

    synchronized List<Fault> left() {
        return faults.stream().map(planned -> planned.fault).toList();
    }
}
