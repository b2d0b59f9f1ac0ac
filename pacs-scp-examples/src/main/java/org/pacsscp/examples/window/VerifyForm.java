package org.pacsscp.examples.window;

import org.pacsscp.api.Endpoint;

/**
 * What describes a peer that is to be verified, as it was typed; right or wrong.
 *
 * @param aeTitle what the peer is called
 * @param host where it listens: a host name or an address
 * @param port where it listens
 */
public record VerifyForm(String aeTitle, String host, String port) {
    /** Removes what surrounds the values. */
    public VerifyForm {
        aeTitle = aeTitle.strip();
        host = host.strip();
        port = port.strip();
    }

    /**
     * Returns what is there the first time: a server on this machine.
     *
     * @return a form that is right
     */
    public static VerifyForm defaults() {
        return new VerifyForm("ANY-SCP", "localhost", Integer.toString(Endpoint.DEFAULT_PORT));
    }
}
