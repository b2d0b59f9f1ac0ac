package org.pacsscp.examples;

import java.io.PrintWriter;
import java.util.function.Supplier;
import org.pacsscp.api.Server;

/** What becomes of the server that a command makes: it runs, or it is described. */
interface ServerUse {
    /** Has the log go where it belongs; called before anything is opened that may log. */
    void prepareLog(LogOptions options);

    /**
     * Makes the server and uses it.
     *
     * @param build makes it
     * @return the exit code of the process
     */
    int use(Supplier<Server> build, PrintWriter out, PrintWriter err) throws InterruptedException;
}
