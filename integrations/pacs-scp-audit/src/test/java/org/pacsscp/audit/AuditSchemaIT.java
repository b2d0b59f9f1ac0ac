package org.pacsscp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.testing.process.Interop;

/** Each kind of message against a schema of PS3.15 A.5, by Debian's jing. */
@Timeout(60)
class AuditSchemaIT {
    @TempDir
    Path directory;

    @BeforeEach
    void needsJing() {
        Interop.needs("jing", "apt-get install jing");
    }

    @Test
    void isKeptByEachKindOfMessage() throws Exception {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, AuditEvent> event : Invented.events().entrySet()) {
            files.add(file(event.getKey() + ".xml", Invented.xml(event.getValue())));
        }
        assertThat(validate(files)).isEmpty();
    }

    /** That what jing prints depends on the message. */
    @Test
    void isBrokenByAnObjectWithoutAName() throws Exception {
        String broken = Invented.xml(new AuditEvent.StudyDeleted(
                        Invented.DOCTOR, List.of(Invented.STUDY), Invented.PATIENT, Outcome.SUCCESS))
                .replaceAll("<ParticipantObjectName>[^<]*</ParticipantObjectName>", "");
        assertThat(validate(List.of(file("broken.xml", broken)))).contains("ParticipantObjectName");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private String validate(List<Path> files) throws IOException, InterruptedException {
        Path schema = directory.resolve("audit-message.rnc");
        try (InputStream in = AuditSchemaIT.class.getResourceAsStream("audit-message.rnc")) {
            Files.write(schema, in.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of("jing", "-c", schema.toString()));
        files.forEach(file -> command.add(file.toString()));
        // On standard error Debian's script says which libraries it has not found.
        Process jing = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(jing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jing.waitFor() == 0).as(said).isEqualTo(said.isEmpty());
        return said;
    }
}
