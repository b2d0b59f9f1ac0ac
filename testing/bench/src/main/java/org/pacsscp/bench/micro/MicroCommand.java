package org.pacsscp.bench.micro;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the JMH benchmarks. */
@Command(
        name = "micro",
        description = "Measures the engine's parts with JMH: nanoseconds and allocated bytes for each operation.",
        mixinStandardHelpOptions = true)
public final class MicroCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", defaultValue = ".*", description = "Which, a regular expression. Default: all")
    private String which = ".*";

    @Option(names = "--forks", defaultValue = "1", description = "JVMs for each. Default: ${DEFAULT-VALUE}")
    private int forks;

    @Option(names = "--iterations", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}, and as many before")
    private int iterations;

    @Option(names = "--millis", defaultValue = "500", description = "Of an iteration. Default: ${DEFAULT-VALUE}")
    private int millis;

    @Option(names = "--java", description = "The JDK to run on. Default: that of this program")
    private @Nullable Path java;

    @Option(names = "--json", description = "A file for JMH's own results")
    private @Nullable Path json;

    @Override
    public Integer call() throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(MicroCommand.class.getPackageName() + ".*" + which)
                .addProfiler(GCProfiler.class)
                .forks(forks)
                .warmupIterations(iterations)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(millis));
        if (java != null) {
            options.jvm(java.resolve("bin/java").toString());
        }
        if (json != null) {
            options.resultFormat(ResultFormatType.JSON).result(json.toString());
        }
        try {
            new Runner(options.build()).run();
        } catch (NoBenchmarksException e) {
            throw new IllegalArgumentException(
                    "no benchmark matches \"" + which
                            + "\"; there are Codec, DataSet, Dispatch, Flight, Fragment, Metrics and Negotiation",
                    e);
        }
        return 0;
    }
}
