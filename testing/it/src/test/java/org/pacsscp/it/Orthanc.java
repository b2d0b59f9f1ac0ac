package org.pacsscp.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pacsscp.testing.process.Interop;
import org.pacsscp.testing.process.ListeningProgram;

/** The archive Orthanc as a process: an implementation of DICOM's services that has nothing in common with ours. */
public final class Orthanc implements AutoCloseable {
    public static final String AE_TITLE = "ORTHANC";

    private final ListeningProgram running;

    private Orthanc(ListeningProgram running) {
        this.running = running;
    }

    /** Skips the test, or fails it, if there is no Orthanc. */
    public static Path program() {
        Path ofRoot = Path.of("/usr/sbin/Orthanc");
        if (Files.isExecutable(ofRoot)) {
            return ofRoot;
        }
        Interop.needs("Orthanc", "apt-get install orthanc");
        return Commands.find("Orthanc").orElseThrow();
    }

    /** What it is told besides its ports: whom it knows, and TLS. */
    public static final class Configuration {
        private final List<String> modalities = new ArrayList<>();
        private final Map<String, String> options = new LinkedHashMap<>();

        /** It knows an application entity on this machine, to which it sends what C-MOVE asks for, and its reports. */
        Configuration knows(String aeTitle, int port) {
            modalities.add("\"%s\": [\"%s\", \"127.0.0.1\", %d]".formatted(aeTitle, aeTitle, port));
            return this;
        }

        /** It listens with TLS, and wants a certificate that it trusts. */
        Configuration tls(Path key, Path certificate, Path trusted) {
            options.put("DicomTlsEnabled", "true");
            options.put("DicomTlsPrivateKey", "\"" + key + "\"");
            options.put("DicomTlsCertificate", "\"" + certificate + "\"");
            options.put("DicomTlsTrustedCertificates", "\"" + trusted + "\"");
            options.put("DicomTlsRemoteCertificateRequired", "true");
            return this;
        }

        /** It answers queries in UTF-8; without this in Latin 1, and without the characters that are not there. */
        public Configuration answersInUnicode() {
            options.put("DefaultEncoding", "\"Utf8\"");
            return this;
        }

        private String text(Path storage, int port) {
            String more = options.entrySet().stream()
                    .map(option -> "  \"%s\": %s,\n".formatted(option.getKey(), option.getValue()))
                    .collect(Collectors.joining());
            return """
                    {
                    %s
                      "Name": "invented",
                      "DicomAet": "%s",
                      "DicomPort": %d,
                      "SyncStorageArea": false,
                      "DicomAlwaysAllowEcho": true,
                      "DicomAlwaysAllowStore": true,
                      "DicomAlwaysAllowFind": true,
                      "DicomAlwaysAllowGet": true,
                      "DicomAlwaysAllowMove": true,
                      "HttpServerEnabled": false,
                      "StorageDirectory": "%s",
                      "IndexDirectory": "%s",
                      "Plugins": [],
                      "DicomModalities": {%s}
                    }
                    """.formatted(more, AE_TITLE, port, storage, storage, String.join(", ", modalities));
        }
    }

    /** Starts it with an empty archive, and waits until it takes connections. */
    public static Orthanc start(Path directory, Configuration configuration) throws IOException {
        String program = program().toString();
        Path storage = Files.createDirectories(directory.resolve("orthanc"));
        Path file = directory.resolve("orthanc.json");
        return new Orthanc(ListeningProgram.start(directory.resolve("orthanc.log"), port -> {
            Files.writeString(file, configuration.text(storage, port));
            return new ProcessBuilder(program, file.toString());
        }));
    }

    public int port() {
        return running.port();
    }

    @Override
    public void close() {
        running.close();
    }
}
