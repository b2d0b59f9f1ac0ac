package org.pacsscp.core.internal.io.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second whether loops go on, and names in the log what holds one up: a listener, a policy, an inline
 * handler, a log that blocks. What a loop was not able to do at its end, for want of memory, it does. After the first second,
 * which a short program does not last, it initialises {@link EngineClasses}. It costs a loop nothing but a counter. A thread of
 * its own; may be started and stopped by any.
 */
public final class LoopWatch {
    private static final Logger log = LoggerFactory.getLogger(LoopWatch.class);
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final TimeSource time;
    private final Runnable initialisation;
    private final List<Watched> watched = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    /** Makes a watch that has nothing to look at yet. */
    public LoopWatch(TimeSource time) {
        this(time, EngineClasses::initialise);
    }

    LoopWatch(TimeSource time, Runnable initialisation) {
        this.time = time;
        this.initialisation = initialisation;
    }

    /** Starts the thread, which looks at these loops. */
    public void start(List<IoLoop> loops) {
        watch(loops);
        Thread started = new Thread(this::run, "pacs-scp-watch");
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    /** Ends the thread, and waits for that, but not for a log that blocks; called after {@link #start}, if that was. */
    public void stop() {
        stopped.countDown();
        Thread ending = thread;
        if (ending == null) {
            return;
        }
        try {
            ending.join(TimeUnit.NANOSECONDS.toMillis(PERIOD_NANOS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Whatever happens, the watch goes on: it is wanted most when memory is short. What deals with that must not need any, and
     * what is called for the first time does. It looks once more when it is told to stop: for what loops have left undone.
     */
    private void run() {
        pause(1);
        @Nullable Throwable fault = null;
        boolean initialised = false;
        boolean over = false;
        while (!over) {
            try {
                over = stopped.await(PERIOD_NANOS, TimeUnit.NANOSECONDS);
                if (fault != null) {
                    log.error("it could not be seen whether the I/O threads go on", fault);
                    fault = null;
                }
                look();
                if (!initialised) {
                    initialisation.run();
                    initialised = true;
                }
            } catch (Throwable e) {
                fault = e;
                pause(PERIOD_NANOS);
            }
        }
    }

    private static void pause(long nanos) {
        LockSupport.parkNanos(nanos);
    }

    void watch(List<IoLoop> loops) {
        loops.forEach(loop -> watched.add(new Watched(loop)));
    }

    /** Looks once; no two threads at the same time. */
    void look() {
        for (Watched one : watched) {
            one.look();
        }
    }

    /** What is known of a loop. */
    private final class Watched {
        private final IoLoop loop;
        private long progress;
        private long seenAt;
        private boolean reported;

        Watched(IoLoop loop) {
            this.loop = loop;
            progress = loop.progress();
            seenAt = time.nanos();
        }

        void look() {
            loop.finishIfAbandoned();
            long now = time.nanos();
            long present = loop.progress();
            if (present != progress) {
                if (reported) {
                    log.warn("{} goes on; it was held up for about {} ms", name(), millis(now - seenAt));
                }
                progress = present;
                seenAt = now;
                reported = false;
            } else if (present % 2 != 0 && !reported && now - seenAt >= PERIOD_NANOS) {
                report(now - seenAt);
            }
        }

        private void report(long heldUpNanos) {
            StackTraceElement[] stack = loop.thread().getStackTrace();
            if (loop.progress() != progress || stack.length == 0) {
                return;
            }
            reported = true;
            log.warn(
                    "{} has been held up for {} ms by {}; nothing that an I/O thread calls may wait",
                    name(),
                    millis(heldUpNanos),
                    StackDescription.culprit(stack));
        }

        private String name() {
            return loop.thread().getName();
        }
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
