package org.pacsscp.core.internal.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.TlsConfig;

/**
 * Makes the server's side of TLS for each connection, from files that may change meanwhile; any thread.
 */
public final class TlsEngines implements AutoCloseable {
    /** What engines are made from. */
    private record Material(SSLContext context, EngineSettings settings) {
        static Material of(SSLContext context, TlsConfig config) throws IOException {
            return new Material(context, EngineSettings.of(config, context));
        }
    }

    private final Optional<Material> ofApplication;

    /** Null where the application has a context of its own. */
    private final @Nullable WatchedFiles<Material> files;

    private TlsEngines(TlsConfig config, Clock clock) throws IOException {
        if (config.sslContext().isPresent()) {
            ofApplication = Optional.of(Material.of(config.sslContext().get(), config));
            files = null;
        } else {
            ofApplication = Optional.empty();
            files = new WatchedFiles<>(
                    () -> TlsFiles.read(config), read -> Material.of(context(config, read, clock), config));
        }
    }

    /**
     * Reads the files and begins to watch them.
     *
     * @throws IOException if a file cannot be used, or the JDK has nothing of the profile; the message says what to do
     */
    public static TlsEngines open(TlsConfig config) throws IOException {
        TlsEngines engines = unwatched(config, Clock.systemUTC());
        if (engines.files != null) {
            engines.files.watch(config.reloadInterval());
        }
        return engines;
    }

    static TlsEngines unwatched(TlsConfig config, Clock clock) throws IOException {
        return new TlsEngines(config, clock);
    }

    /** Makes an engine for a new connection; host and port are the peer's, and a hint only. */
    public SSLEngine newEngine(String peerHost, int peerPort) {
        Material material = files != null ? files.current() : ofApplication.orElseThrow();
        SSLEngine engine = material.context().createSSLEngine(peerHost, peerPort);
        material.settings().applyTo(engine);
        return engine;
    }

    /**
     * Reads the files again; engines made from now on use them. Nothing happens with a context of the application.
     *
     * @throws IOException if a file cannot be used; what was read before stays in use
     */
    public void reload() throws IOException {
        if (files != null) {
            files.reload();
        }
    }

    /** Reads the files if their content has changed. A fault goes to the log once, until it is mended or another one. */
    void reloadIfChanged() {
        if (files != null) {
            files.reloadIfChanged();
        }
    }

    /** Ends the watch; engines can still be made. */
    @Override
    public void close() {
        if (files != null) {
            files.close();
        }
    }

    private static SSLContext context(TlsConfig config, TlsFiles files, Clock clock) throws IOException {
        List<ServerKey> keys = KeyMaterial.load(config, files);
        TrustManager[] trust = TrustMaterial.load(config, files);
        ValidityReport.log(keys, clock.instant());
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new ServerKeyManager(keys)}, trust, null);
            SessionCache.limit(context.getServerSessionContext());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK cannot speak TLS: " + e.getMessage(), e);
        }
    }
}
