package org.pacsscp.core.internal.io;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;

/** Writes the header of the PROXY protocol, version 2, as the HAProxy project has specified it (section 2.2). */
final class ProxyHeaderWriter {
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");
    private static final byte LOCAL = 0x20;
    private static final byte PROXY = 0x21;
    private static final byte TCP_OVER_IPV4 = 0x11;
    private static final byte TCP_OVER_IPV6 = 0x21;
    private static final int MAX_LENGTH = 0xFFFF;

    private ProxyHeaderWriter() {}

    /**
     * Returns the bytes of a header. One without source and destination says that the sender speaks for itself.
     *
     * @throws IllegalArgumentException if there is only one of source and destination, or the header is too long
     */
    static ByteBuffer encode(ProxyHeader header) {
        if (header.source().isPresent() != header.destination().isPresent()) {
            throw new IllegalArgumentException("a PROXY header has both source and destination, or neither");
        }
        boolean local = header.source().isEmpty();
        byte[] source = local ? new byte[0] : address(header.source().get());
        byte[] destination = local ? new byte[0] : address(header.destination().get());
        if (source.length != destination.length) {
            source = mapped(source);
            destination = mapped(destination);
        }
        int length = (local ? 0 : 2 * source.length + 2 * Short.BYTES) + length(header.tlvs());
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException("a PROXY header of " + length + " bytes, allowed: " + MAX_LENGTH);
        }
        ByteBuffer out = ByteBuffer.allocate(SIGNATURE.length + 4 + length);
        out.put(SIGNATURE).put(local ? LOCAL : PROXY);
        out.put(local ? 0 : source.length == 4 ? TCP_OVER_IPV4 : TCP_OVER_IPV6).putShort((short) length);
        if (!local) {
            out.put(source).put(destination);
            out.putShort((short) header.source().get().getPort());
            out.putShort((short) header.destination().get().getPort());
        }
        header.tlvs()
                .forEach((type, value) ->
                        out.put(type.byteValue()).putShort((short) value.length).put(value));
        return out.flip();
    }

    private static byte[] address(InetSocketAddress end) {
        InetAddress address = end.getAddress();
        if (address == null) {
            throw new IllegalArgumentException("host " + end.getHostString() + " is not resolved");
        }
        return address.getAddress();
    }

    /** An address of IPv4 as one of IPv6 (RFC 4291 section 2.5.5.2). */
    private static byte[] mapped(byte[] address) {
        return address.length == 16
                ? address
                : ByteBuffer.allocate(16)
                        .position(10)
                        .putShort((short) 0xFFFF)
                        .put(address)
                        .array();
    }

    private static int length(Map<Integer, byte[]> tlvs) {
        return tlvs.values().stream().mapToInt(value -> 3 + value.length).sum();
    }
}
