package org.pacsscp.examples.window.worklist;

import java.util.List;
import org.pacsscp.examples.worklist.WorklistService;
import org.pacsscp.worklist.WorklistEntry;
import org.pacsscp.worklist.mpps.PerformedStep;

/** The steps that a server has on its worklist. */
public final class ServedSteps implements Steps {
    private final WorklistService service;

    /**
     * Shows a worklist.
     *
     * @param service which serves it
     */
    public ServedSteps(WorklistService service) {
        this.service = service;
    }

    @Override
    public List<StepRow> rows() {
        return service.entries().stream()
                .map(entry -> StepRow.of(entry, performing(entry)))
                .toList();
    }

    private List<PerformedStep> performing(WorklistEntry entry) {
        return entry.reference().map(service::performing).orElse(List.of());
    }
}
