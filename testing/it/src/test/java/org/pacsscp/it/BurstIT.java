package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pacsscp.testkit.requestor.Requestor;

/** Hundreds of honest peers of one address at once, as behind NAT, a balancer or a router, while the process stands still. */
class BurstIT {
    private static final int PEERS = 500;
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int PATIENCE_SECONDS = 60;

    @Test
    void isServedByAServerThatWasPaused() throws Exception {
        ExecutorService peers = Executors.newFixedThreadPool(PEERS);
        CountDownLatch connecting = new CountDownLatch(PEERS);
        CountDownLatch associated = new CountDownLatch(PEERS);
        try (ExampleServer server = ExampleServer.start("--max-associations", "1000")) {
            Verifier.echoOnce("127.0.0.1", server.port());
            server.signal("STOP");
            List<Future<Integer>> echoes = new ArrayList<>();
            for (int i = 0; i < PEERS; i++) {
                echoes.add(peers.submit(echo(server.port(), connecting, associated)));
            }
            connecting.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            await().pollDelay(PAUSE).until(() -> true);
            server.signal("CONT");

            for (Future<Integer> echo : echoes) {
                assertThat(echo.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
            }
            assertThat(server.log()).noneMatch(line -> line.contains("ended without an association"));
        } finally {
            peers.shutdownNow();
        }
    }

    /** All have an association at the same time. */
    private static Callable<Integer> echo(int port, CountDownLatch connecting, CountDownLatch associated) {
        return () -> {
            connecting.countDown();
            try (Requestor client = Verifier.proposal("BURST").open("127.0.0.1", port)) {
                associated.countDown();
                associated.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                int status = Verifier.echo(client);
                client.release();
                return status;
            }
        };
    }
}
