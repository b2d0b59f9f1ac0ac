package org.pacsscp.bench.overhead;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.concurrent.Callable;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.micrometer.PacsScpMetrics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs two servers in one process, so that both run the same compiled code, and does what its input says. */
@Command(name = "overhead-servers", hidden = true, description = "The servers of overhead.")
public final class ServersCommand implements Callable<Integer> {
    static final String RECORD = "record";
    static final String STOP = "stop";

    private static final long MAX_RECORDED_BYTES = 50 << 20;

    @Option(names = "--metrics", description = "The second server has metrics")
    private boolean metrics;

    @Option(names = "--settings", description = "Of a recording")
    private @Nullable Path settings;

    @Override
    public Integer call() throws IOException, ParseException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        try (Server plain = builder().build().start();
                Server other = other().start()) {
            answer(Integer.toString(plain.port()));
            answer(Integer.toString(other.port()));
            obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)));
        }
        return 0;
    }

    private static ServerBuilder builder() {
        return Server.builder().endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    }

    private Server other() {
        if (!metrics) {
            return builder().build();
        }
        PacsScpMetrics listener = PacsScpMetrics.create();
        Server server = builder().listener(listener).build();
        listener.watch(server).bindTo(new SimpleMeterRegistry());
        return server;
    }

    private static void answer(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Until the input ends, with the benchmark that has started this. */
    private void obey(BufferedReader input) throws IOException, ParseException {
        Recording recording = null;
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (line.equals(RECORD) && settings != null) {
                recording = new Recording(Configuration.create(settings));
                recording.setMaxSize(MAX_RECORDED_BYTES);
                recording.start();
            } else if (recording != null) {
                recording.close();
            }
            answer(line);
        }
    }
}
