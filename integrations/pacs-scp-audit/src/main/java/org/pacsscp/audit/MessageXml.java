package org.pacsscp.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.pacsscp.api.AeTitle;

/** Messages as XML: the schema of PS3.15 A.5.1. */
final class MessageXml {
    /** Application server (A.5.1.2.1). */
    private static final String APPLICATION_SERVER = "4";

    private final String sourceId;
    private final Optional<String> enterpriseSiteId;

    MessageXml(String sourceId, Optional<String> enterpriseSiteId) {
        this.sourceId = sourceId;
        this.enterpriseSiteId = enterpriseSiteId;
    }

    String write(Instant time, Message message) {
        XmlWriter xml = new XmlWriter();
        xml.start("AuditMessage");
        event(xml, time, message);
        message.participants().forEach(active -> participant(xml, active));
        source(xml);
        message.objects().forEach(object -> object(xml, object));
        return xml.end().toString();
    }

    private static void event(XmlWriter xml, Instant time, Message message) {
        xml.start("EventIdentification")
                .attribute("EventActionCode", message.action())
                .attribute("EventDateTime", time.truncatedTo(ChronoUnit.MILLIS).toString())
                .attribute(
                        "EventOutcomeIndicator",
                        Integer.toString(message.outcome().indicator()));
        code(xml, "EventID", message.id());
        message.type().ifPresent(type -> code(xml, "EventTypeCode", type));
        xml.end();
    }

    private static void code(XmlWriter xml, String element, Code code) {
        xml.start(element)
                .attribute("csd-code", code.value())
                .attribute("codeSystemName", code.system())
                .attribute("originalText", code.meaning())
                .end();
    }

    private static void participant(XmlWriter xml, Message.Active active) {
        Participant participant = active.participant();
        xml.start("ActiveParticipant").attribute("UserID", participant.userId());
        if (!participant.aeTitles().isEmpty()) {
            String titles = String.join(
                    ";", participant.aeTitles().stream().map(AeTitle::value).toList());
            xml.attribute("AlternativeUserID", "AETITLES=" + titles);
        }
        participant.userName().ifPresent(name -> xml.attribute("UserName", name));
        xml.attribute("UserIsRequestor", Boolean.toString(participant.requestor()));
        participant
                .accessPoint()
                .ifPresent(point -> xml.attribute("NetworkAccessPointID", point.id())
                        .attribute(
                                "NetworkAccessPointTypeCode",
                                Integer.toString(point.kind().code())));
        active.role().ifPresent(role -> code(xml, "RoleIDCode", role));
        xml.end();
    }

    private void source(XmlWriter xml) {
        xml.start("AuditSourceIdentification");
        enterpriseSiteId.ifPresent(site -> xml.attribute("AuditEnterpriseSiteID", site));
        xml.attribute("AuditSourceID", sourceId);
        xml.start("AuditSourceTypeCode")
                .attribute("csd-code", APPLICATION_SERVER)
                .end();
        xml.end();
    }

    private static void object(XmlWriter xml, Message.ParticipantObject object) {
        xml.start("ParticipantObjectIdentification")
                .attribute("ParticipantObjectID", object.id())
                .attribute("ParticipantObjectTypeCode", Integer.toString(object.typeCode()))
                .attribute("ParticipantObjectTypeCodeRole", Integer.toString(object.role()));
        code(xml, "ParticipantObjectIDTypeCode", object.idType());
        if (object.content() instanceof Message.Content.Base64Query query) {
            xml.start("ParticipantObjectQuery").text(query.query()).end();
        } else if (object.content() instanceof Message.Content.Name name) {
            xml.start("ParticipantObjectName").text(name.name()).end();
        }
        object.details()
                .forEach((type, value) -> xml.start("ParticipantObjectDetail")
                        .attribute("type", type)
                        .attribute("value", Base64.getEncoder().encodeToString(value))
                        .end());
        object.study().ifPresent(study -> description(xml, study));
        xml.end();
    }

    private static void description(XmlWriter xml, AuditedStudy study) {
        if (study.accessionNumber().isEmpty() && study.instances().isEmpty()) {
            return;
        }
        xml.start("ParticipantObjectDescription");
        study.accessionNumber()
                .ifPresent(number ->
                        xml.start("Accession").attribute("Number", number).end());
        study.instances()
                .forEach((sopClass, count) -> xml.start("SOPClass")
                        .attribute("UID", sopClass.value())
                        .attribute("NumberOfInstances", Integer.toString(count))
                        .end());
        xml.end();
    }
}
