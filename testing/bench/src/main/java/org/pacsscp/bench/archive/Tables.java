package org.pacsscp.bench.archive;

import picocli.CommandLine.Option;

/** Which tables are made: those that are named, or all. */
final class Tables {
    @Option(names = "--store", description = "Only C-STORE, as safe as by default. Default: this and the next two")
    private boolean store;

    @Option(names = "--fsync", description = "Only C-STORE where each instance waits for the disk")
    private boolean fsync;

    @Option(names = "--get", description = "Only C-GET")
    private boolean get;

    private boolean areAll() {
        return !(store || fsync || get);
    }

    boolean haveStore() {
        return store || areAll();
    }

    boolean haveFsync() {
        return fsync || areAll();
    }

    boolean haveGet() {
        return get || areAll();
    }

    /** Whether one of them is of C-STORE. */
    boolean haveStores() {
        return haveStore() || haveFsync();
    }
}
