package org.pacsscp.bench.overhead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pacsscp.bench.candidate.JavaRuntime;
import org.pacsscp.bench.candidate.ServerJvm;
import org.pacsscp.bench.candidate.ThisBuild;
import org.pacsscp.bench.measure.Pair;
import org.pacsscp.bench.measure.Summary;
import org.pacsscp.bench.report.Circumstances;
import org.pacsscp.bench.report.ReportFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures what metrics and recordings cost, and reports. */
@Command(
        name = "overhead",
        description = "Measures what it costs a server, which does nothing but answer C-ECHO, to be measured: with and"
                + " without, in turns. Linux only.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class OverheadCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "nothing|metrics|recording",
            description = "Which. Default: all; nothing tells how far two of the same lie apart")
    private List<Subject> subjects = new ArrayList<>();

    @Option(names = "--pairs", defaultValue = "15", description = "Default: ${DEFAULT-VALUE}")
    private int pairs;

    @Option(names = "--processes", defaultValue = "3", description = "That share the pairs. Default: ${DEFAULT-VALUE}")
    private int processes;

    @Option(names = "--seconds", defaultValue = "2", description = "Of each turn. Default: ${DEFAULT-VALUE}")
    private double seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "Three times before a process counts. Default: ${DEFAULT-VALUE}")
    private double warmUp;

    @Option(names = "--associations", defaultValue = "50", description = "That ask. Default: ${DEFAULT-VALUE}")
    private int associations;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "Of the recording. Default: docs/pacs-scp.jfc of this build")
    private @Nullable Path settings;

    @Mixin
    private final ServerJvm jvm = new ServerJvm("-Xmx256m");

    @Mixin
    private final ReportFile report = new ReportFile();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        if (pairs < 1 || processes < 1 || processes > pairs) {
            throw new ParameterException(command.commandLine(), "--processes must be 1 to --pairs, which is " + pairs);
        }
        JavaRuntime runtime = jvm.runtime();
        Turns turns = new Turns(runtime, settings(), associations, duration(warmUp), duration(seconds));
        StringBuilder table = new StringBuilder(heading(runtime));
        for (Subject subject : subjects.isEmpty() ? List.of(Subject.values()) : subjects) {
            table.append(row(subject, turns.measure(subject, pairs, processes, System.err)));
        }
        report.take(table.toString());
        return 0;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private Path settings() throws IOException {
        Path file = Optional.ofNullable(settings).orElse(ThisBuild.file("docs/pacs-scp.jfc"));
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no " + file + "; say with --settings what a recording has");
        }
        return file;
    }

    private String heading(JavaRuntime runtime) {
        String how = "%d of %.1f s in %d processes, %d associations; medians and quartiles of the ratios within a pair"
                .formatted(pairs, seconds, processes, associations);
        StringBuilder out = new StringBuilder();
        Circumstances.now(runtime, Map.of("pairs", how))
                .facts()
                .forEach((name, fact) ->
                        out.append("- ").append(name).append(": ").append(fact).append(System.lineSeparator()));
        return out.append(String.format("%n| | rate | processor time | of it without |%n|---|---|---|---|%n"))
                .toString();
    }

    private static String row(Subject subject, List<Pair> measured) {
        Summary rate = Pair.rates(measured);
        Summary cpu = Pair.cpu(measured);
        return String.format(
                Locale.ROOT,
                "| %s | %.3f (%.3f – %.3f) | %.3f (%.3f – %.3f) | %.2f µs |%n",
                subject.title(),
                rate.median(),
                rate.lowerQuartile(),
                rate.upperQuartile(),
                cpu.median(),
                cpu.lowerQuartile(),
                cpu.upperQuartile(),
                Pair.baseCpuMicros(measured).median());
    }
}
