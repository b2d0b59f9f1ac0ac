package org.pacsscp.robustness.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pacsscp.api.TlsConfig;

/** Makes a key and a certificate that it has signed itself, with the keytool of this JDK. */
public final class SelfSigned {
    private static final String PASSWORD = "invented";

    private SelfSigned() {}

    /**
     * Makes them for this machine.
     *
     * @param directory where they are kept; nothing else must be in it
     */
    public static TlsConfig make(Path directory) throws IOException {
        Path store = directory.resolve("target.p12");
        Path password = Files.writeString(directory.resolve("target.password"), PASSWORD);
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                "target",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1"));
        return TlsConfig.builder().keyStore(store, password).build();
    }

    private static void run(List<String> line) throws IOException {
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool worked", e);
        }
    }
}
