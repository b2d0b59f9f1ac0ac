package org.pacsscp.core.internal.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.ClientTls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the client's side of TLS for each connection, from files that may change meanwhile; any thread. */
public final class ClientTlsEngines implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ClientTlsEngines.class);

    private final ClientTls config;
    private final Optional<Material> ofApplication;
    private final AtomicInteger connections = new AtomicInteger();

    /** Null where the application has a context of its own. */
    private final @Nullable WatchedFiles<Material> files;

    /** What engines are made from. */
    private record Material(SSLContext context, EngineSettings settings) {
        static Material of(SSLContext context, ClientTls config) throws IOException {
            return new Material(context, EngineSettings.ofClient(config.profile(), context));
        }
    }

    private ClientTlsEngines(ClientTls config) throws IOException {
        this.config = config;
        if (config.sslContext().isPresent()) {
            ofApplication = Optional.of(Material.of(config.sslContext().get(), config));
            files = null;
        } else {
            ofApplication = Optional.empty();
            files = new WatchedFiles<>(
                    () -> TlsFiles.read(config.keys(), config.trust()),
                    read -> Material.of(context(config, read), config));
        }
    }

    /**
     * Reads the files and begins to watch them.
     *
     * @throws IOException if a file cannot be used, or the JDK has nothing of the profile; the message says what to do
     */
    public static ClientTlsEngines open(ClientTls config) throws IOException {
        ClientTlsEngines engines = new ClientTlsEngines(config);
        if (engines.files != null) {
            engines.files.watch(config.reloadInterval());
        }
        if (!config.verifyHostName()) {
            log.warn(
                    "the host names of servers are not verified (ClientTls.verifyHostName): whoever has a certificate of a"
                            + " trusted authority can pose as any of them");
        }
        return engines;
    }

    /** Makes an engine for a new connection to a host: a name or an address, which the certificate has to have. */
    public SSLEngine newEngine(String host, int port) {
        Material material = files != null ? files.current() : ofApplication.orElseThrow();
        if (files != null) {
            SessionCache.renew(material.context().getClientSessionContext(), connections.incrementAndGet());
        }
        SSLEngine engine = ClientSide.newEngine(material.context(), host, port, config.verifyHostName());
        material.settings().applyToClient(engine);
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

    /** Ends the watch; engines can still be made. */
    @Override
    public void close() {
        if (files != null) {
            files.close();
        }
    }

    private static SSLContext context(ClientTls config, TlsFiles files) throws IOException {
        List<ServerKey> keys = KeyMaterial.load(config.keys(), config.profile(), files);
        TrustManager[] trust =
                config.trust().isEmpty() ? TrustMaterial.ofThisRuntime() : TrustMaterial.load(config.trust(), files);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(keys), trust, null);
            SessionCache.limit(context.getClientSessionContext());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK cannot speak TLS: " + e.getMessage(), e);
        }
    }

    /** The JDK's own chooses among them by what the server asks for. */
    private static KeyManager[] keyManagers(List<ServerKey> keys) throws GeneralSecurityException, IOException {
        if (keys.isEmpty()) {
            return new KeyManager[0];
        }
        char[] password = {};
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < keys.size(); i++) {
            PrivateKey key = keys.get(i).key();
            store.setKeyEntry(
                    Integer.toString(i), key, password, keys.get(i).chain().toArray(X509Certificate[]::new));
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance("NewSunX509");
        factory.init(store, password);
        return factory.getKeyManagers();
    }
}
