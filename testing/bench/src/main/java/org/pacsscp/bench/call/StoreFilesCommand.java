package org.pacsscp.bench.call;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.pacsscp.api.Client;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.client.StoreReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stores the files of a directory with a server, from the connection to the release, as often as wanted. */
@Command(
        name = "store-files",
        description = "Stores the files of a directory again and again, and prints how long each time took.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class StoreFilesCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "HOST")
    private String host = "";

    @Parameters(index = "1", paramLabel = "PORT")
    private int port;

    @Parameters(index = "2", paramLabel = "DIRECTORY")
    private Path directory = Path.of(".");

    @Option(names = "--called-ae-title", defaultValue = "PACS_SCP", description = "Default: ${DEFAULT-VALUE}")
    private String called = "";

    @Option(names = "--rounds", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        List<InstanceSource> instances;
        try (Stream<Path> files = Files.list(directory)) {
            instances = files.sorted().map(InstanceSource::file).toList();
        }
        RemoteEntity remote = RemoteEntity.of(called, host, port);
        try (ServiceClassUser scu = ServiceClassUser.of(Client.builder().aeTitle("BENCH_SCU"))) {
            for (int round = 0; round < rounds; round++) {
                long begun = System.nanoTime();
                StoreReport report = scu.store(remote, instances);
                System.out.printf("%.1f ms%n", (System.nanoTime() - begun) / 1e6);
                if (!report.isComplete()) {
                    throw new IOException("not stored: " + report.failed().get(0));
                }
            }
        }
        return 0;
    }
}
