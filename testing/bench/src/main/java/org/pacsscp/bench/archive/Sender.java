package org.pacsscp.bench.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.pacsscp.bench.load.Target;

/** Who sends files. */
interface Sender {
    /** What it is called in reports. */
    String name();

    /**
     * Sends the files of directories, and returns once all are answered with success.
     *
     * @param shares for each association the directories whose files go over it
     * @throws IOException if one is not stored
     */
    void send(Target target, List<List<Path>> shares) throws IOException, InterruptedException;
}
