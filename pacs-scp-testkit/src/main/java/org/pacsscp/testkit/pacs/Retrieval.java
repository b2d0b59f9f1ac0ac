package org.pacsscp.testkit.pacs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SubOperations;
import org.pacsscp.testkit.wire.MessageCutter;

/** Sends the instances of one C-GET or C-MOVE, and counts what becomes of them. Used by one thread. */
abstract class Retrieval implements AutoCloseable {
    /** PS3.4 Table C.4-2: sub-operations complete, one or more failures or warnings. */
    private static final DimseStatus SOME_FAILED = DimseStatus.of(0xB000);

    /** PS3.4 Table C.4-2: unable to perform sub-operations. */
    private static final DimseStatus ALL_FAILED = DimseStatus.of(0xA702);

    private int completed;
    private int failed;
    private int warning;

    final void send(Instance instance) throws IOException, EndedException {
        switch (store(instance).category()) {
            case SUCCESS -> completed++;
            case WARNING -> warning++;
            default -> failed++;
        }
    }

    /** Sends one instance; returns what it was answered with. */
    abstract DimseStatus store(Instance instance) throws IOException, EndedException;

    /** Makes the PDUs of a C-STORE. */
    static List<byte[]> pdus(int contextId, byte[] command, byte[] dataSet, long maximumLength) {
        List<byte[]> pdus = new ArrayList<>(MessageCutter.command(contextId, command, maximumLength));
        pdus.addAll(MessageCutter.dataSet(contextId, dataSet, maximumLength));
        return pdus;
    }

    SubOperations counts(int remaining) {
        return new SubOperations(remaining, completed, failed, warning);
    }

    /** PS3.4 C.4.2.1.5 and C.4.3.1.4. */
    DimseStatus status() {
        if (failed == 0 && warning == 0) {
            return DimseStatus.SUCCESS;
        }
        return completed == 0 && warning == 0 ? ALL_FAILED : SOME_FAILED;
    }

    @Override
    public void close() throws IOException {
        // What a C-GET is performed on goes on.
    }
}
