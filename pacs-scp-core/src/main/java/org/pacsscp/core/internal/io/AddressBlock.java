package org.pacsscp.core.internal.io;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Addresses that count as one: an address of IPv4, and a /64 of IPv6, of which every host may take as many addresses as
 * it likes (RFC 4291 section 2.5.4).
 *
 * @param bits the whole address of IPv4, the first half of one of IPv6
 * @param ofVersion6 whether it is of IPv6
 */
public record AddressBlock(long bits, boolean ofVersion6) {
    /** Returns the block that an address is in. */
    public static AddressBlock of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address
                ? new AddressBlock(bytes.getLong(), true)
                : new AddressBlock(bytes.getInt(), false);
    }
}
