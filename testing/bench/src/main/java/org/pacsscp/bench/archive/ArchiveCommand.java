package org.pacsscp.bench.archive;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.pacsscp.bench.candidate.Dcmqrscp;
import org.pacsscp.bench.candidate.ExampleJar;
import org.pacsscp.bench.candidate.JavaRuntime;
import org.pacsscp.bench.candidate.PostgresServer;
import org.pacsscp.bench.candidate.Programs;
import org.pacsscp.bench.candidate.SendfileGet;
import org.pacsscp.bench.candidate.ServerJvm;
import org.pacsscp.bench.candidate.ThisBuild;
import org.pacsscp.bench.candidate.WorkDirectory;
import org.pacsscp.bench.load.DiscardingReceiver;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Results;
import org.pacsscp.bench.measure.Spread;
import org.pacsscp.bench.report.Circumstances;
import org.pacsscp.bench.report.Report;
import org.pacsscp.bench.report.ReportFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the archive of the examples beside others, in turns, and reports. */
@Command(
        name = "archive",
        description = "Measures how long archives take to store the same files, and how fast they send them: ours with"
                + " its catalog in SQLite and in PostgreSQL, the same without a catalog, Orthanc and dcmqrscp, as far"
                + " as they are installed.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:All was measured, or noted as left out", "1:Something failed", "2:An option is wrong"})
public final class ArchiveCommand implements Callable<Integer> {
    private static final int KIBI = 1024;

    private static final Duration GET_WARM_UP = Duration.ofSeconds(4);
    private static final Duration GET_TURN = Duration.ofSeconds(1);

    @Mixin
    private final Tables tables = new Tables();

    @Option(names = "--rounds", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--warm-ups",
            paramLabel = "N",
            defaultValue = "6",
            description =
                    "How often an archive in Java is sent all files before it counts, at least; then as long as that"
                            + " makes it faster. Others are sent a quarter of them once. Default: ${DEFAULT-VALUE}")
    private int warmUps;

    @Option(
            names = "--most-warm-ups",
            paramLabel = "N",
            defaultValue = "24",
            description = "How often at most; half of it where it waits for the disk. Default: ${DEFAULT-VALUE}")
    private int mostWarmUps;

    @Option(names = "--files", defaultValue = "1000", description = "Stored. Default: ${DEFAULT-VALUE}")
    private int files;

    @Option(names = "--kib", defaultValue = "128", description = "Size of each. Default: ${DEFAULT-VALUE}")
    private int kib;

    @Option(names = "--get-files", defaultValue = "500", description = "Sent. Default: ${DEFAULT-VALUE}")
    private int getFiles;

    @Option(names = "--get-kib", defaultValue = "512", description = "Size of each. Default: ${DEFAULT-VALUE}")
    private int getKib;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where the files are, and where the archives store. Default: that of temporary files")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Mixin
    private final ServerJvm jvm = new ServerJvm("-Xmx128m");

    @Option(
            names = "--servers",
            paramLabel = "SERVER",
            split = ",",
            description = "Only these, as the tables name them, with commas between; the archive with its catalog in"
                    + " PostgreSQL is " + Archives.POSTGRESQL + ". Default: all")
    private Set<String> servers = Set.of();

    @Option(
            names = "--without",
            paramLabel = "SERVER",
            description = "Leaves one out, named in the same way; may be repeated")
    private Set<String> without = Set.of();

    @Mixin
    private final ExampleJar exampleJar = new ExampleJar();

    @Mixin
    private final ReportFile report = new ReportFile();

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        JavaRuntime runtime = jvm.runtime();
        Results results = new Results();
        Report made = new Report(Circumstances.now(runtime, how().facts()), results, List.of(Archives.STORE_SERVER));
        try (WorkDirectory work = WorkDirectory.in(directory);
                ClientSender client = new ClientSender()) {
            if (tables.haveGet()) {
                measureGet(
                        work.path(),
                        new Archives(runtime, exampleJar.existing(), Optional.empty(), choice()),
                        client,
                        results);
            }
            if (tables.haveStores()) {
                measureStores(work.path(), runtime, sendings(work.path(), client), results);
            }
        }
        report.take(made);
        return results.failures().isEmpty() ? 0 : 1;
    }

    private Sendings sendings(Path work, ClientSender client) throws IOException {
        List<Sender> senders = new ArrayList<>(List.of(client));
        Storescu.find().ifPresent(senders::add);
        return new Sendings(
                client,
                senders,
                InventedFiles.create(
                        Files.createDirectory(work.resolve("files")), Sendings.MOST_ASSOCIATIONS, files, kib * KIBI),
                InventedFiles.small(Files.createDirectory(work.resolve("small")), Sendings.MOST_ASSOCIATIONS, files));
    }

    private void measureStores(Path work, JavaRuntime runtime, Sendings sendings, Results results)
            throws IOException, InterruptedException {
        Optional<PostgresServer> postgres = postgres(results);
        try {
            Archives archives = new Archives(runtime, exampleJar.existing(), postgres, choice());
            StoreTables stores = new StoreTables(archives, sendings, how(), work, results, progress());
            if (tables.haveStore()) {
                stores.store();
            }
            if (tables.haveAtOnce()) {
                stores.atOnce();
            }
            if (tables.haveFsync()) {
                stores.fsync();
            }
        } finally {
            if (postgres.isPresent()) {
                postgres.get().close();
            }
        }
    }

    private Archives.Choice choice() {
        return new Archives.Choice(servers, without);
    }

    private Optional<PostgresServer> postgres(Results results) throws IOException {
        if (!choice().has(Archives.WITH_POSTGRESQL)) {
            return Optional.empty();
        }
        Optional<PostgresServer> postgres = PostgresServer.start();
        if (postgres.isEmpty()) {
            results.note(Archives.WITH_POSTGRESQL + ": PostgreSQL is not installed");
        }
        return postgres;
    }

    private void measureGet(Path work, Archives archives, ClientSender client, Results results)
            throws IOException, InterruptedException {
        Path filesDirectory = Files.createDirectory(work.resolve("study"));
        InventedFiles invented = InventedFiles.create(filesDirectory, 1, getFiles, getKib * KIBI);
        Optional<DiscardingReceiver> receiver =
                Programs.compile(source("discarding_get.c"), work).map(DiscardingReceiver::new);
        if (receiver.isEmpty()) {
            results.note("C-GET: there is no C compiler for who receives");
            return;
        }
        List<SendfileGet> floors = SendfileGet.compile(source("sendfile_get.c"), work).stream()
                .filter(floor -> choice().has(floor.name()))
                .toList();
        Description description = new Description(
                "get",
                "C-GET of %d × %d KiB on one association".formatted(getFiles, getKib),
                "study of",
                "server",
                Metric.THROUGHPUT,
                Optional.empty(),
                Spread.QUARTILES,
                List.of(SendfileGet.NAME, Dcmqrscp.NAME));
        try {
            new GetTurns(
                            description,
                            floors,
                            archives.sending(),
                            client,
                            receiver.get(),
                            invented,
                            filesDirectory,
                            work)
                    .run(rounds, GET_WARM_UP, GET_TURN, results, progress());
        } catch (IOException e) {
            results.failure("get: " + e.getMessage());
        }
    }

    private Procedure how() {
        return new Procedure(rounds, directory, files, kib, warmUps, mostWarmUps, GET_WARM_UP, GET_TURN);
    }

    private static PrintStream progress() {
        return System.err;
    }

    private static Path source(String name) {
        return ThisBuild.file("testing/bench/src/main/c/" + name);
    }
}
