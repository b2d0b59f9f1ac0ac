package org.pacsscp.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.candidate.ExampleJar;
import org.pacsscp.bench.candidate.External;
import org.pacsscp.bench.candidate.JavaFloor;
import org.pacsscp.bench.candidate.JavaRuntime;
import org.pacsscp.bench.candidate.PacsScp;
import org.pacsscp.bench.candidate.ServerJvm;
import org.pacsscp.bench.candidate.Storescp;
import org.pacsscp.bench.measure.Results;
import org.pacsscp.bench.report.Circumstances;
import org.pacsscp.bench.report.Report;
import org.pacsscp.bench.report.ReportFiles;
import org.pacsscp.bench.scenario.Bench;
import org.pacsscp.bench.scenario.Scenario;
import org.pacsscp.bench.scenario.Scenarios;
import org.pacsscp.bench.scenario.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures all candidates in some scenarios, and reports. */
@Command(
        name = "run",
        description = "Measures the server beside a floor, and beside DCMTK's storescp where that is installed.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:All was measured, or noted as left out", "1:Something failed", "2:An option is wrong"})
final class RunCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "SCENARIO", description = "Which, as \"list\" names them. Default: all")
    private List<String> names = new ArrayList<>();

    @Option(names = "--quick", description = "Three short rounds, for a first impression")
    private boolean quick;

    @Option(names = "--pairs", description = "Rounds. Default: 7; with --quick 3")
    private @Nullable Integer pairs;

    @Option(names = "--seconds", description = "Of one measurement. Default: 1; with --quick 0.3")
    private @Nullable Double seconds;

    @Option(
            names = "--warm-up",
            description =
                    "Seconds for each server before, again while it gets faster or larger. Default: 2; with --quick 1")
    private @Nullable Double warmUp;

    @Option(
            names = "--max-associations",
            defaultValue = "10000",
            description = "Where a scenario has more, so many are opened. Default: ${DEFAULT-VALUE}")
    private int maxAssociations;

    @Mixin
    private final ServerJvm jvm = new ServerJvm();

    @Option(
            names = "--serve-option",
            paramLabel = "OPTION",
            description = "For \"serve\", such as --serve-option=--loops=2; may be repeated")
    private List<String> serveOptions = new ArrayList<>();

    @Option(
            names = "--external",
            paramLabel = "SERVER",
            description = "A server that runs already: " + External.SYNTAX + "; may be repeated."
                    + " With pid, its use of the machine is measured, too")
    private List<String> externals = new ArrayList<>();

    @Option(
            names = "--without",
            paramLabel = "SERVER",
            description = "Leaves one out: floor, storescp; may be repeated")
    private Set<String> without = Set.of();

    @Option(
            names = "--reference",
            paramLabel = "SERVER",
            description = "What others are compared with. Default: the first external one, or the floor")
    private @Nullable String reference;

    @Mixin
    private final ExampleJar exampleJar = new ExampleJar();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Where report.txt, report.md, report.json, throughput.svg and memory.svg go")
    private @Nullable Path report;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        List<External> running = externals.stream().map(this::external).toList();
        JavaRuntime runtime = jvm.runtime();
        Bench bench = new Bench(
                settings(), candidates(runtime, running), runtime, exampleJar.path(), new Results(), System.err);
        List<Scenario> scenarios = scenarios();
        Report made = new Report(circumstances(bench), bench.results(), references(running));
        for (Scenario scenario : scenarios) {
            bench.progress().println("measuring " + scenario.description().name());
            bench.results().begin(scenario.description());
            run(scenario, bench);
        }
        System.out.print(made.text());
        if (report != null) {
            new ReportFiles(report).write(made, Scenarios.SCALING, Scenarios.IDLE);
        }
        return bench.results().failures().isEmpty() ? 0 : 1;
    }

    /** What cannot be started is a failure, and the other scenarios go on. */
    private static void run(Scenario scenario, Bench bench) {
        try {
            scenario.run(bench);
        } catch (IOException e) {
            bench.results().failure(scenario.description().name() + ": " + e.getMessage());
        }
    }

    private External external(String text) {
        try {
            return External.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--external: " + e.getMessage(), e);
        }
    }

    private Settings settings() {
        return new Settings(
                (int) positive("--pairs", Optional.ofNullable(pairs).orElse(quick ? 3 : 7)),
                duration(positive("--seconds", Optional.ofNullable(seconds).orElse(quick ? 0.3 : 1))),
                duration(positive("--warm-up", Optional.ofNullable(warmUp).orElse(quick ? 1.0 : 2))),
                (int) positive("--max-associations", maxAssociations));
    }

    private double positive(String option, double value) {
        if (!(value > 0)) {
            throw new ParameterException(command.commandLine(), option + " must be more than 0, but is " + value);
        }
        return value;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private List<Candidate> candidates(JavaRuntime runtime, List<External> running) {
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new PacsScp(runtime, serveOptions));
        candidates.add(new JavaFloor(runtime));
        candidates.addAll(running);
        Storescp.find().ifPresent(candidates::add);
        candidates.removeIf(candidate -> without.contains(candidate.name()));
        return candidates;
    }

    private List<String> references(List<External> running) {
        List<String> references = new ArrayList<>();
        Optional.ofNullable(reference).ifPresent(references::add);
        running.forEach(external -> references.add(external.name()));
        references.add(JavaFloor.NAME);
        return references;
    }

    private List<Scenario> scenarios() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        Scenarios.all().forEach(scenario -> all.put(scenario.description().name(), scenario));
        for (String name : names) {
            if (!all.containsKey(name)) {
                throw new ParameterException(
                        command.commandLine(), "there is no scenario \"" + name + "\"; there are " + all.keySet());
            }
        }
        return all.values().stream()
                .filter(scenario ->
                        names.isEmpty() || names.contains(scenario.description().name()))
                .toList();
    }

    private static Circumstances circumstances(Bench bench) {
        Settings settings = bench.settings();
        return Circumstances.now(
                bench.runtime(),
                Map.of(
                        "rounds",
                        settings.pairs() + " of " + settings.duration().toMillis() + " ms for each server, warmed up in"
                                + " slices of " + settings.warmUp().toMillis() + " ms while it gets faster or larger;"
                                + " medians of the rounds, ratios within a round"));
    }
}
