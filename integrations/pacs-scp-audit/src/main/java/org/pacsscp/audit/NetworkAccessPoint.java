package org.pacsscp.audit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * Where on the network a participant is (PS3.15 A.5.2.4).
 *
 * @param kind what the identifier is
 * @param id a name or an address
 * @since 0.1.0
 */
public record NetworkAccessPoint(Kind kind, String id) {
    /**
     * What identifies a network access point: NetworkAccessPointTypeCode, of which DICOM systems need two.
     *
     * @since 0.1.0
     */
    public enum Kind {
        /** The name of a machine, such as one of DNS (1). */
        MACHINE_NAME(1),
        /** An IP address (2). */
        IP_ADDRESS(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /** Checks that both are there. */
    public NetworkAccessPoint {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
    }

    /**
     * Makes one of a socket's address; nothing is asked of DNS.
     *
     * @param address an address; of one that is not resolved, the host's name is taken
     * @return the access point
     */
    public static NetworkAccessPoint of(InetSocketAddress address) {
        InetAddress resolved = address.getAddress();
        return resolved == null
                ? new NetworkAccessPoint(Kind.MACHINE_NAME, address.getHostString())
                : new NetworkAccessPoint(Kind.IP_ADDRESS, resolved.getHostAddress());
    }
}
