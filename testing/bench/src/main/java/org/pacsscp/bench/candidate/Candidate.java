package org.pacsscp.bench.candidate;

import java.io.IOException;

/** A server that can be started and measured. */
public interface Candidate {
    /** What it is called in reports. */
    String name();

    /** Whether it is one that a virtual machine compiles while it works. */
    default boolean isInJava() {
        return false;
    }

    /** Whether it can do what is needed. */
    boolean suits(Need need);

    /**
     * Starts it and waits until it accepts connections.
     *
     * @throws IOException if it does not start
     */
    RunningServer start(Need need) throws IOException;
}
