package org.pacsscp.core.internal.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Reads the private key of a PEM file: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017 A.1.2) or SEC 1 (RFC 5915). */
final class PrivateKeyReader {
    private static final byte[] RSA = HexFormat.of().parseHex("2a864886f70d010101");
    private static final byte[] EC = HexFormat.of().parseHex("2a8648ce3d0201");
    private static final byte[] NULL = {5, 0};

    /** The JDK's names of the keys that TLS can sign with, by object identifier. */
    private static final Map<String, String> ALGORITHMS = Map.of(
            HexFormat.of().formatHex(RSA),
            "RSA",
            "2a864886f70d01010a",
            "RSASSA-PSS",
            HexFormat.of().formatHex(EC),
            "EC",
            "2b6570",
            "Ed25519",
            "2b6571",
            "Ed448");

    private final Path file;

    private PrivateKeyReader(Path file) {
        this.file = file;
    }

    /**
     * Reads the key.
     *
     * @throws TlsFileException unless there is exactly one that can be used
     */
    static PrivateKey read(Path file, byte[] content) throws TlsFileException {
        List<PemBlock> blocks = PemReader.read(file, content);
        List<PemBlock> keys = blocks.stream().filter(PemBlock::isPrivateKey).toList();
        if (keys.isEmpty()) {
            throw new TlsFileException(
                    file,
                    "has no private key, but "
                            + blocks.stream().map(PemBlock::label).distinct().toList(),
                    "give the file with the key as the key, and that with the certificates as the certificates");
        }
        if (keys.size() > 1) {
            throw new TlsFileException(
                    file,
                    "has " + keys.size() + " private keys",
                    "put each in a file of its own, with its certificates");
        }
        return new PrivateKeyReader(file).key(keys.get(0));
    }

    private PrivateKey key(PemBlock block) throws TlsFileException {
        if (block.isEncrypted()) {
            throw TlsFileException.atLine(
                    file,
                    block.line(),
                    "an encrypted private key",
                    "decrypt it with \"openssl pkey -in ENCRYPTED -out PLAIN\" and let only the server's user read it, or"
                            + " use a PKCS #12 key store with a password file");
        }
        byte[] pkcs8 = {};
        try {
            pkcs8 = toPkcs8(block);
            return key(block, pkcs8);
        } catch (DerReader.MalformedException e) {
            throw TlsFileException.atLine(
                    file,
                    block.line(),
                    "a damaged " + block.label() + ": " + e.getMessage(),
                    "copy the file again from where it was made");
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
            Arrays.fill(block.der(), (byte) 0);
        }
    }

    private PrivateKey key(PemBlock block, byte[] pkcs8) throws TlsFileException, DerReader.MalformedException {
        String oid = HexFormat.of().formatHex(algorithmOf(pkcs8));
        String algorithm = ALGORITHMS.get(oid);
        if (algorithm == null) {
            throw TlsFileException.atLine(
                    file,
                    block.line(),
                    "a private key of an algorithm that TLS does not use (object identifier " + oid + "H)",
                    "make an RSA, EC, Ed25519 or Ed448 key");
        }
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw TlsFileException.atLine(
                    file,
                    block.line(),
                    "a key of " + algorithm + " that this JDK cannot use: " + e.getMessage(),
                    "an EC key must be on the curve P-256, P-384 or P-521; copy the file again if it is");
        }
    }

    private byte[] toPkcs8(PemBlock block) throws TlsFileException, DerReader.MalformedException {
        return switch (block.label()) {
            case "PRIVATE KEY" -> block.der().clone();
            case "RSA PRIVATE KEY" -> wrap(RSA, NULL, block.der());
            case "EC PRIVATE KEY" -> wrap(EC, curveOf(block), block.der());
            default ->
                throw TlsFileException.atLine(
                        file,
                        block.line(),
                        "a " + block.label(),
                        "convert it with \"openssl pkey -in FILE -out FILE.pem\"");
        };
    }

    /** OneAsymmetricKey of RFC 5958 section 2. */
    private static byte[] wrap(byte[] algorithm, byte[] parameters, byte[] key) {
        return DerWriter.value(
                DerReader.SEQUENCE,
                DerWriter.value(DerReader.INTEGER, new byte[] {0}),
                DerWriter.value(
                        DerReader.SEQUENCE, DerWriter.value(DerReader.OBJECT_IDENTIFIER, algorithm), parameters),
                DerWriter.value(DerReader.OCTET_STRING, key));
    }

    private static byte[] algorithmOf(byte[] pkcs8) throws DerReader.MalformedException {
        DerReader key = new DerReader(pkcs8).enter(DerReader.SEQUENCE);
        key.value(DerReader.INTEGER);
        return key.enter(DerReader.SEQUENCE).value(DerReader.OBJECT_IDENTIFIER);
    }

    /** Returns the curve's object identifier: the parameters of ECPrivateKey (RFC 5915 section 3). */
    private byte[] curveOf(PemBlock block) throws TlsFileException, DerReader.MalformedException {
        DerReader key = new DerReader(block.der()).enter(DerReader.SEQUENCE);
        key.value(DerReader.INTEGER);
        key.value(DerReader.OCTET_STRING);
        DerReader parameters = key.isNext(DerReader.CONTEXT_0) ? key.enter(DerReader.CONTEXT_0) : key;
        if (!parameters.isNext(DerReader.OBJECT_IDENTIFIER)) {
            throw TlsFileException.atLine(
                    file,
                    block.line(),
                    "an EC key without the name of its curve",
                    "make the key again with a named curve: \"openssl genpkey -algorithm EC -pkeyopt"
                            + " ec_paramgen_curve:P-256\"");
        }
        return DerWriter.value(DerReader.OBJECT_IDENTIFIER, parameters.value(DerReader.OBJECT_IDENTIFIER));
    }
}
