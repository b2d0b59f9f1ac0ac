package org.pacsscp.examples.call;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;
import org.pacsscp.examples.terminal.VisibleText;

/**
 * Where a call is told of: what was asked for on the standard output, for a person or for a program, and what has failed on the
 * standard error. For one thread at a time.
 */
public final class Output {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final Optional<Progress> progress;

    /**
     * Has told nothing yet.
     *
     * @param out the standard output
     * @param err the standard error
     * @param json whether a program reads the standard output
     * @param progress what a person sees meanwhile; empty where nobody looks
     */
    public Output(PrintWriter out, PrintWriter err, boolean json, Optional<Progress> progress) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.progress = progress;
    }

    /** Tells whether a program reads the results. */
    boolean isJson() {
        return json;
    }

    /** Prints a line, as it is. */
    void print(Object line) {
        progress.ifPresent(Progress::clear);
        out.println(line);
        out.flush();
    }

    /** Prints a line for a person, or an object for a program. */
    void print(Supplier<String> text, Supplier<JsonLine> object) {
        print(json ? object.get() : VisibleText.of(text.get()));
    }

    /** Tells whether nobody reads what is printed any more. */
    boolean isClosed() {
        return out.checkError();
    }

    /**
     * Tells on the standard error what has failed, or should be known.
     *
     * @param text one line
     */
    public void tell(String text) {
        progress.ifPresent(Progress::clear);
        err.println(VisibleText.of(text));
        err.flush();
    }

    /** Shows how far the call has come. */
    void progress(Supplier<String> text) {
        progress.ifPresent(line -> line.show(text));
    }

    /** The call is over. */
    void endProgress() {
        progress.ifPresent(Progress::clear);
    }
}
