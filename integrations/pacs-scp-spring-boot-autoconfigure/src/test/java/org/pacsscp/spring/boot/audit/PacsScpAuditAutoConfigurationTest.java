package org.pacsscp.spring.boot.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Server;
import org.pacsscp.audit.AuditMessage;
import org.pacsscp.audit.AuditSink;
import org.pacsscp.audit.AuditTrail;
import org.pacsscp.audit.AuditedInstances;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.Matches;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.spring.boot.HandlerDecorator;
import org.pacsscp.spring.boot.PacsScpClientAutoConfiguration;
import org.pacsscp.spring.boot.PacsScpServerAutoConfiguration;
import org.pacsscp.spring.boot.archive.PacsScpArchiveAutoConfiguration;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class PacsScpAuditAutoConfigurationTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SslAutoConfiguration.class,
                    PacsScpAuditAutoConfiguration.class,
                    PacsScpAuditedInstancesAutoConfiguration.class,
                    PacsScpServerAutoConfiguration.class,
                    PacsScpClientAutoConfiguration.class,
                    PacsScpArchiveAutoConfiguration.class))
            .withPropertyValues("pacs-scp.server.port=0", "spring.application.name=PACS_1");

    @TempDir
    Path directory;

    /** Keeps what it is given. */
    static final class Kept implements AuditSink {
        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void write(AuditMessage message) {
            messages.add(message.xml());
        }
    }

    private ApplicationContextRunner toFiles() {
        return application.withPropertyValues("pacs-scp.audit.file.directory=" + directory.resolve("audit"));
    }

    private List<String> messages() throws IOException {
        List<String> messages = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory.resolve("audit"))) {
            for (Path file : files.sorted().toList()) {
                messages.addAll(Files.readAllLines(file));
            }
        }
        return messages;
    }

    @Test
    void beginsAndEndsWithTheApplication() throws IOException {
        toFiles().run(context -> assertThat(context).hasSingleBean(AuditTrail.class));
        assertThat(messages()).hasSize(2);
        assertThat(messages().get(0))
                .contains("\"Application Start\"", "AETITLES=PACS_SCP\"", "AuditSourceID=\"PACS_1\"");
        assertThat(messages().get(1)).contains("\"Application Stop\"");
    }

    @Test
    void tellsWhatTheArchiveIsGivenAndAsked() throws IOException {
        toFiles()
                .withPropertyValues(
                        "pacs-scp.archive.directory=" + directory.resolve("archive"),
                        "pacs-scp.audit.source-id=ARCHIVE_1",
                        "pacs-scp.audit.enterprise-site-id=Radiology",
                        "pacs-scp.audit.ae-titles=PACS_SCP,OTHER")
                .run(PacsScpAuditAutoConfigurationTest::storeAndFind);
        assertThat(messages())
                .allSatisfy(message ->
                        assertThat(message).contains("AuditEnterpriseSiteID=\"Radiology\" AuditSourceID=\"ARCHIVE_1\""))
                .anySatisfy(message ->
                        assertThat(message).contains("\"Application Start\"").contains("AETITLES=PACS_SCP;OTHER"))
                .anySatisfy(message -> assertThat(message).contains("\"Begin Transferring DICOM Instances\""))
                .anySatisfy(message -> assertThat(message)
                        .contains("\"DICOM Instances Transferred\"")
                        .contains("NumberOfInstances=\"1\"", "NetworkAccessPointID=\"127.0.0.1\""))
                .anySatisfy(message -> assertThat(message).contains("\"Query\"", "<ParticipantObjectQuery>"));
        assertThat(messages().get(messages().size() - 1)).contains("\"Application Stop\"");
    }

    private static void storeAndFind(ApplicationContext context) throws Exception {
        RemoteEntity ourselves = RemoteEntity.of(
                "PACS_SCP", "127.0.0.1", context.getBean(Server.class).port());
        ServiceClassUser asking = context.getBean(ServiceClassUser.class);
        asking.store(ourselves, List.of(InstanceSource.of(Invention.ofSeed(22).image(Modality.CT))));
        try (Matches found = asking.find(ourselves, Identifier.studyRoot(QueryLevel.STUDY))) {
            assertThat(found.toList()).hasSize(1);
        }
    }

    @Test
    void leavesQueriesOutWhereItIsTold() throws IOException {
        toFiles()
                .withPropertyValues(
                        "pacs-scp.archive.directory=" + directory.resolve("archive"),
                        "pacs-scp.audit.query-messages=false")
                .run(context -> {
                    assertThat(context).doesNotHaveBean(HandlerDecorator.class);
                    storeAndFind(context);
                });
        assertThat(messages()).noneSatisfy(message -> assertThat(message).contains("\"Query\""));
    }

    @Test
    void goesToTheSinksOfTheApplication() {
        Kept kept = new Kept();
        toFiles()
                .withBean(AuditSink.class, () -> kept)
                .run(context ->
                        assertThat(context).hasSingleBean(AuditSink.class).hasSingleBean(AuditTrail.class));
        assertThat(kept.messages).hasSize(2);
        assertThat(directory.resolve("audit")).doesNotExist();
    }

    @Test
    void leavesATrailOfTheApplicationAlone() {
        Kept kept = new Kept();
        AuditTrail trail = AuditTrail.builder().sourceId("OWN").sink(kept).start();
        toFiles().withBean(AuditTrail.class, () -> trail).run(context -> {
            assertThat(context.getBean(AuditTrail.class)).isSameAs(trail);
            assertThat(context)
                    .doesNotHaveBean(AuditSink.class)
                    .hasSingleBean(AuditedInstances.class)
                    .hasSingleBean(HandlerDecorator.class);
        });
        assertThat(kept.messages)
                .hasSize(2)
                .allSatisfy(message -> assertThat(message).contains("AuditSourceID=\"OWN\""));
    }

    @Test
    void mayGoToFilesAndToARepositoryThatIsAway() {
        toFiles()
                .withPropertyValues(
                        "pacs-scp.audit.syslog.host=localhost",
                        "pacs-scp.audit.syslog.port=1",
                        "pacs-scp.audit.syslog.spool=" + directory.resolve("spool"))
                .run(context -> assertThat(context.getBeansOfType(AuditSink.class))
                        .containsOnlyKeys("dicomAuditFile", "dicomAuditSyslog"));
        assertThat(directory.resolve("spool")).isNotEmptyDirectory();
    }

    @Test
    void saysWhatIsMissing() {
        application
                .withPropertyValues("pacs-scp.audit.syslog.host=localhost")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("there is no pacs-scp.audit.syslog.spool"));
        toFiles()
                .withPropertyValues("spring.application.name=")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("audit messages have no name of their source"));
        toFiles()
                .withPropertyValues("pacs-scp.audit.queue-capacity=0")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("the property pacs-scp.audit.queue-capacity is 0: "));
        application
                .withPropertyValues(
                        "pacs-scp.audit.syslog.host=localhost",
                        "pacs-scp.audit.syslog.spool=" + directory.resolve("spool"),
                        "pacs-scp.audit.syslog.ssl.bundle=arr")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining(
                                "the property pacs-scp.audit.syslog.ssl.bundle names the SSL bundle arr"));
    }

    @Test
    void isThereWithItsModuleAndSomewhereToGoOnly() {
        application.run(
                context -> assertThat(context).hasSingleBean(Server.class).doesNotHaveBean(AuditTrail.class));
        toFiles()
                .withPropertyValues("pacs-scp.audit.enabled=false")
                .run(context -> assertThat(context).hasSingleBean(Server.class).doesNotHaveBean(AuditTrail.class));
        toFiles()
                .withClassLoader(new FilteredClassLoader("org.pacsscp.audit"))
                .run(context -> assertThat(context).hasSingleBean(Server.class).doesNotHaveBean("dicomAuditTrail"));
    }

    @Test
    void needsNoArchive() throws IOException {
        toFiles()
                .withClassLoader(new FilteredClassLoader("org.pacsscp.storage", "org.pacsscp.archive"))
                .run(context ->
                        assertThat(context).hasSingleBean(AuditTrail.class).doesNotHaveBean("dicomAuditedInstances"));
        assertThat(messages()).hasSize(2);
    }

    @Test
    void needsNoServer() throws IOException {
        toFiles()
                .withPropertyValues("pacs-scp.server.enabled=false")
                .run(context ->
                        assertThat(context).hasSingleBean(AuditTrail.class).doesNotHaveBean(Server.class));
        assertThat(messages().get(0)).doesNotContain("AETITLES");
    }
}
