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
import org.pacsscp.api.Uid;

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
        for (SecurityAlertType alert : SecurityAlertType.values()) {
            assertThat(alert.code().value()).isEqualTo(Integer.toString(code++));
            assertThat(alert.code().meaning().replace(' ', '_')).isEqualToIgnoringCase(alert.name());
        }
        assertThat(code).as("after the last of CID 403").isEqualTo(110148);
    }

    @Test
    void haveOfAnAlertNoPerformerThatIsTheRequestor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuditEvent.SecurityAlert(
                        SecurityAlertType.USE_OF_RESTRICTED_FUNCTION,
                        Optional.of(Invented.DOCTOR),
                        "192.0.2.9",
                        "has tried to delete a study",
                        Outcome.MINOR_FAILURE))
                .withMessageContaining("no requestor");
    }

    @Test
    void haveAnAccessionNumberOnlyBesideSopClasses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuditedStudy(Uid.of("1.2.3.4"), Optional.of("A17"), Map.of()))
                .withMessageContaining("SOP class");
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
