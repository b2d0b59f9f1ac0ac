package org.pacsscp.core.internal.tls;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is made of TLS files, which may change meanwhile; any thread. The lock guards what was read, and is not needed to use
 * what was made of it.
 */
final class WatchedFiles<T> implements AutoCloseable {
    /** Shown as what users know. */
    private static final Logger log = LoggerFactory.getLogger(TlsEngines.class);

    private final Source source;
    private final Maker<T> maker;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Made<T> made;
    private String seenDigest;
    private String reportedFault = "";
    private @Nullable FileWatch watch;

    /** Reads the files. */
    @FunctionalInterface
    interface Source {
        TlsFiles read() throws IOException;
    }

    /** Makes of them what is used. */
    @FunctionalInterface
    interface Maker<T> {
        T make(TlsFiles files) throws IOException;
    }

    /** The digest is that of the files it was made of. */
    private record Made<T>(T value, String digest) {}

    /** Reads the files for the first time. */
    WatchedFiles(Source source, Maker<T> maker) throws IOException {
        this.source = source;
        this.maker = maker;
        made = make(source.read());
        seenDigest = made.digest();
    }

    private Made<T> make(TlsFiles files) throws IOException {
        return new Made<>(maker.make(files), files.digest());
    }

    /** Begins to look at the files at an interval; zero does not. */
    void watch(Duration interval) {
        if (!interval.isZero()) {
            watch = new FileWatch(interval, this::reloadIfChanged);
        }
    }

    /** Returns what was made last. */
    T current() {
        return made.value();
    }

    /** Reads the files again. What was read before stays in use if one cannot be used. */
    void reload() throws IOException {
        lock.lock();
        try {
            made = make(source.read());
            seenDigest = made.digest();
            reportedFault = "";
        } finally {
            lock.unlock();
        }
        log.info("the TLS files were read again; new connections use them");
    }

    /** Reads the files if their content has changed. A fault goes to the log once, until it is mended or another one. */
    void reloadIfChanged() {
        lock.lock();
        try {
            String before = seenDigest;
            seenDigest = "";
            TlsFiles files = source.read();
            seenDigest = files.digest();
            if (!seenDigest.equals(before)) {
                useChanged(files);
            }
        } catch (IOException e) {
            report(String.valueOf(e.getMessage()));
        } finally {
            lock.unlock();
        }
    }

    private void useChanged(TlsFiles files) throws IOException {
        if (!files.digest().equals(made.digest())) {
            made = make(files);
            log.info("the TLS files have changed; new connections use them");
        }
        reportedFault = "";
    }

    private void report(String fault) {
        if (!fault.equals(reportedFault)) {
            reportedFault = fault;
            log.error("the TLS files have changed and cannot be used; those read before stay in use. {}", fault);
        }
    }

    /** Ends the watch; what was made can still be used. */
    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
