package org.pacsscp.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.Matches;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.testing.document.Markdown;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** An archive that writes audit messages, as the document has it set up. */
class AuditIT {
    @TempDir
    Path directory;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Pacs {}

    @Test
    void tellsOfTheApplicationAndOfWhatItIsGivenAndAsked() throws Exception {
        String shown = Markdown.read("docs/spring-boot.md")
                .section("Audit messages")
                .blocks("properties")
                .get(0);
        assertThat(shown).contains("/var/log/pacs-audit");
        String[] properties = Stream.concat(
                        shown.replace(
                                        "/var/log/pacs-audit",
                                        directory.resolve("audit").toString())
                                .lines(),
                        Stream.of(
                                "pacs-scp.server.ae-title=ARCHIVE",
                                "pacs-scp.archive.directory=" + directory.resolve("archive")))
                .toArray(String[]::new);
        try (Application application = Application.start(Pacs.class, properties)) {
            RemoteEntity ourselves = RemoteEntity.of("ARCHIVE", "127.0.0.1", application.dicomPort());
            ServiceClassUser asking = application.bean(ServiceClassUser.class);
            asking.store(
                    ourselves, List.of(InstanceSource.of(Invention.ofSeed(22).image(Modality.CT))));
            try (Matches studies = asking.find(ourselves, Identifier.studyRoot(QueryLevel.STUDY))) {
                assertThat(studies.toList()).hasSize(1);
            }
        }
        List<String> messages = messages();
        assertThat(messages)
                .allSatisfy(message -> assertThat(message).contains(" AuditSourceID=\"PACS_1\""))
                .anySatisfy(message -> assertThat(message).contains("\"Begin Transferring DICOM Instances\""))
                .anySatisfy(message -> assertThat(message)
                        .contains("\"DICOM Instances Transferred\"", "UserID=\"PACS_SCU\"", "NumberOfInstances=\"1\""))
                .anySatisfy(message -> assertThat(message).contains("\"Query\"", "<ParticipantObjectQuery>"));
        assertThat(messages.get(0)).contains("\"Application Start\"", "AETITLES=ARCHIVE");
        assertThat(messages.get(messages.size() - 1)).contains("\"Application Stop\"");
    }

    /** In the order of their days, should it be midnight. */
    private List<String> messages() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("audit"))) {
            return files.sorted().flatMap(AuditIT::lines).toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
