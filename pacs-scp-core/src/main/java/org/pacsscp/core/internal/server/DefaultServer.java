package org.pacsscp.core.internal.server;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.core.internal.association.SharesLoops;
import org.pacsscp.core.internal.io.loop.SharedLoops;
import org.pacsscp.core.internal.ul.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's life; any thread. The lock guards the state and what runs, and is not held while a stop waits. */
final class DefaultServer implements Server, SharesLoops {
    private static final Logger log = LoggerFactory.getLogger(DefaultServer.class);

    private final ServerContext context;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drained = lock.newCondition();

    /** Is down while the server is stopped or has failed. A latch, since that can be told without memory. */
    private CountDownLatch ended = new CountDownLatch(0);

    private State state = State.STOPPED;
    private @Nullable Listening listening;
    private @Nullable Throwable failure;

    DefaultServer(ServerContext context) {
        this.context = context;
    }

    @Override
    public SharedLoops loops() {
        return context.loops();
    }

    @Override
    public Optional<Executor> executor() {
        return config().executor();
    }

    @Override
    public ServerConfig config() {
        return context.config();
    }

    @Override
    public Server start() throws IOException {
        lock.lock();
        try {
            switch (state) {
                case RUNNING -> {
                    return this;
                }
                case DRAINING ->
                    throw new IllegalStateException(
                            "the server is draining; wait with awaitStopped() before it is started again");
                case FAILED ->
                    throw new IllegalStateException("the server has failed; stop it before it is started again");
                case STOPPED -> {
                    context.admission().draining(false);
                    listening = Listening.open(context, this::loopFailed);
                    enter(State.RUNNING);
                }
            }
        } finally {
            lock.unlock();
        }
        for (Endpoint endpoint : endpoints()) {
            log.info("listening on {} as {}", endpoint, config().aeTitles());
        }
        return this;
    }

    /** There may be next to no memory; what fails is tried again, so this may have begun before. */
    private void loopFailed(Throwable cause) {
        Listening failed;
        lock.lock();
        try {
            if (state != State.RUNNING && !(state == State.FAILED && failure == cause)) {
                return;
            }
            context.admission().draining(true);
            failure = cause;
            enter(State.FAILED);
            failed = listening;
        } finally {
            lock.unlock();
        }
        if (failed != null) {
            failed.closeAcceptors();
        }
        log.error("the server has failed and listens no more: {}", cause.toString());
    }

    @Override
    public void stop(Duration drain) {
        if (drain.isNegative()) {
            throw new IllegalArgumentException("drain is " + drain + "; it must be zero or more");
        }
        Listening stopping = beginToStop();
        if (stopping == null) {
            return;
        }
        log.info("stopping; open associations have {} to finish", drain);
        try {
            stopping.drain(drain);
        } finally {
            lock.lock();
            try {
                listening = null;
                failure = null;
                enter(State.STOPPED);
                drained.signalAll();
            } finally {
                lock.unlock();
            }
            log.info("stopped");
        }
    }

    /** Returns what to stop; {@code null} if nothing runs, or once somebody else has stopped it. */
    private @Nullable Listening beginToStop() {
        lock.lock();
        try {
            while (state == State.DRAINING) {
                drained.awaitUninterruptibly();
            }
            if (state == State.STOPPED) {
                return null;
            }
            context.admission().draining(true);
            enter(State.DRAINING);
            return listening;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void policy(AssociationPolicy policy) {
        context.policy().replace(Objects.requireNonNull(policy, "policy"));
    }

    @Override
    public boolean ready() {
        return state() == State.RUNNING && context.admission().hasPlace();
    }

    @Override
    public void close() {
        stop(config().timeouts().drain());
    }

    @Override
    public void awaitStopped() throws InterruptedException {
        untilEnded().await();
        lock.lock();
        try {
            if (state == State.FAILED) {
                throw new IllegalStateException(
                        "the server has failed, an I/O thread of it has ended: " + failure, failure);
            }
        } finally {
            lock.unlock();
        }
    }

    private CountDownLatch untilEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public State state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int port() {
        List<Endpoint> bound = endpoints();
        return (bound.isEmpty() ? config().endpoints() : bound).get(0).address().getPort();
    }

    @Override
    public List<Endpoint> endpoints() {
        lock.lock();
        try {
            return listening == null ? List.of() : listening.endpoints();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reloadTls() throws IOException {
        Listening running;
        lock.lock();
        try {
            running = listening;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            running.reloadTls();
        }
    }

    @Override
    public List<ActionHandler> handlers(AeTitle aeTitle) {
        return context.services().find(aeTitle.value()).handlers();
    }

    @Override
    public List<ClientSession> sessions() {
        return context.admission().sessions();
    }

    @Override
    public Statistics statistics() {
        return context.events().statistics();
    }

    @Override
    public Load load() {
        return new Load(
                context.waitingRoom().count(),
                context.waitingRoom().held(),
                context.load().served(),
                context.load().waiting(),
                context.memory().taken());
    }

    private void enter(State next) {
        state = next;
        if (next == State.STOPPED || next == State.FAILED) {
            ended.countDown();
        } else if (ended.getCount() == 0) {
            ended = new CountDownLatch(1);
        }
    }

    @Override
    public String toString() {
        return "Server[" + config().aeTitles() + ", " + state() + ", " + endpoints() + "]";
    }
}
