package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Reads the header of the PROXY protocol, version 1 or 2, as the HAProxy project has specified it. It never asks for a
 * byte beyond the header, so that what follows is read by whom it is for. Strict: whatever else comes is refused. Owned
 * by the loop.
 */
final class ProxyHeaderReader {
    private static final byte[] V2_SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");
    private static final byte[] V1_SIGNATURE = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern V1_LINE = Pattern.compile(
            "PROXY TCP([46]) ([0-9a-fA-F:.]+) ([0-9a-fA-F:.]+) (0|[1-9]\\d{0,4}) (0|[1-9]\\d{0,4})\r\n");
    private static final Pattern IPV4 =
            Pattern.compile("(OCTET\\.){3}OCTET".replace("OCTET", "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)"));
    private static final String V1_UNKNOWN = "PROXY UNKNOWN";
    private static final int V1_LONGEST = 107;
    private static final int V2_FIXED = 16;
    private static final int V2_LONGEST = 4096;
    private static final int TYPE_CRC32C = 0x03;

    private ByteBuffer header = ByteBuffer.allocate(V2_FIXED);
    private int needed = 1;

    /** Returns how much memory the header takes. */
    int room() {
        return header.capacity();
    }

    /** Returns how many bytes the header has at least besides those read. */
    int needed() {
        return needed;
    }

    /**
     * Takes bytes of the header, at most {@link #needed}.
     *
     * @return the header once it is complete
     * @throws IOException if this is no header
     */
    Optional<ProxyHeader> take(ByteBuffer in) throws IOException {
        if (in.remaining() > needed) {
            throw new IllegalArgumentException(in.remaining() + " bytes where " + needed + " are needed");
        }
        if (header.remaining() < in.remaining()) {
            header = ByteBuffer.allocate(header.position() + Math.max(in.remaining(), V1_LONGEST))
                    .put(header.flip());
        }
        needed -= in.remaining();
        header.put(in);
        return needed > 0 ? Optional.empty() : next();
    }

    private Optional<ProxyHeader> next() throws IOException {
        ByteBuffer read = header.duplicate().flip();
        if (startsLike(read, V1_SIGNATURE)) {
            return nextOfV1(read);
        }
        if (startsLike(read, V2_SIGNATURE)) {
            return nextOfV2(read);
        }
        throw new IOException("a trusted proxy sent no PROXY header; its first byte is %02XH".formatted(read.get(0)));
    }

    private static boolean startsLike(ByteBuffer read, byte[] signature) {
        int count = Math.min(read.remaining(), signature.length);
        return read.slice(0, count).equals(ByteBuffer.wrap(signature, 0, count));
    }

