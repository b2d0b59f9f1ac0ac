package org.pacsscp.bench.call;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.TransferSyntax;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loads a server with the client under test, as the generators in other languages do that stand beside it. */
@Command(
        name = "call",
        description = "Asks a server for one thing again and again, and prints how often.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CallCommand implements Callable<Integer> {
    /** What is compiled while it never ends is compiled anew when it begins again. */
    private static final long WARM_UP_SLICE_NANOS = 500_000_000;

    @Parameters(
            index = "0",
            paramLabel = "echo|assoc|store",
            description = "C-ECHO; an association with a C-ECHO; C-STORE")
    private Work work = Work.ECHO;

    @Parameters(index = "1", paramLabel = "HOST")
    private String host = "";

    @Parameters(index = "2", paramLabel = "PORT")
    private int port;

    @Option(names = "--called-ae-title", defaultValue = "PACS_SCP", description = "Default: ${DEFAULT-VALUE}")
    private String called = "";

    @Option(names = "--associations", defaultValue = "1", description = "At once. Default: ${DEFAULT-VALUE}")
    private int associations;

    @Option(
            names = "--threads",
            description = "That ask, each on its share of the associations, all of which it asks before it waits."
                    + " Default: one for each association")
    private int threads;

    @Option(
            names = "--callbacks",
            description =
                    "Asks without a thread: each request is sent by the callback that has the answer to the one before.")
    private boolean callbacks;

    @Option(names = "--seconds", defaultValue = "5", description = "Measured. Default: ${DEFAULT-VALUE}")
    private double seconds;

    @Option(names = "--warm-up", defaultValue = "5", description = "Seconds before that. Default: ${DEFAULT-VALUE}")
    private double warmUp;

    @Option(
            names = "--beside",
            paramLabel = "COMMAND",
            description =
                    "A program that loads the same server for as long as a turn lasts, and says so in a line of JSON with"
                            + " ops, ops_per_s and client_cpu_s. It has its turns between those of the client.")
    private @Nullable String beside;

    @Option(names = "--pairs", defaultValue = "7", description = "Of turns, with --beside. Default: ${DEFAULT-VALUE}")
    private int pairs;

    @Option(names = "--size", defaultValue = "524288", description = "Bytes of pixel data. Default: ${DEFAULT-VALUE}")
    private int size;

    @Option(names = "--heap", description = "Stores from an array, which is copied, instead of from a direct buffer.")
    private boolean heap;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        AssociationProposal proposal = AssociationProposal.to(host, port)
                .calledAeTitle(called)
                .context(SopClass.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                .context(SopClass.CT_IMAGE_STORAGE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .build();
        try (Client client = Client.builder()
                .aeTitle("BENCH_SCU")
                .timeouts(Timeouts.builder().idle(Duration.ofMinutes(30)).build())
                .build()) {
            Callers callers = new Callers(client, proposal, work, size, heap);
            warmUp(callers);
            measure(callers);
        }
        return 0;
    }

    private void measure(Callers callers) throws IOException, InterruptedException, ExecutionException {
        if (beside == null) {
            System.out.printf("%.1f operations a second%n", call(callers, nanos(seconds)));
        } else {
            new Beside(Generator.of(beside), System.out).compare(pairs, seconds, () -> call(callers, nanos(seconds)));
        }
    }

    private void warmUp(Callers callers) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + nanos(warmUp);
        for (long left = nanos(warmUp); left > 0; left = end - System.nanoTime()) {
            call(callers, Math.min(left, WARM_UP_SLICE_NANOS));
        }
    }

    private double call(Callers callers, long nanos) throws InterruptedException, ExecutionException {
        if (callbacks) {
            return callers.callBack(associations, nanos);
        }
        int asking = threads > 0 ? Math.min(threads, associations) : associations;
        return callers.call(associations, asking, nanos);
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }
}
