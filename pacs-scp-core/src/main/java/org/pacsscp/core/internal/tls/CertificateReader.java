package org.pacsscp.core.internal.tls;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads the certificates of a PEM file. */
final class CertificateReader {
    private CertificateReader() {}

    /**
     * Reads the certificates; other blocks, such as a private key in the same file, are passed over.
     *
     * @return at least one, in the order of the file
     * @throws TlsFileException if there is none, or one cannot be read
     */
    static List<X509Certificate> read(Path file, byte[] content) throws TlsFileException {
        List<PemBlock> blocks = PemReader.read(file, content);
        List<X509Certificate> certificates = new ArrayList<>();
        for (PemBlock block : blocks) {
            if (block.isCertificate()) {
                certificates.add(certificate(file, block));
            }
        }
        if (certificates.isEmpty()) {
            throw new TlsFileException(
                    file,
                    "has no certificate, but "
                            + blocks.stream().map(PemBlock::label).distinct().toList(),
                    "give the file with the key as the key, and that with the certificates as the certificates");
        }
        return certificates;
    }

    private static X509Certificate certificate(Path file, PemBlock block) throws TlsFileException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der()));
        } catch (CertificateException e) {
            throw TlsFileException.atLine(
                    file,
                    block.line(),
                    "a damaged certificate: " + e.getMessage(),
                    "copy the file again from where it was made");
        }
    }
}
