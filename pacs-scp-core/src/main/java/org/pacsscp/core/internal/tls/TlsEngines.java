package org.pacsscp.core.internal.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.TlsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the server's side of TLS for each connection, from files that may change meanwhile; any thread. The lock guards
 * what was read, and is not needed to make an engine.
 */
public final class TlsEngines implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TlsEngines.class);

    /** For peers that come again; the JDK's 20480 sessions, with the peers' certificates, are a memory to fill. */
    private static final int SESSIONS = 1024;

    private static final int SESSION_SECONDS = 3600;

    /** What engines are made from; the digest is that of the files it was read from. */
    private record Loaded(SSLContext context, EngineSettings settings, String digest) {}

    private final TlsConfig config;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Loaded loaded;
    private String seenDigest;
    private String reportedFault = "";
    private @Nullable FileWatch watch;

    private TlsEngines(TlsConfig config, Clock clock) throws IOException {
        this.config = config;
        this.clock = clock;
        loaded = config.sslContext().isPresent()
                ? new Loaded(
                        config.sslContext().get(),
                        EngineSettings.of(config, config.sslContext().get()),
                        "")
                : load(TlsFiles.read(config));
        seenDigest = loaded.digest();
    }

    /**
     * Reads the files and begins to watch them.
     *
     * @throws IOException if a file cannot be used, or the JDK has nothing of the profile; the message says what to do
     */
    public static TlsEngines open(TlsConfig config) throws IOException {
        TlsEngines engines = unwatched(config, Clock.systemUTC());
        if (engines.hasFiles() && !config.reloadInterval().isZero()) {
            engines.watch = new FileWatch(config.reloadInterval(), engines::reloadIfChanged);
        }
        return engines;
    }

    static TlsEngines unwatched(TlsConfig config, Clock clock) throws IOException {
        return new TlsEngines(config, clock);
    }

    /** Makes an engine for a new connection; host and port are the peer's, and a hint only. */
    public SSLEngine newEngine(String peerHost, int peerPort) {
        Loaded current = loaded;
        SSLEngine engine = current.context().createSSLEngine(peerHost, peerPort);
        current.settings().applyTo(engine);
        return engine;
    }

    /**
     * Reads the files again; engines made from now on use them. Nothing happens with a context of the application.
     *
     * @throws IOException if a file cannot be used; what was read before stays in use
     */
    public void reload() throws IOException {
        if (!hasFiles()) {
            return;
        }
        lock.lock();
        try {
            loaded = load(TlsFiles.read(config));
            seenDigest = loaded.digest();
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
            TlsFiles files = TlsFiles.read(config);
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
        if (!files.digest().equals(loaded.digest())) {
            loaded = load(files);
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

    /** Ends the watch; engines can still be made. */
    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }

    private boolean hasFiles() {
        return config.sslContext().isEmpty();
    }

    private Loaded load(TlsFiles files) throws IOException {
        List<ServerKey> keys = KeyMaterial.load(config, files);
        TrustManager[] trust = TrustMaterial.load(config, files);
        ValidityReport.log(keys, clock.instant());
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new ServerKeyManager(keys)}, trust, null);
            SSLSessionContext sessions = context.getServerSessionContext();
            sessions.setSessionCacheSize(SESSIONS);
            sessions.setSessionTimeout(SESSION_SECONDS);
            return new Loaded(context, EngineSettings.of(config, context), files.digest());
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK cannot speak TLS: " + e.getMessage(), e);
        }
    }
}
