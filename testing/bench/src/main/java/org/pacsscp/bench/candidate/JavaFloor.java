package org.pacsscp.bench.candidate;

import java.io.IOException;
import java.util.List;

/**
 * The floor in Java: what it does not reach, no complete server on this machine will. It discards also where a scenario
 * stores.
 *
 * @param runtime what it runs on
 */
public record JavaFloor(JavaRuntime runtime) implements Candidate {
    public static final String NAME = "floor";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isInJava() {
        return true;
    }

    @Override
    public boolean suits(Need need) {
        return true;
    }

    @Override
    public RunningServer start(Need need) throws IOException {
        return ServerProcess.announced(runtime.benchCommand(List.of(
                "floor",
                "--until-input-ends",
                "--mode",
                need.kind() == Kind.BULK ? "threads" : "loop",
                "--max-pdu-length",
                Integer.toString(need.maxPduLength()))));
    }
}
