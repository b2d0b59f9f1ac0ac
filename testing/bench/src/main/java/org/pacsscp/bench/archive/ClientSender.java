package org.pacsscp.bench.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.pacsscp.api.Client;
import org.pacsscp.bench.load.Target;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.client.StoreReport;

/** The client under test, in this process, a thread for each association. Owned by the thread that measures. */
final class ClientSender implements Sender, AutoCloseable {
    private final ServiceClassUser scu = ServiceClassUser.of(Client.builder().aeTitle("BENCH_SCU"));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Override
    public String name() {
        return "store-files";
    }

    @Override
    public void send(Target target, List<List<Path>> shares) throws IOException, InterruptedException {
        RemoteEntity remote = RemoteEntity.of(
                target.calledAeTitle(),
                target.address().getAddress().getHostAddress(),
                target.address().getPort());
        List<Future<StoreReport>> reports = new ArrayList<>();
        for (List<Path> share : shares) {
            reports.add(threads.submit(() -> scu.store(remote, instances(share))));
        }
        try {
            for (Future<StoreReport> report : reports) {
                check(report.get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
        }
    }

    private static List<InstanceSource> instances(List<Path> share) {
        return share.stream()
                .flatMap(ClientSender::files)
                .sorted()
                .map(InstanceSource::file)
                .toList();
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(StoreReport report) throws IOException {
        if (!report.isComplete()) {
            throw new IOException("not stored: " + report.failed().get(0));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        scu.close();
    }
}
