package org.pacsscp.core.internal.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the server's key by the host name that the client asks for: a certificate with that name before one with a
 * wildcard. A client that asks for none, or for one that is not known, gets the first key. The alias of a key is its
 * number.
 */
final class ServerKeyManager extends X509ExtendedKeyManager {
    private final List<ServerKey> keys;

    ServerKeyManager(List<ServerKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** Is called with one algorithm after the other, in the client's order, until one has a key. */
    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        return choose(keyType, TlsSessions.requestedHostName(engine.getHandshakeSession()))
                .orElse(null);
    }

    /** Returns the alias of a key of this algorithm; empty if the certificates for this host name have other ones. */
    Optional<String> choose(String algorithm, Optional<String> hostName) {
        Predicate<ServerKey> fit = candidates(hostName);
        return IntStream.range(0, keys.size())
                .filter(i -> fit.test(keys.get(i)) && hasAlgorithm(keys.get(i), algorithm))
                .mapToObj(Integer::toString)
                .findFirst();
    }

    /** Whoever is not found by name is served as if no name had been asked for. */
    private Predicate<ServerKey> candidates(Optional<String> hostName) {
        if (hostName.isPresent()) {
            String name = hostName.get();
            if (keys.stream().anyMatch(key -> key.isFor(name))) {
                return key -> key.isFor(name);
            }
            if (keys.stream().anyMatch(key -> key.hasWildcardFor(name))) {
                return key -> key.hasWildcardFor(name);
            }
        }
        return key -> key.isAlternativeTo(keys.get(0));
    }

    private static boolean hasAlgorithm(ServerKey key, String algorithm) {
        return key.key().getAlgorithm().equals(algorithm);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return keys.get(Integer.parseInt(alias)).key();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return keys.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return IntStream.range(0, keys.size())
                .filter(i -> hasAlgorithm(keys.get(i), keyType))
                .mapToObj(Integer::toString)
                .toArray(String[]::new);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(keyType, Optional.empty()).orElse(null);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
