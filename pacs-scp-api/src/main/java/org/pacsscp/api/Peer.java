package org.pacsscp.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;

/**
 * A caller that is allowed in: an AE title, and where it may come from.
 *
 * <pre>{@code
 * Peer.parse("CT_1");               // from anywhere
 * Peer.parse("CT_1@10.1.2.3");      // from one host
 * Peer.parse("CT_1@10.1.0.0/16");   // from a CIDR block, IPv4 or IPv6
 * }</pre>
 *
 * @param aeTitle the calling AE title
 * @param network where it may come from; empty means anywhere
 * @since 0.1.0
 */
public record Peer(AeTitle aeTitle, Optional<Network> network) {
    /**
     * A block of addresses, such as {@code 10.1.0.0/16} or {@code fd00::/8}.
     *
     * @param address an address of the block
     * @param prefixLength how many leading bits count: 0 to 32 for IPv4, 0 to 128 for IPv6
     * @since 0.1.0
     */
    public record Network(InetAddress address, int prefixLength) {
        /**
         * Checks the block.
         *
         * @throws IllegalArgumentException if the prefix is longer than the address
         */
        public Network {
            int bits = address.getAddress().length * 8;
            if (prefixLength < 0 || prefixLength > bits) {
                throw new IllegalArgumentException("prefix length " + prefixLength + " of " + address.getHostAddress()
                        + "; it must be 0 to " + bits);
            }
        }

        /**
         * Parses a host or a CIDR block. A host name is resolved once, here.
         *
         * @param text an address, a host name, or an address with {@code /} and a prefix length
         * @return the block
         * @throws IllegalArgumentException if it is neither, or the name has no address
         */
        public static Network parse(String text) {
            int slash = text.indexOf('/');
            String host = slash < 0 ? text : text.substring(0, slash);
            if (host.isBlank()) {
                throw new IllegalArgumentException("\"" + text + "\" names no host; give HOST or ADDRESS/BITS");
            }
            // InetAddress takes 10.1 for 10.0.0.1; who writes 10.1/16 means another block.
            if (host.matches("[0-9.]+") && !host.matches("[0-9]+(\\.[0-9]+){3}")) {
                throw new IllegalArgumentException(
                        "\"" + host + "\" is no IPv4 address; give all four numbers, such as 10.1.0.0");
            }
            try {
                InetAddress address = InetAddress.getByName(host);
                int bits = address.getAddress().length * 8;
                return new Network(address, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("host \"" + host + "\" is not known; give an address", e);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "\"" + text.substring(slash + 1) + "\" of \"" + text + "\" is no number of bits", e);
            }
        }

        /**
         * Tells whether an address lies in the block.
         *
         * @param candidate any address
         * @return whether it is of the same family and its leading bits are the same
         */
        public boolean contains(InetAddress candidate) {
            byte[] ours = address.getAddress();
            byte[] theirs = candidate.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < prefixLength; bit += 8) {
                int mask = prefixLength - bit >= 8 ? 0xFF : 0xFF << (8 - (prefixLength - bit)) & 0xFF;
                if (((ours[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }

        /** Returns the block in CIDR notation. */
        @Override
        public String toString() {
            return address.getHostAddress() + "/" + prefixLength;
        }
    }

    /** Checks that both are there. */
    public Peer {
        Objects.requireNonNull(aeTitle, "aeTitle");
        Objects.requireNonNull(network, "network");
    }

    /**
     * Parses {@code AET}, {@code AET@HOST} or {@code AET@CIDR}. A host name is resolved once, here.
     *
     * @param text the caller
     * @return the peer
     * @throws IllegalArgumentException if a part is not valid; the message says which
     */
    public static Peer parse(String text) {
        // An AE title may hold an @, an address may not: the last one separates.
        int at = text.lastIndexOf('@');
        return at < 0
                ? new Peer(AeTitle.of(text), Optional.empty())
                : new Peer(AeTitle.of(text.substring(0, at)), Optional.of(Network.parse(text.substring(at + 1))));
    }

    /**
     * Tells whether a request comes from this peer.
     *
     * @param request the request
     * @return whether AE title and address match
     */
    public boolean matches(AssociationRequest request) {
        return aeTitle.equals(request.callingAeTitle())
                && network.map(n -> n.contains(request.remoteAddress().getAddress()))
                        .orElse(true);
    }
}