    /** A line whose end is not known before, hence byte for byte. */
    private Optional<ProxyHeader> nextOfV1(ByteBuffer read) throws IOException {
        int length = read.remaining();
        if (length < 2 || read.get(length - 2) != '\r' || read.get(length - 1) != '\n') {
            if (length == V1_LONGEST) {
                throw new IOException("a PROXY header of version 1 has no end after " + V1_LONGEST + " bytes");
            }
            needed = 1;
            return Optional.empty();
        }
        String line = StandardCharsets.US_ASCII.decode(read).toString();
        if (line.startsWith(V1_UNKNOWN + " ") || line.equals(V1_UNKNOWN + "\r\n")) {
            return Optional.of(ProxyHeader.LOCAL);
        }
        Matcher matcher = V1_LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IOException("a PROXY header of version 1 is not of the form 'PROXY TCP4|TCP6 SOURCE DESTINATION"
                    + " SOURCE-PORT DESTINATION-PORT'");
        }
        boolean four = matcher.group(1).equals("4");
        return Optional.of(new ProxyHeader(
                Optional.of(address(four, matcher.group(2), matcher.group(4))),
                Optional.of(address(four, matcher.group(3), matcher.group(5))),
                Map.of()));
    }

    /** A text with a colon, or with four numbers up to 255, is no name: no name service is asked. */
    private static InetSocketAddress address(boolean four, String host, String port) throws IOException {
        boolean form = four ? IPV4.matcher(host).matches() : host.contains(":");
        if (!form || Integer.parseInt(port) > 0xFFFF) {
            throw new IOException("a PROXY header of version 1 has an address or port that is none");
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port));
        } catch (UnknownHostException e) {
            throw new IOException("a PROXY header of version 1 has an address that is none", e);
        }
    }

    private Optional<ProxyHeader> nextOfV2(ByteBuffer read) throws IOException {
        if (read.remaining() < V2_FIXED) {
            needed = V2_FIXED - read.remaining();
            return Optional.empty();
        }
        int length = Short.toUnsignedInt(read.getShort(14));
        if (length > V2_LONGEST) {
            throw new IOException("a PROXY header of version 2 announces " + length + " bytes, allowed: " + V2_LONGEST);
        }
        if (read.remaining() < V2_FIXED + length) {
            needed = V2_FIXED + length - read.remaining();
            return Optional.empty();
        }
        return Optional.of(parseV2(read));
    }

    private static ProxyHeader parseV2(ByteBuffer read) throws IOException {
        int versionAndCommand = read.get(12) & 0xFF;
        int family = read.get(13) & 0xFF;
        ByteBuffer body = read.duplicate().position(V2_FIXED);
        return switch (versionAndCommand) {
            case 0x20 -> ProxyHeader.LOCAL;
            case 0x21 ->
                switch (family) {
                    case 0x11 -> proxied(body, 4);
                    case 0x21 -> proxied(body, 16);
                    case 0x00 -> ProxyHeader.LOCAL;
                    default ->
                        throw new IOException("a PROXY header of version 2 is for %02XH, allowed: TCP over IPv4 or IPv6"
                                .formatted(family));
                };
            default ->
                throw new IOException("a PROXY header has version and command %02XH, allowed: 20H and 21H"
                        .formatted(versionAndCommand));
        };
    }

    private static ProxyHeader proxied(ByteBuffer body, int addressLength) throws IOException {
        if (body.remaining() < 2 * addressLength + 4) {
            throw new IOException("a PROXY header of version 2 is too short for its addresses");
        }
        byte[] source = new byte[addressLength];
        byte[] destination = new byte[addressLength];
        body.get(source).get(destination);
        int sourcePort = Short.toUnsignedInt(body.getShort());
        int destinationPort = Short.toUnsignedInt(body.getShort());
        return new ProxyHeader(
                Optional.of(new InetSocketAddress(InetAddress.getByAddress(source), sourcePort)),
                Optional.of(new InetSocketAddress(InetAddress.getByAddress(destination), destinationPort)),
                tlvs(body));
    }

    private static Map<Integer, byte[]> tlvs(ByteBuffer body) throws IOException {
        Map<Integer, byte[]> tlvs = new HashMap<>();
        while (body.hasRemaining()) {
            if (body.remaining() < 3) {
                throw new IOException("a PROXY header of version 2 ends in the middle of a type-length-value");
            }
            int type = body.get() & 0xFF;
            int length = Short.toUnsignedInt(body.getShort());
            if (length > body.remaining()) {
                throw new IOException("a type-length-value of a PROXY header is longer than the header");
            }
            if (type == TYPE_CRC32C) {
                verifyChecksum(body, length);
            }
            byte[] value = new byte[length];
            body.get(value);
            tlvs.put(type, value);
        }
        return tlvs;
    }

    /** Section 2.2.3 of the specification: the checksum is that of the whole header, its own bytes taken as zero. */
    private static void verifyChecksum(ByteBuffer header, int length) throws IOException {
        if (length != Integer.BYTES) {
            throw new IOException("the checksum of a PROXY header has " + length + " bytes, expected: 4");
        }
        int at = header.position();
        CRC32C calculated = new CRC32C();
        calculated.update(header.duplicate().flip());
        calculated.update(new byte[Integer.BYTES]);
        calculated.update(header.duplicate().position(at + Integer.BYTES));
        if (header.getInt(at) != (int) calculated.getValue()) {
            throw new IOException("the checksum of a PROXY header is %08XH, but that of its bytes is %08XH"
                    .formatted(header.getInt(at), calculated.getValue()));
        }
    }
}
