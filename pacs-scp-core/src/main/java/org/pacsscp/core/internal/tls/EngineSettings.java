package org.pacsscp.core.internal.tls;

import java.io.IOException;
import java.security.Security;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.pacsscp.api.ClientAuthentication;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.api.TlsProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every engine of a configuration is set to.
 *
 * @param protocols those of the profile that this JDK has
 * @param cipherSuites those of the profile that this JDK has
 * @param serverCipherOrder whether our order of cipher suites counts
 * @param clientAuthentication whether clients have to show a certificate
 */
record EngineSettings(
        List<String> protocols,
        List<String> cipherSuites,
        boolean serverCipherOrder,
        ClientAuthentication clientAuthentication) {
    private static final Logger log = LoggerFactory.getLogger(EngineSettings.class);
    private static final String DISABLED_ALGORITHMS = "jdk.tls.disabledAlgorithms";

    /**
     * Leaves of the profile what a context can do.
     *
     * @throws IOException if nothing is left
     */
    static EngineSettings of(TlsConfig config, SSLContext context) throws IOException {
        return of(config.profile(), context, config.serverCipherOrder(), config.clientAuthentication());
    }

    /** As {@link #of}, for {@link #applyToClient}. */
    static EngineSettings ofClient(TlsProfile profile, SSLContext context) throws IOException {
        return of(profile, context, false, ClientAuthentication.NONE);
    }

    private static EngineSettings of(
            TlsProfile profile, SSLContext context, boolean serverCipherOrder, ClientAuthentication authentication)
            throws IOException {
        SSLParameters supported = context.getSupportedSSLParameters();
        Set<String> disabled = disabled();
        List<String> protocols = Stream.of(supported.getProtocols())
                .filter(protocol -> !disabled.contains(protocol))
                .toList();
        return new EngineSettings(
                usable("protocols", profile.protocols(), protocols),
                usable("cipher suites", profile.cipherSuites(), Arrays.asList(supported.getCipherSuites())),
                serverCipherOrder,
                authentication);
    }

    /** The JDK counts a disabled protocol among the supported ones, and refuses it in each handshake. */
    private static Set<String> disabled() {
        String property = Security.getProperty(DISABLED_ALGORITHMS);
        return property == null
                ? Set.of()
                : Arrays.stream(property.split(",", -1)).map(String::strip).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> usable(String what, List<String> wanted, Collection<String> available)
            throws IOException {
        List<String> usable = wanted.stream().filter(available::contains).toList();
        if (usable.isEmpty()) {
            throw new IOException("none of the TLS profile's " + what + " " + wanted
                    + " is left by this JDK and its security property " + DISABLED_ALGORITHMS
                    + "; name some of " + available);
        }
        if (usable.size() < wanted.size()) {
            log.warn(
                    "of the TLS profile's {}, {} are not left by this JDK and its security property {}; the others are used",
                    what,
                    wanted.stream().filter(name -> !usable.contains(name)).toList(),
                    DISABLED_ALGORITHMS);
        }
        return usable;
    }

    /** Leaves alone what an engine has been told of the server's name. */
    void applyToClient(SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(protocols.toArray(String[]::new));
        parameters.setCipherSuites(cipherSuites.toArray(String[]::new));
        engine.setSSLParameters(parameters);
    }

    void applyTo(SSLEngine engine) {
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(protocols.toArray(String[]::new));
        parameters.setCipherSuites(cipherSuites.toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(serverCipherOrder);
        switch (clientAuthentication) {
            case NONE -> parameters.setNeedClientAuth(false);
            case WANTED -> parameters.setWantClientAuth(true);
            case NEEDED -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
    }
}
