package org.pacsscp.spring.boot.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Server;
import org.pacsscp.archive.ArchiveService;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.catalog.EmbeddedDatabase;
import org.pacsscp.archive.retrieve.PeerDirectory;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.Matches;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.spring.boot.PacsScpClientAutoConfiguration;
import org.pacsscp.spring.boot.PacsScpServerAutoConfiguration;
import org.pacsscp.storage.StorageService;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PacsScpArchiveAutoConfigurationTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PacsScpServerAutoConfiguration.class,
                    PacsScpClientAutoConfiguration.class,
                    PacsScpArchiveAutoConfiguration.class))
            .withPropertyValues("pacs-scp.server.port=0");

    @TempDir
    Path directory;

    private ApplicationContextRunner archive() {
        return application.withPropertyValues("pacs-scp.archive.directory=" + directory.resolve("archive"));
    }

    @Test
    void storesAndFinds() {
        archive().run(context -> {
            RemoteEntity ourselves = RemoteEntity.of(
                    "PACS_SCP", "127.0.0.1", context.getBean(Server.class).port());
            ServiceClassUser asking = context.getBean(ServiceClassUser.class);
            assertThat(studies(asking, ourselves)).isZero();
            asking.store(
                    ourselves, List.of(InstanceSource.of(Invention.ofSeed(22).image(Modality.CT))));
            assertThat(studies(asking, ourselves)).isEqualTo(1);
            assertThat(directory.resolve("archive/.pacs-scp.catalog")).exists();
        });
    }

    private static int studies(ServiceClassUser asking, RemoteEntity archive) throws Exception {
        try (Matches found = asking.find(archive, Identifier.studyRoot(QueryLevel.STUDY))) {
            return found.toList().size();
        }
    }

    @Test
    void keepsItsCatalogInTheDatabaseOfTheApplication() {
        DataSource database = EmbeddedDatabase.of(directory.resolve("of-the-application.db"));
        archive().withBean(DataSource.class, () -> database).run(context -> {
            assertThat(context.getBean(ArchiveDatabase.class).dataSource()).isSameAs(database);
            assertThat(directory.resolve("of-the-application.db")).exists();
        });
        archive()
                .withBean(DataSource.class, () -> database)
                .withPropertyValues("pacs-scp.archive.embedded-catalog=true")
                .run(context -> assertThat(
                                context.getBean(ArchiveDatabase.class).dataSource())
                        .isNotSameAs(database));
    }

    @Test
    void knowsItsPeers() {
        archive()
                .withPropertyValues("pacs-scp.archive.peers=VIEWER_1@viewer.example.org:11112,ODD@ONE@[fd00::1]:104")
                .run(context -> {
                    PeerDirectory peers = context.getBean(PeerDirectory.class);
                    assertThat(peers.find(AeTitle.of("VIEWER_1")))
                            .contains(RemoteEntity.of("VIEWER_1", "viewer.example.org", 11112));
                    assertThat(peers.find(AeTitle.of("ODD@ONE"))).contains(RemoteEntity.of("ODD@ONE", "fd00::1", 104));
                    assertThat(peers.find(AeTitle.of("NOBODY"))).isEqualTo(Optional.empty());
                });
    }

    @Test
    void namesWhatHasNoMeaning() {
        archive()
                .withPropertyValues("pacs-scp.archive.peers=VIEWER_1")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining(
                                "the property pacs-scp.archive.peers[0] is VIEWER_1: a peer is AET@HOST:PORT"));
        archive()
                .withPropertyValues("pacs-scp.archive.names=flat")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("the property pacs-scp.archive.names is flat: "));
        application
                .withPropertyValues("pacs-scp.archive.directory=" + directory.resolve("no/parent"))
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("the archive in " + directory.resolve("no/parent")));
    }

    @Test
    void isThereWithADirectoryAndItsModuleOnly() {
        application.run(context -> assertThat(context).doesNotHaveBean(StorageService.class));
        archive()
                .withClassLoader(new FilteredClassLoader(ArchiveService.class))
                .run(context -> assertThat(context).hasSingleBean(Server.class).doesNotHaveBean("dicomStorageService"));
    }

    @Test
    void closesWhatItHasOpened() {
        archive().run(context -> assertThat(context).hasSingleBean(Catalog.class));
        archive().run(context -> assertThat(context).hasSingleBean(Catalog.class));
    }
}
