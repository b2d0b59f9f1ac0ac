package org.pacsscp.examples;

import java.io.PrintWriter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Server;

/** Runs the server of a command until a signal ends the process. */
final class RunningServer implements ServerUse {
    private @Nullable LogQueue log;

    @Override
    public void prepareLog(LogOptions options) {
        options.configureLog();
        log = LogQueue.beforeStandardError();
    }

    @Override
    public int use(Supplier<Server> build, PrintWriter out, PrintWriter err) throws InterruptedException {
        LogQueue prepared = log;
        if (prepared == null) {
            throw new IllegalStateException("the log is not prepared");
        }
        return new ServerRun(out, err, prepared).run(build);
    }
}
