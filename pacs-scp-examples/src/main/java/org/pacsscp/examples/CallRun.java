package org.pacsscp.examples;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.pacsscp.client.Cancellation;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.examples.RequestorOptions.Requestor;
import org.pacsscp.examples.call.Call;
import org.pacsscp.examples.call.Output;
import picocli.CommandLine.ExitCode;

/** Makes a call from its begin to the end of the process. A signal cancels it, so that the peer learns of it. */
final class CallRun {
    /** The help says these. */
    static final String DONE = "0:All was done";

    static final String FAILED = "1:Something failed; standard error says what, and why";

    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch over = new CountDownLatch(1);

    private CallRun() {}

    /**
     * Makes a call.
     *
     * @return the status of the process
     */
    static int run(Requestor requestor, Output output, Call call) throws InterruptedException {
        return new CallRun().make(requestor, output, call);
    }

    private int make(Requestor requestor, Output output, Call call) throws InterruptedException {
        Thread hook = new Thread(this::cancel, "cancel");
        Runtime.getRuntime().addShutdownHook(hook);
        try (ServiceClassUser scu = ServiceClassUser.of(requestor.client())) {
            boolean done = call.make(
                    scu,
                    requestor.remote(),
                    requestor.options().cancellation(cancellation).build());
            return done ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (IOException | IllegalStateException e) {
            output.tell(String.valueOf(e.getMessage()));
            return ExitCode.SOFTWARE;
        } finally {
            over.countDown();
            forget(hook);
        }
    }

    private void cancel() {
        cancellation.cancel();
        try {
            over.await(ProcessEnd.GRACE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and waits for the hook.
        }
    }
}
