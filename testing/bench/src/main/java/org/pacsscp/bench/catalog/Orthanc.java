package org.pacsscp.bench.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.pacsscp.api.Client;
import org.pacsscp.testing.process.Ports;

/** Orthanc with its own SQLite, without plug-ins and without HTTP, in a directory that is kept. */
record Orthanc(Process process, int port, long studies, Thread end) implements Archive {
    private static final String AE_TITLE = "ORTHANC";
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/sbin/Orthanc"), Path.of("/usr/local/sbin/Orthanc"));
    private static final long PATIENCE_SECONDS = 120;
    private static final long POLL_NANOS = 50_000_000;

    /** Returns where it is; empty if it is not installed. */
    static Optional<Path> program() {
        return PROGRAMS.stream().filter(Files::isExecutable).findFirst();
    }

    /**
     * Starts it with what is in the directory; fills it first, if nothing is.
     *
     * @param most so many studies at most
     * @param nanos so long at most
     */
    static Orthanc start(Path program, Path directory, Client client, long most, long nanos)
            throws IOException, InterruptedException {
        Path count = directory.resolve("studies");
        if (!Files.exists(count)) {
            try (Orthanc empty = start(program, directory, 0)) {
                long stored = new StoreLoad(client, empty.port, AE_TITLE)
                        .store(
                                0,
                                most,
                                number -> List.of(InventedStudies.image(number, number, 0)),
                                System.nanoTime() + nanos);
                long complete = stored / InventedStudies.BLOCK * InventedStudies.BLOCK;
                if (complete == 0) {
                    throw new IOException("Orthanc took %d studies only; give it more --orthanc-minutes, and empty %s"
                            .formatted(stored, directory));
                }
                Files.writeString(count, Long.toString(complete));
            }
        }
        return start(program, directory, Long.parseLong(Files.readString(count)));
    }

    private static Orthanc start(Path program, Path directory, long studies) throws IOException {
        int port = Ports.free();
        Path storage = Files.createDirectories(directory.resolve("storage"));
        Path settings = Files.writeString(directory.resolve("orthanc.json"), settings(storage, port));
        ProcessBuilder builder = new ProcessBuilder(program.toString(), settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile());
        builder.environment().put("TCP_NODELAY", "1");
        Process process = builder.start();
        Thread end = new Thread(process::destroyForcibly, "end of Orthanc");
        Runtime.getRuntime().addShutdownHook(end);
        Orthanc orthanc = new Orthanc(process, port, studies, end);
        long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Ports.accepts(port)) {
            if (!process.isAlive() || System.nanoTime() > latest) {
                orthanc.close();
                throw new IOException("Orthanc does not listen; see " + directory.resolve("log"));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return orthanc;
    }

    private static String settings(Path storage, int port) {
        return """
                {
                  "Name": "invented",
                  "DicomAet": "%s",
                  "DicomPort": %d,
                  "DicomCheckCalledAet": false,
                  "SyncStorageArea": false,
                  "LimitFindResults": 0,
                  "DicomAlwaysAllowEcho": true,
                  "DicomAlwaysAllowStore": true,
                  "DicomAlwaysAllowFind": true,
                  "HttpServerEnabled": false,
                  "StorageDirectory": "%s",
                  "IndexDirectory": "%s",
                  "Plugins": []
                }
                """.formatted(AE_TITLE, port, storage, storage);
    }

    @Override
    public String name() {
        return "Orthanc";
    }

    @Override
    public String aeTitle() {
        return AE_TITLE;
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(end);
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
