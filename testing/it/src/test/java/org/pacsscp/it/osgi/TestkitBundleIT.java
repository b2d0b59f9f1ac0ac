package org.pacsscp.it.osgi;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.pacsscp.it.Artifacts;
import org.pacsscp.it.EchoScu;
import org.pacsscp.it.osgi.application.FakePacsApplication;

/** The packaged testkit as a bundle, where there is no JUnit, no AssertJ, no engine and no SLF4J. */
@Timeout(120)
class TestkitBundleIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void servesAnApplicationInABundle(FrameworkKind kind) throws Exception {
        EchoScu.needed();
        try (OsgiContainer container = OsgiContainer.start(kind, directory.resolve("storage"))) {
            container.startAll(List.of(Artifacts.jar("api"), Artifacts.jar("dataset"), Artifacts.jar("testkit")));
            Bundle application = container.install(BundleJar.application(
                    directory, FakePacsApplication.class, List.of("org.osgi.framework", "org.pacsscp.testkit.pacs")));
            application.start();

            EchoScu.assertVerifies("ANY", container.port(application));

            // What was not expected would be thrown here.
            application.stop();
        }
    }
}
