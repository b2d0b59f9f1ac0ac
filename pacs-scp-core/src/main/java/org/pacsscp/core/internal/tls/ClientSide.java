package org.pacsscp.core.internal.tls;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Makes the client's side of TLS for a connection to a host. Any thread. */
public final class ClientSide {
    private static final Pattern IPV4 = Pattern.compile("\\d+(\\.\\d+){0,3}");

    private ClientSide() {}

    /**
     * Makes an engine, which tells the server the name that it is asked for (SNI, RFC 6066 section 3). The server's certificate
     * is always verified with what the context trusts.
     *
     * @param host as the user has named it: a name, or an address
     * @param verifyHostName whether the certificate has to be the host's, too (RFC 2818 section 3.1)
     */
    public static SSLEngine newEngine(SSLContext context, String host, int port, boolean verifyHostName) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        serverName(host).ifPresent(name -> parameters.setServerNames(List.of(name)));
        if (verifyHostName) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** An address is no name to ask for; nor is what is no name by the rules of the domain name system. */
    private static Optional<SNIServerName> serverName(String host) {
        if (host.contains(":") || IPV4.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SNIHostName(host.endsWith(".") ? host.substring(0, host.length() - 1) : host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
