package org.pacsscp.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Associations with one acceptor, and what is done on them. One thread does it all: whoever calls. What is sent is made
 * beforehand, and hardly anything is allocated for an operation, so that as little as can be of what is measured is the
 * generator's own.
 */
public final class Load implements AutoCloseable {
    /** How many connections are begun before the first of them is an association. */
    private static final int CONNECTING_AT_ONCE = 128;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Target target;
    private final Loop loop;
    private final ByteBuffer echoRequest = Requests.echo();
    private final List<Association> associations = new ArrayList<>();

    /** Connects to nothing yet. */
    public Load(Target target) throws IOException {
        this.target = target;
        loop = new Loop(target);
    }

    /**
     * Opens so many more associations and leaves them idle.
     *
     * @throws LoadException if not all of them open
     */
    public void open(int count) throws IOException {
        loop.steps(new Opening(loop, associations));
        long before = loop.failures().count();
        for (int begun = 0; begun < count && loop.failures().count() == before; begun++) {
            loop.await(() -> loop.due() < CONNECTING_AT_ONCE);
            loop.connect();
        }
        loop.await(() -> loop.due() == 0);
        if (loop.failures().count() > before) {
            throw new LoadException("of " + count + " associations some did not open: "
                    + loop.failures().first().orElse(""));
        }
    }

    /** C-ECHO on all associations that are open, one after the other on each. */
    public LoadResult echo(Duration duration) throws IOException {
        return exchange(echoRequest, 0, duration);
    }

    /** C-STORE on all associations that are open: so many bytes of pixels, in PDUs that are at most so long. */
    public LoadResult store(int pixelBytes, int pduLength, Duration duration) throws IOException {
        ByteBuffer message = StoreMessage.of(pixelBytes, longestPdu(pduLength));
        return exchange(message, message.capacity(), duration);
    }

    private int longestPdu(int wanted) {
        if (target.pduLength().isPresent()) {
            return Math.min(wanted, target.pduLength().getAsInt());
        }
        long announced = associations.get(0).maximumLength();
        return announced == 0 ? wanted : (int) Math.min(wanted, announced);
    }

    private LoadResult exchange(ByteBuffer message, int bytesEach, Duration duration) throws IOException {
        Exchange exchange = new Exchange(loop, message);
        return run(
                exchange,
                bytesEach,
                duration,
                () -> associations.forEach(association -> loop.begin(association, exchange::begin)));
    }

    /** Connects, associates, echoes once, releases and closes, so many at once, again and again. */
    public LoadResult setUp(int atOnce, Duration duration) throws IOException {
        return run(new SetUp(loop, echoRequest), 0, duration, () -> {
            for (int i = 0; i < atOnce; i++) {
                loop.connect();
            }
        });
    }

    private LoadResult run(Measured steps, int bytesEach, Duration duration, Runnable begin) throws IOException {
        loop.steps(steps);
        long busyBefore = THREADS.getCurrentThreadCpuTime();
        long startedAt = System.nanoTime();
        begin.run();
        long deadline = startedAt + duration.toNanos();
        long latest = deadline + Loop.PATIENCE.toNanos();
        long now = startedAt;
        while (loop.due() > 0 && (now < deadline || (steps.latency().count() == 0 && now < latest))) {
            loop.select();
            now = System.nanoTime();
        }
        steps.end();
        double seconds = (now - startedAt) / 1e9;
        double busy = (THREADS.getCurrentThreadCpuTime() - busyBefore) / 1e9 / seconds;
        loop.await(() -> loop.due() == 0);
        return new LoadResult(
                seconds,
                bytesEach,
                steps.latency(),
                busy,
                loop.failures().count(),
                loop.failures().first());
    }

    /** What went wrong first, if anything did; the end of the associations counts, too. */
    public Optional<String> firstFailure() {
        return loop.failures().first();
    }

    /** Releases all associations and closes their connections. */
    @Override
    public void close() throws IOException {
        loop.steps(new Releasing(loop));
        for (Association association : associations) {
            loop.await(() -> loop.due() < CONNECTING_AT_ONCE);
            loop.begin(association, Association::release);
        }
        loop.await(() -> loop.due() == 0);
        for (Association association : associations) {
            association.close();
        }
        loop.close();
    }
}
