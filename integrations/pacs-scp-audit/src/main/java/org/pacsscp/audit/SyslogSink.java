package org.pacsscp.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps each message in a spool, from which a thread sends it. */
final class SyslogSink implements AuditSink {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final SyslogConnector receiver;
    private final Spool spool;
    private final Duration retry;
    private final Duration farewell;
    private final SyslogMessage syslog = new SyslogMessage();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread sender = new Thread(this::run, "pacs-scp-audit-syslog");

    private volatile @Nullable SyslogConnection connection;
    private boolean away;

    SyslogSink(SyslogConnector receiver, Spool spool) {
        this(receiver, spool, RETRY, FAREWELL);
    }

    SyslogSink(SyslogConnector receiver, Spool spool, Duration retry, Duration farewell) {
        this.receiver = receiver;
        this.spool = spool;
        this.retry = retry;
        this.farewell = farewell;
        sender.setDaemon(true);
        sender.start();
    }

    @Override
    public void write(AuditMessage message) throws IOException {
        spool.add(syslog.of(message));
    }

    private void run() {
        try {
            Optional<Spool.Entry> next = spool.first();
            while (next.isPresent()) {
                if (!sent(next.get()) && closing.await(retry.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                next = spool.first();
            }
        } catch (InterruptedException e) {
            // close() has no more time; what is left stays in the spool.
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    private boolean sent(Spool.Entry entry) {
        boolean used = connection != null;
        try {
            connection().send(Files.readAllBytes(entry.file()));
            spool.removeFirst(entry);
            if (away) {
                LOG.info("{} receives audit messages again", receiver);
                away = false;
            }
            return true;
        } catch (IOException | RuntimeException e) {
            disconnect();
            if (used) {
                // Receivers hang up on who was quiet for a while: that is no failure yet.
                return sent(entry);
            }
            if (!away) {
                LOG.warn("{} receives no audit messages ({}); they wait in the spool", receiver, e.toString());
                away = true;
            }
            return false;
        }
    }

    private SyslogConnection connection() throws IOException {
        SyslogConnection open = connection;
        if (open == null) {
            open = receiver.connect();
            connection = open;
        }
        return open;
    }

    private void disconnect() {
        SyslogConnection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("connection to {} was not closed: {}", receiver, e.toString());
            }
        }
    }

    private void abort() {
        SyslogConnection open = connection;
        if (open != null) {
            try {
                open.abort();
            } catch (IOException e) {
                LOG.debug("connection to {} was not closed: {}", receiver, e.toString());
            }
        }
    }

    /** Sends what it can in a few seconds; the rest stays in the spool for the next one. */
    @Override
    public void close() {
        spool.end();
        closing.countDown();
        try {
            sender.join(farewell.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (sender.isAlive()) {
            sender.interrupt();
            abort();
        }
    }
}
