package org.pacsscp.robustness;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pacsscp.robustness.soak.Soak;
import org.pacsscp.robustness.soak.SoakRun;
import org.pacsscp.robustness.soak.Verdict;
import org.pacsscp.robustness.target.Target;
import org.pacsscp.testkit.wire.Endpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Loads an acceptor for a long time. */
@Command(
        name = "soak",
        description = {
            "Loads an acceptor with echoes, images and searches, and with faults among them, and reports over time.",
            "Without --port it starts a server of its own, in another process."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets every field, from the command line or to its default
final class SoakCommand implements Callable<Integer> {
    @Mixin
    private OtherAcceptor other;

    @Option(
            names = "--called",
            paramLabel = "AET",
            defaultValue = Target.AE_TITLE,
            description = "The acceptor's AE title. Default: ${DEFAULT-VALUE}")
    private String called;

    @Option(
            names = "--minutes",
            converter = Ranges.Positive.class,
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Default: ${DEFAULT-VALUE}")
    private double minutes;

    @Option(
            names = "--faults",
            converter = Ranges.Percent.class,
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "Faults to 100 honest associations. Default: ${DEFAULT-VALUE}")
    private double faults;

    @Option(
            names = "--threads",
            converter = Ranges.Count.class,
            paramLabel = "COUNT",
            defaultValue = "16",
            description = "Honest peers at a time. Default: ${DEFAULT-VALUE}")
    private int threads;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            defaultValue = "soak",
            description = "Where soak.md and soak.svg are written. Default: ${DEFAULT-VALUE}")
    private Path report;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Soak soak = new Soak(called, Duration.ofMillis(Math.round(minutes * 60_000)), faults / 100, threads);
        SoakRun run = new SoakRun(soak, report);
        Optional<Endpoint> endpoint = other.endpoint();
        Verdict verdict = endpoint.isPresent() ? run.of(endpoint.get()) : run.ofOwnServer();
        PrintWriter out = command.commandLine().getOut();
        out.println(verdict.report());
        verdict.faults().forEach(fault -> out.println("wrong: " + fault));
        out.flush();
        return verdict.faults().isEmpty() ? 0 : 1;
    }
}
