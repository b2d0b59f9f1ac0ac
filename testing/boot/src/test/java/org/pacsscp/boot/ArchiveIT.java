package org.pacsscp.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.Matches;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** An archive of two properties, and its own client. */
class ArchiveIT {
    @TempDir
    Path directory;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Pacs {}

    @Test
    void keepsWhatIsStoredOverARestart() throws Exception {
        try (Application application = start()) {
            application
                    .bean(ServiceClassUser.class)
                    .store(
                            remote(application),
                            List.of(InstanceSource.of(Invention.ofSeed(22).image(Modality.CT))));
        }
        try (Application application = start();
                Matches studies = application
                        .bean(ServiceClassUser.class)
                        .find(remote(application), Identifier.studyRoot(QueryLevel.STUDY))) {
            assertThat(studies.toList()).hasSize(1);
        }
    }

    private static RemoteEntity remote(Application application) {
        return RemoteEntity.of("ARCHIVE", "127.0.0.1", application.dicomPort());
    }

    private Application start() {
        return Application.start(
                Pacs.class, "pacs-scp.server.ae-title=ARCHIVE", "pacs-scp.archive.directory=" + directory);
    }
}
