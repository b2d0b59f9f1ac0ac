package org.pacsscp.robustness;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pacsscp.api.Server;
import org.pacsscp.robustness.fuzz.Failure;
import org.pacsscp.robustness.fuzz.FuzzTarget;
import org.pacsscp.robustness.fuzz.Fuzzer;
import org.pacsscp.robustness.target.HealthyPeer;
import org.pacsscp.testkit.wire.Endpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Attacks an acceptor with mutated conversations. */
@Command(
        name = "fuzz",
        description = {
            "Attacks an acceptor with recorded conversations that are changed by chance, and judges every answer.",
            "Without --port it attacks a server of its own, in the same process. Another must close after less than 30 s of",
            "silence."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets every field, from the command line or to its default
final class FuzzCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private OtherAcceptor other;

    @Option(
            names = "--sessions",
            converter = Ranges.Count.class,
            paramLabel = "COUNT",
            defaultValue = "20000",
            description = "Default: ${DEFAULT-VALUE}")
    private int sessions;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Of the first session; each has the next. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--threads",
            converter = Ranges.Count.class,
            paramLabel = "COUNT",
            defaultValue = "24",
            description = "Sessions at a time. Default: ${DEFAULT-VALUE}")
    private int threads;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<Endpoint> endpoint = other.endpoint();
        if (endpoint.isPresent()) {
            return attack(endpoint.get());
        }
        try (Server server = FuzzTarget.builder(0).build().start()) {
            return attack(Endpoint.plain("127.0.0.1", server.port()));
        }
    }

    private int attack(Endpoint endpoint) throws IOException, InterruptedException {
        PrintWriter out = command.commandLine().getOut();
        Fuzzer fuzzer = new Fuzzer(endpoint, new HealthyPeer(endpoint, FuzzTarget.AE_TITLE, PATIENCE));
        List<Failure> failures = fuzzer.run(seed, sessions, threads);
        failures.forEach(out::println);
        out.println("last words heard: " + fuzzer.lastWords());
        out.println("healthy echoes that had to be tried again: " + fuzzer.lateEchoes());
        out.println(sessions + " sessions from seed " + seed + ", " + failures.size() + " wrong answers");
        out.flush();
        return failures.isEmpty() ? 0 : 1;
    }
}
