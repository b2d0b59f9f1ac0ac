package org.pacsscp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {
    static Stream<Map.Entry<String, AuditEvent>> events() {
        return Invented.events().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void areWhatTheyAreExpectedToBe(Map.Entry<String, AuditEvent> event) throws IOException {
        assertThat(Invented.xml(event.getValue())).isEqualTo(expected(event.getKey()));
    }

    /** The expected message, which stands in several lines for those who read it. */
    private static String expected(String name) throws IOException {
        try (InputStream in = MessagesTest.class.getResourceAsStream(name + ".xml")) {
            assertThat(in).as(name + ".xml").isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .replaceAll(">\\s+<", "><")
                    .replaceAll("\\s*\\R\\s*", " ");
        }
    }

    /** Those of CID 403 follow each other. */
    @Test
    void haveACodeForEachAlert() {
        int code = 110126;
        for (AuditEvent.SecurityAlert.Alert alert : AuditEvent.SecurityAlert.Alert.values()) {
            assertThat(Code.of(alert).value()).isEqualTo(Integer.toString(code++));
            assertThat(Code.of(alert).meaning().replace(' ', '_')).isEqualToIgnoringCase(alert.name());
        }
    }

    @Test
    void areOneLineOfXmlWhateverTheNamesAre() {
        AuditEvent event = new AuditEvent.StudyDeleted(
                Invented.DOCTOR,
                List.of(Invented.STUDY),
                new AuditedPatient("1\n2", Optional.of("\u0000\u001b<&>\"\r\u0085\u2028\ud800Ä\ud83d\ude00")),
                Outcome.SUCCESS);
        assertThat(Invented.xml(event))
                .contains("ParticipantObjectID=\"1&#10;2\"")
                .contains(">\ufffd\ufffd&lt;&amp;&gt;&quot;&#13;\ufffd\ufffd\ufffdÄ\ud83d\ude00<")
                .doesNotContain("\n");
    }

    @Test
    void areAboutAStudyAtLeast() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new AuditEvent.StudyDeleted(Invented.DOCTOR, List.of(), Invented.PATIENT, Outcome.SUCCESS))
                .withMessageContaining("no study");
    }

    @Test
    void sayWhereAUserComesFrom() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuditEvent.UserAuthentication(
                        AuditEvent.UserAuthentication.Act.LOGIN, Invented.DOCTOR, Outcome.SUCCESS))
                .withMessageContaining("at(...)");
    }

    @Test
    void nameNoPatientInTheirTextForm() {
        assertThat(Invented.events().values())
                .allSatisfy(event -> assertThat(event.toString()).doesNotContain("Invented", "P<1>"));
        assertThat(new AuditMessage(Invented.TIME, "Invented").toString()).doesNotContain("Invented");
    }
}
