package org.pacsscp.core.internal.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's life; any thread. The lock guards the state and what runs, and is not held while a stop waits. */
final class DefaultServer implements Server {
    private static final Logger log = LoggerFactory.getLogger(DefaultServer.class);

    private final ServerContext context;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stateChanged = lock.newCondition();
    private State state = State.STOPPED;
    private @Nullable Listening listening;

    DefaultServer(ServerContext context) {
        this.context = context;
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
                case STOPPED -> {
                    context.admission().draining(false);
                    listening = Listening.open(context);
                    enter(State.RUNNING);
                }
            }
        } finally {
            lock.unlock();
        }
        for (InetSocketAddress address : addresses()) {
            log.info("listening on {} as {}", AssociationLog.address(address), config().aeTitles());
        }
        for (InetSocketAddress address : tlsAddresses()) {
            log.info("listening with TLS on {} as {}", AssociationLog.address(address), config().aeTitles());
        }
        return this;
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
                enter(State.STOPPED);
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
                stateChanged.awaitUninterruptibly();
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
        lock.lock();
        try {
            while (state != State.STOPPED) {
                stateChanged.await();
            }
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
        return Stream.of(addresses(), tlsAddresses(), config().addresses(), config().tlsAddresses())
                .flatMap(List::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a configuration without an address was built"))
                .getPort();
    }

    @Override
    public List<InetSocketAddress> addresses() {
        lock.lock();
        try {
            return listening == null ? List.of() : listening.addresses();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<InetSocketAddress> tlsAddresses() {
        lock.lock();
        try {
            return listening == null ? List.of() : listening.tlsAddresses();
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
    public List<ClientSession> sessions() {
        return context.admission().sessions();
    }

    @Override
    public Statistics statistics() {
        return context.events().statistics();
    }

    private void enter(State next) {
        state = next;
        stateChanged.signalAll();
    }

    @Override
    public String toString() {
        return "Server[" + config().aeTitles() + ", " + state() + ", " + addresses() + "]";
    }
}
