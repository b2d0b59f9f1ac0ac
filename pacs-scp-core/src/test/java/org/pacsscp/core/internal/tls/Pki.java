package org.pacsscp.core.internal.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pacsscp.testing.process.Interop;

/** Keys and certificates of invented hosts and devices, made by openssl in a directory of the test. */
public final class Pki {
    /** Files of a key and its certificate, both PEM; a key is PKCS#8. */
    public record Issued(Path key, Path certificate) {}

    private final Path directory;
    private int serial;

    public Pki(Path directory) throws IOException {
        this.directory = directory;
        Files.writeString(directory.resolve("openssl.cnf"), "[req]\ndistinguished_name=dn\n[dn]\n");
    }

    /** Makes a root authority. */
    public Issued authority(String name) throws IOException {
        Path key = key(name, "EC:P-256");
        return new Issued(key, sign(name, key, null, 30, "basicConstraints=critical,CA:TRUE"));
    }

    /** Makes an authority that another one has certified. */
    Issued authority(String name, Issued issuer) throws IOException {
        Path key = key(name, "EC:P-256");
        return new Issued(key, sign(name, key, issuer, 30, "basicConstraints=critical,CA:TRUE"));
    }

    /** Makes a key and a certificate with host names. */
    public Issued issue(Issued issuer, String name, String algorithm, String... hostNames) throws IOException {
        return issue(issuer, name, algorithm, 90, hostNames);
    }

    /** Makes a key and a certificate that is valid for so many days from now; a negative number is the past. */
    public Issued issue(Issued issuer, String name, String algorithm, int days, String... hostNames)
            throws IOException {
        Path key = key(name, algorithm);
        return new Issued(key, sign(name, key, issuer, days, alternativeNames(hostNames)));
    }

    /** Makes a key and a certificate that it has signed itself. */
    Issued selfSigned(String name, String algorithm, int days) throws IOException {
        Path key = key(name, algorithm);
        return new Issued(key, sign(name, key, null, days, ""));
    }

    /** Makes a key: {@code RSA:bits}, {@code EC:curve} or {@code ED25519}. */
    Path key(String name, String algorithm) throws IOException {
        Path key = directory.resolve(name + ".key");
        List<String> command = new ArrayList<>(List.of("genpkey", "-out", key.toString(), "-algorithm"));
        String[] parts = algorithm.split(":", 2);
        command.add(parts[0]);
        if (parts.length == 2) {
            String option = parts[0].equals("RSA") ? "rsa_keygen_bits:" : "ec_paramgen_curve:";
            command.addAll(List.of("-pkeyopt", option + parts[1]));
        }
        openssl(command.toArray(String[]::new));
        return key;
    }

    private Path sign(String name, Path key, @Nullable Issued issuer, int days, String extensions) throws IOException {
        Path request = directory.resolve(name + ".csr");
        Path certificate = directory.resolve(name + ".crt");
        Path extensionFile = Files.writeString(directory.resolve(name + ".ext"), extensions + "\n");
        openssl("req", "-new", "-key", key.toString(), "-subj", "/O=Invented/CN=" + name, "-out", request.toString());
        List<String> command = new ArrayList<>(List.of(
                "x509",
                "-req",
                "-in",
                request.toString(),
                "-out",
                certificate.toString(),
                "-days",
                "" + days,
                "-set_serial",
                "" + ++serial,
                "-extfile",
                extensionFile.toString()));
        command.addAll(
                issuer == null
                        ? List.of("-key", key.toString())
                        : List.of(
                                "-CA",
                                issuer.certificate().toString(),
                                "-CAkey",
                                issuer.key().toString()));
        openssl(command.toArray(String[]::new));
        return certificate;
    }

    private static String alternativeNames(String... hostNames) {
        return hostNames.length == 0
                ? ""
                : Arrays.stream(hostNames)
                        .map(name -> "DNS:" + name)
                        .collect(Collectors.joining(",", "subjectAltName=", ""));
    }

    /** Writes a PKCS #12 key store. */
    public Path pkcs12(Issued issued, String password) throws IOException {
        Path store = directory.resolve(issued.key().getFileName() + ".p12");
        openssl(
                "pkcs12",
                "-export",
                "-inkey",
                issued.key().toString(),
                "-in",
                issued.certificate().toString(),
                "-name",
                "own",
                "-passout",
                "pass:" + password,
                "-out",
                store.toString());
        return store;
    }

    /** Writes a file into the directory. */
    public Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    /** Puts PEM files one after the other into a new one. */
    Path concatenated(String name, Path... files) throws IOException {
        StringBuilder content = new StringBuilder();
        for (Path file : files) {
            content.append(Files.readString(file));
        }
        return file(name, content.toString());
    }

    public Path path(String name) {
        return directory.resolve(name);
    }

    /** Runs openssl to its end. */
    void openssl(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put("OPENSSL_CONF", directory.resolve("openssl.cnf").toString());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            Interop.missing("openssl is not installed (apt-get install openssl)");
            return;
        }
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command + " was interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
