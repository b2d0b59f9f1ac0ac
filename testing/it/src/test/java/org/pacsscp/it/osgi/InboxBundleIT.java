package org.pacsscp.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.pacsscp.it.Artifacts;
import org.pacsscp.it.Dcmtk;
import org.pacsscp.it.DicomInstances;
import org.pacsscp.it.Part10File;
import org.pacsscp.it.osgi.application.MediatedApplication;

/** The plug-in to copy, as it is built, keeps what storescu sends to a server in a framework that has found it. */
@Timeout(60)
class InboxBundleIT {
    private static final Path PLUGIN = Path.of("docs/examples/inbox-plugin/target/inbox-plugin-1.0.0.jar");
    private static final String DIRECTORY_PROPERTY = "com.example.inbox.directory";
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String INSTANCE = "1.2.826.0.1.3680043.8.498.78";

    @TempDir
    Path directory;

    @AfterEach
    void forgetTheDirectory() {
        System.clearProperty(DIRECTORY_PROPERTY);
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatStorescuSends(FrameworkKind kind) throws Exception {
        DicomInstances.needDcmtk();
        Dcmtk.needs("storescu");
        Path inbox = directory.resolve("inbox");
        System.setProperty(DIRECTORY_PROPERTY, inbox.toString());
        Path image = new DicomInstances(directory).makeWith(CT, INSTANCE);
        List<Path> jars = new ArrayList<>();
        for (String group : List.of("mediator", "slf4j")) {
            try (Stream<Path> files = Files.list(Artifacts.osgi(group))) {
                jars.addAll(files.sorted().toList());
            }
        }
        jars.addAll(List.of(
                Artifacts.jar("api"), Artifacts.jar("core"), Artifacts.top().resolve(PLUGIN)));
        try (OsgiContainer container = OsgiContainer.start(kind, directory.resolve("storage"))) {
            container.startAll(jars);
            Bundle application = container.install(BundleJar.application(
                    directory, MediatedApplication.class, List.of("org.osgi.framework", "org.pacsscp.api")));
            application.start();
            Dcmtk.run(List.of(
                    "storescu",
                    "-R",
                    "-aec",
                    "PACS_SCP",
                    "127.0.0.1",
                    Integer.toString(container.port(application)),
                    image.toString()));
        }
        assertThat(Dcmtk.files(inbox)).containsExactly(inbox.resolve(INSTANCE + ".dataset"));
        assertThat(ByteBuffer.wrap(Files.readAllBytes(inbox.resolve(INSTANCE + ".dataset"))))
                .isEqualTo(Part10File.read(image).dataSet());
    }
}
