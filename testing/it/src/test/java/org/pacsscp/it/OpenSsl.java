package org.pacsscp.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.testing.process.Interop;

/** Makes keys and certificates of invented hosts and devices with {@code openssl}, and connects with it. */
final class OpenSsl {
    /** Files of a key without a password and its certificate, both PEM. */
    record Issued(Path key, Path certificate) {
        /** Returns the options with which DCMTK's programs show this certificate. */
        List<String> dcmtkOptions() {
            return List.of("+tls", key.toString(), certificate.toString());
        }
    }

    private final Path directory;
    private int serial;

    OpenSsl(Path directory) {
        this.directory = directory;
    }

    /** Skips the test, or fails it, if the program is missing. */
    static void need() {
        Interop.needs("openssl", "apt-get install openssl");
    }

    /** Makes a root authority. */
    Issued authority(String name) throws IOException, InterruptedException {
        Issued root = files(name);
        run(List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                root.key().toString(),
                "-out",
                root.certificate().toString(),
                "-days",
                "30",
                "-subj",
                "/O=Invented/CN=" + name));
        return root;
    }

    /** Makes a key and a certificate that is valid for so many days from now; a negative number is the past. */
    Issued issue(Issued authority, String name, int days) throws IOException, InterruptedException {
        Issued issued = files(name);
        Path request = directory.resolve(name + ".csr");
        run(List.of(
                "openssl",
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                issued.key().toString(),
                "-out",
                request.toString(),
                "-subj",
                "/O=Invented/CN=" + name));
        run(List.of(
                "openssl",
                "x509",
                "-req",
                "-in",
                request.toString(),
                "-CA",
                authority.certificate().toString(),
                "-CAkey",
                authority.key().toString(),
                "-days",
                Integer.toString(days),
                "-set_serial",
                Integer.toString(++serial),
                "-out",
                issued.certificate().toString()));
        return issued;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Commands.Result result = Commands.run(command);
        if (result.exitCode() != 0) {
            throw new IOException(result.toString());
        }
    }

    private Issued files(String name) {
        return new Issued(directory.resolve(name + ".key"), directory.resolve(name + ".crt"));
    }

    /** Makes a handshake and closes; the exit code tells whether it succeeded. */
    static Commands.Result handshake(int port, Issued authority, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + port,
                "-verify_return_error",
                "-CAfile",
                authority.certificate().toString()));
        command.addAll(List.of(options));
        return Commands.run(command);
    }
}
