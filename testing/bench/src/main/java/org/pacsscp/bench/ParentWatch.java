package org.pacsscp.bench;

import java.io.IOException;
import java.io.OutputStream;
import picocli.CommandLine.Option;

/** Ends a server process with the benchmark that started it, however that ends. */
public final class ParentWatch {
    @Option(names = "--until-input-ends", hidden = true)
    private boolean untilInputEnds;

    /** Begins to watch, if that is wanted. */
    public void start() {
        if (untilInputEnds) {
            Thread watch = new Thread(ParentWatch::awaitEnd, "parent watch");
            watch.setDaemon(true);
            watch.start();
        }
    }

    private static void awaitEnd() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("the benchmark is gone: " + e);
        }
        Runtime.getRuntime().halt(0);
    }
}
