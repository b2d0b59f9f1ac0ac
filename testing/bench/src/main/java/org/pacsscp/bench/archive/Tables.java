package org.pacsscp.bench.archive;

import picocli.CommandLine.Option;

/** Which tables are made: those that are named, or all. */
final class Tables {
    @Option(
            names = "--store",
            description =
                    "Only C-STORE, as safe as by default, each server by itself. Default: this and the next three")
    private boolean store;

    @Option(
            names = "--at-once",
            description =
                    "Only C-STORE to servers that are all up at once, and stay: each is sent the files in its turn,"
                            + " so that what swings with the machine does for all. dcmqrscp takes part if --servers names it")
    private boolean atOnce;

    @Option(names = "--fsync", description = "Only C-STORE where each instance waits for the disk")
    private boolean fsync;

    @Option(names = "--get", description = "Only C-GET")
    private boolean get;

    private boolean areAll() {
        return !(store || atOnce || fsync || get);
    }

    boolean haveStore() {
        return store || areAll();
    }

    boolean haveAtOnce() {
        return atOnce || areAll();
    }

    boolean haveFsync() {
        return fsync || areAll();
    }

    boolean haveGet() {
        return get || areAll();
    }

    /** Whether one of them is of C-STORE. */
    boolean haveStores() {
        return haveStore() || haveAtOnce() || haveFsync();
    }
}
