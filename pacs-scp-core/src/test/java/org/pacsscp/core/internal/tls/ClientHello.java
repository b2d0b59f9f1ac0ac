package org.pacsscp.core.internal.tls;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The first message of a client of any age (RFC 5246 7.4.1.2), which a JDK of today would not send. */
final class ClientHello {
    static final int TLS_1_2 = 0x0303;

    /** Groups P-256, P-384; uncompressed points; signatures with RSA and ECDSA; secure renegotiation. */
    private static final byte[] EXTENSIONS = HexFormat.of()
            .parseHex("000a0006000400170018" + "000b00020100" + "000d000e000c040104030501050308040203" + "ff01000100");

    private ClientHello() {}

    /** Returns a whole record. */
    static ByteBuffer of(int version, int... cipherSuites) {
        int body = 2 + 32 + 1 + 2 + 2 * cipherSuites.length + 2 + 2 + EXTENSIONS.length;
        ByteBuffer hello = ByteBuffer.allocate(5 + 4 + body);
        hello.put((byte) 22).putShort((short) 0x0301).putShort((short) (4 + body));
        hello.put((byte) 1).put((byte) 0).putShort((short) body);
        hello.putShort((short) version).put(new byte[32]).put((byte) 0);
        hello.putShort((short) (2 * cipherSuites.length));
        for (int cipherSuite : cipherSuites) {
            hello.putShort((short) cipherSuite);
        }
        hello.put((byte) 1).put((byte) 0).putShort((short) EXTENSIONS.length).put(EXTENSIONS);
        return hello.flip();
    }
}
