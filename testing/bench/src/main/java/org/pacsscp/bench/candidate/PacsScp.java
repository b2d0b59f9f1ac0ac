package org.pacsscp.bench.candidate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The server under test.
 *
 * @param runtime what it runs on
 * @param options what {@code serve} is started with, besides what a scenario needs
 */
public record PacsScp(JavaRuntime runtime, List<String> options) implements Candidate {
    public static final String NAME = "pacs-scp";

    /** Room for those of the round before, which may still be about to close. */
    private static final int SPARE_ASSOCIATIONS = 1000;

    public PacsScp {
        options = List.copyOf(options);
    }

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
        List<String> arguments = new ArrayList<>(List.of(
                "serve",
                "--until-input-ends",
                "--max-associations",
                Integer.toString(need.associations() + SPARE_ASSOCIATIONS),
                "--max-pdu-length",
                Integer.toString(need.maxPduLength())));
        need.directory().ifPresent(directory -> arguments.addAll(List.of("--directory", directory.toString())));
        arguments.addAll(options);
        return ServerProcess.announced(runtime.benchCommand(arguments));
    }
}
