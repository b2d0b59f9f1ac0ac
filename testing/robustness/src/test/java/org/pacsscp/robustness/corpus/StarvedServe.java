package org.pacsscp.robustness.corpus;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;
import org.pacsscp.core.internal.server.StarvedServers;
import org.pacsscp.core.internal.server.StarvedServers.Site;
import org.pacsscp.robustness.target.FailedServer;
import org.pacsscp.robustness.target.Footprint;
import org.pacsscp.robustness.target.Target;

/**
 * Runs a server for {@link ChildServer} for which one in so many allocations fails, of buffers every second one: {@code ONE_IN SEED}. For an {@code f} it
 * says how many that were. It ends with its standard input, or when the server has failed.
 */
final class StarvedServe {
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    /** The pool keeps them, so that few are made: chance would spare a short run. */
    private final AtomicInteger buffers = new AtomicInteger();

    private final Map<Site, Long> failures = new ConcurrentHashMap<>();
    private final Random chance;
    private final int oneIn;

    private StarvedServe(int oneIn, long seed) {
        this.oneIn = oneIn;
        chance = new Random(seed);
    }

    public static void main(String[] arguments) throws IOException {
        new StarvedServe(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1])).serve();
    }

    private void serve() throws IOException {
        Limits limits = Limits.builder().maxPendingConnectionsPerAddress(1000).build();
        try (Server server = StarvedServers.build(Target.builder().limits(limits), this::starve)) {
            server.start();
            FailedServer.endsProcess(server);
            out.println("listening on " + server.port());
            for (int next = System.in.read(); next >= 0; next = System.in.read()) {
                switch (next) {
                    case '\n' ->
                        out.println(Footprint.take() + ", " + server.sessions().size() + " sessions");
                    case 'f' -> out.println("failed " + failures);
                    default -> {}
                }
            }
        }
    }

    private boolean isHitByChance() {
        synchronized (chance) {
            return chance.nextInt(oneIn) == 0;
        }
    }

    private void starve(Site site) {
        if (site == Site.DIRECT_BUFFER ? buffers.incrementAndGet() % 2 == 0 : isHitByChance()) {
            failures.merge(site, 1L, Long::sum);
            throw new OutOfMemoryError("on purpose");
        }
    }
}
