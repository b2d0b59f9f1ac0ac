package org.pacsscp.examples.call;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.pacsscp.client.CallOptions;
import org.pacsscp.client.ProgressListener;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.client.StoreReport;
import org.pacsscp.client.StoreResult;
import org.pacsscp.client.StoreResult.Outcome;
import org.pacsscp.examples.terminal.FaultText;

/** A C-STORE of each instance in files, directories and the standard input. */
public final class StoreCall implements Call {
    private final Output output;
    private final InputPaths input;
    private final LongSupplier nanoTime;

    /**
     * Makes one.
     *
     * @param output where it is told of
     * @param paths what to store; {@code -} is the standard input
     * @param standardInput read once, by the thread that sends it
     * @param nanoTime as {@link System#nanoTime()} has it
     * @throws IllegalArgumentException if the standard input is there twice
     */
    public StoreCall(Output output, List<Path> paths, InputStream standardInput, LongSupplier nanoTime) {
        this.output = output;
        this.nanoTime = nanoTime;
        input = new InputPaths(standardInput);
        input.find(paths);
    }

    @Override
    public boolean make(ServiceClassUser scu, RemoteEntity remote, CallOptions options)
            throws IOException, InterruptedException {
        input.problems().forEach(output::tell);
        if (input.sources().isEmpty()) {
            return false;
        }
        long begun = nanoTime.getAsLong();
        StoreReport report = scu.store(
                remote,
                input.sources(),
                options.toBuilder().listener(new Watch()).build());
        output.endProgress();
        report.results().stream()
                .filter(result -> result.outcome() != Outcome.STORED)
                .forEach(result -> output.tell(result.source() + ": " + why(result)));
        if (!output.isJson()) {
            output.print(summary(report, remote, (nanoTime.getAsLong() - begun) / 1e9));
        }
        return report.isComplete() && input.problems().isEmpty();
    }

    private final class Watch implements ProgressListener {
        private int failed;

        @Override
        public void sent(Sent event) {
            if (!event.result().isStored()) {
                failed++;
            }
            if (output.isJson()) {
                output.print(object(event.result()));
            }
            output.progress(() -> "sent %d of %d, %d failed".formatted(event.finished(), event.total(), failed));
        }
    }

    private static String summary(StoreReport report, RemoteEntity remote, double seconds) {
        long stored = report.results().stream().filter(StoreResult::isStored).count();
        long warned = report.results().stream()
                .filter(result -> result.outcome() == Outcome.STORED_WITH_WARNING)
                .count();
        String warnings = warned == 0 ? "" : ", " + warned + " with a warning";
        int all = report.results().size();
        String failures = stored == all ? "" : ", " + (all - stored) + " failed";
        return String.format(
                Locale.ROOT, "stored %d of %d with %s in %.3f s%s%s", stored, all, remote, seconds, warnings, failures);
    }

    private static JsonLine object(StoreResult result) {
        return new JsonLine()
                .with("source", result.source().toString())
                .with("sopClassUid", result.instance().map(one -> one.sopClass().value()))
                .with(
                        "sopInstanceUid",
                        result.instance().map(one -> one.sopInstance().value()))
                .with("outcome", result.outcome().name())
                .with("status", result.status().map(StatusCode::of))
                .with("explanation", why(result));
    }

    /** The fault of a file says its name, which stands before it anyway. */
    private static String why(StoreResult result) {
        boolean unreadable =
                result.outcome() == Outcome.UNREADABLE && result.instance().isEmpty();
        return result.cause()
                .filter(cause -> unreadable)
                .filter(IOException.class::isInstance)
                .map(cause -> FaultText.of((IOException) cause))
                .orElse(result.explanation());
    }
}
