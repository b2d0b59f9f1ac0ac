package org.pacsscp.bench.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pacsscp.bench.candidate.WorkDirectory;
import org.pacsscp.bench.measure.Results;
import org.pacsscp.bench.report.Circumstances;
import org.pacsscp.bench.report.Report;
import org.pacsscp.bench.report.ReportFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures data sets beside other libraries, in turns, and reports. */
@Command(
        name = "datasets",
        description = "Measures how data sets are read and written, beside plain copies of their bytes, and beside"
                + " dcm4che-core and pydicom where those are given. On one processor: taskset -c 1 java -jar …",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class DataSetsCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "TASK",
            description = "Which: header, values, whole, all, convert, build, tee. Default: all")
    private List<String> tasks = new ArrayList<>();

    @Option(names = "--rounds", defaultValue = "15", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--millis",
            defaultValue = "50",
            description = "Of one turn of one library. Default: ${DEFAULT-VALUE}")
    private int millis;

    @Option(
            names = "--warm-up",
            paramLabel = "MILLIS",
            defaultValue = "2000",
            description = "Of each library at each thing. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
            names = "--dcm4che",
            paramLabel = "DIR",
            description = "The jars of dcm4che-core 5, of its dictionary and of slf4j-api. Default: without dcm4che")
    private @Nullable Path dcm4che;

    @Option(
            names = "--python",
            paramLabel = "PROGRAM",
            description = "A Python with pydicom, such as python3, for pydicom and two of its files."
                    + " Default: without pydicom")
    private @Nullable String python;

    @Mixin
    private final ReportFile report = new ReportFile();

    @Override
    public Integer call() throws IOException {
        List<Task> chosen = Task.named(tasks);
        Path work = Files.createTempDirectory("pacs-scp-bench");
        List<Library> libraries = new ArrayList<>();
        try {
            Results results = new Results();
            Report made = new Report(
                    Circumstances.here(Map.of("rounds", "%d, turns of %d ms".formatted(rounds, millis))),
                    results,
                    List.of(PacsScpLibrary.NAME));
            Samples samples = prepare(libraries, work);
            Rounds turns = new Rounds(rounds, Duration.ofMillis(millis), Duration.ofMillis(warmUp));
            for (Task task : chosen) {
                turns.measure(task, samples, libraries, results, System.err);
            }
            report.take(made);
            return 0;
        } finally {
            for (Library library : libraries) {
                library.close();
            }
            new WorkDirectory(work).close();
        }
    }

    /** Adds the libraries, and returns what they all are measured with. */
    private Samples prepare(List<Library> libraries, Path work) throws IOException {
        libraries.add(PacsScpLibrary.fromArray());
        libraries.add(PacsScpLibrary.fromStream());
        libraries.add(PlainCopies.ofArray());
        libraries.add(PlainCopies.ofStream());
        libraries.add(PlainCopies.bySmallPieces());
        if (dcm4che != null) {
            libraries.add(Dcm4che.load(dcm4che, Files.createDirectory(work.resolve("dcm4che"))));
        }
        if (python == null) {
            return Samples.invented();
        }
        libraries.add(Pydicom.start(python, Files.createDirectory(work.resolve("pydicom"))));
        return Samples.invented().with(Pydicom.testFiles(python));
    }
}
