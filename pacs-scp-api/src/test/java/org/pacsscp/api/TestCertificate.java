package org.pacsscp.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Makes certificates of invented devices with the keytool of this JDK. */
final class TestCertificate {
    private TestCertificate() {}

    /** Makes a certificate; the alternative names are written as keytool has them, such as {@code dns:ct.example.org}. */
    static X509Certificate make(Path directory, String subject, String... alternativeNames)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve("store.p12");
        Path file = directory.resolve("certificate.der");
        Files.deleteIfExists(store);
        List<String> access = List.of("-keystore", store.toString(), "-storepass", "secret", "-alias", "own");
        List<String> generate = new ArrayList<>(List.of("-genkeypair", "-keyalg", "EC", "-dname", subject));
        if (alternativeNames.length > 0) {
            generate.addAll(List.of("-ext", "san=" + String.join(",", alternativeNames)));
        }
        keytool(generate, access);
        keytool(List.of("-exportcert", "-file", file.toString()), access);
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static void keytool(List<String> command, List<String> access) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(command);
        line.addAll(access);
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(line + " failed: " + output);
        }
    }
}
