package org.pacsscp.examples.call;

import java.util.Optional;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.Uid;
import org.pacsscp.client.ProgressListener;
import org.pacsscp.client.RetrieveReport;

/** How a C-MOVE or C-GET goes and ends. */
final class RetrieveOutcome implements ProgressListener {
    private final Output output;
    private final String operation;

    /**
     * Has told nothing yet.
     *
     * @param output where it is told of
     * @param operation its name
     */
    RetrieveOutcome(Output output, String operation) {
        this.output = output;
        this.operation = operation;
    }

    @Override
    public void retrieving(Retrieving event) {
        SubOperations counts = event.subOperations();
        output.progress(() -> "%d to go, %s".formatted(counts.remaining(), text(counts)));
    }

    /**
     * Tells the end.
     *
     * @param whereto where the instances went
     * @return whether all was done
     */
    boolean tell(RetrieveReport report, String whereto) {
        output.endProgress();
        if (report.isSuccess()) {
            output.print(() -> success(report, whereto), () -> object(report));
            return true;
        }
        if (output.isJson()) {
            output.print(object(report));
        }
        String counts = report.subOperations().map(one -> ": " + text(one)).orElse("");
        output.tell("%s answered %s %s%s".formatted(report.remote(), operation, report.status(), counts));
        report.failedInstances().forEach(instance -> output.tell("failed: " + instance));
        return false;
    }

    private String success(RetrieveReport report, String whereto) {
        return report.subOperations()
                .map(counts -> "%s to %s: %s".formatted(report.remote(), whereto, text(counts)))
                .orElseGet(() ->
                        "%s answered %s with success, and has counted nothing".formatted(report.remote(), operation));
    }

    private static String text(SubOperations counts) {
        String warned = counts.warning() > 0 ? " (%d with a warning)".formatted(counts.warning()) : "";
        return "%d sent%s, %d failed".formatted(counts.completed() + counts.warning(), warned, counts.failed());
    }

    private static JsonLine object(RetrieveReport report) {
        Optional<SubOperations> counts = report.subOperations();
        return new JsonLine()
                .with("status", StatusCode.of(report.status()))
                .with("comment", report.status().errorComment())
                .with("completed", counts.map(SubOperations::completed))
                .with("warning", counts.map(SubOperations::warning))
                .with("failed", counts.map(SubOperations::failed))
                .with("remaining", counts.map(SubOperations::remaining))
                .with(
                        "failedInstances",
                        report.failedInstances().stream().map(Uid::value).toList());
    }
}
