package org.pacsscp.audit;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/** Events of a hospital that does not exist; its patients are invented. */
final class Invented {
    static final Instant TIME = Instant.parse("2026-11-30T12:00:00.5Z");
    static final Participant SELF =
            new Participant("4711", List.of(AeTitle.of("MY_PACS")), Optional.empty(), false, Optional.empty());
    static final Participant MODALITY = Participant.application(AeTitle.of("CT_1"), at("192.0.2.7"), true);
    static final Participant ARCHIVE = Participant.application(AeTitle.of("MY_PACS"), at("2001:db8::1"), false);
    static final Participant DOCTOR =
            new Participant("mmuster", List.of(), Optional.of("Max Muster"), true, Optional.empty());
    static final AuditedPatient PATIENT = new AuditedPatient("P<1>", Optional.of("Invented^\"Ida\" & Co"));
    static final AuditedStudy STUDY = new AuditedStudy(
            Uid.of("1.2.3.4"),
            Optional.of("A17"),
            instances(SopClass.CT_IMAGE_STORAGE, 20, SopClass.MR_IMAGE_STORAGE, 1));

    private Invented() {}

    private static NetworkAccessPoint at(String address) {
        return NetworkAccessPoint.of(new InetSocketAddress(address, 11112));
    }

    private static Map<Uid, Integer> instances(Uid first, int ofFirst, Uid second, int ofSecond) {
        Map<Uid, Integer> instances = new LinkedHashMap<>();
        instances.put(first, ofFirst);
        instances.put(second, ofSecond);
        return instances;
    }

    /** One event of each kind, by the name of the message that it becomes. */
    static Map<String, AuditEvent> events() {
        Map<String, AuditEvent> events = new LinkedHashMap<>();
        events.put(
                "application-start",
                new AuditEvent.ApplicationActivity(AuditEvent.ApplicationActivity.Activity.START, Outcome.SUCCESS));
        events.put(
                "application-stop",
                new AuditEvent.ApplicationActivity(
                        AuditEvent.ApplicationActivity.Activity.STOP, Outcome.MAJOR_FAILURE));
        events.put(
                "login",
                new AuditEvent.UserAuthentication(
                        AuditEvent.UserAuthentication.Act.LOGIN, DOCTOR.at(at("192.0.2.9")), Outcome.SUCCESS));
        events.put(
                "logout",
                new AuditEvent.UserAuthentication(
                        AuditEvent.UserAuthentication.Act.LOGOUT,
                        DOCTOR.at(NetworkAccessPoint.of(InetSocketAddress.createUnresolved("viewer.example", 1))),
                        Outcome.SUCCESS));
        events.put(
                "security-alert",
                new AuditEvent.SecurityAlert(
                        SecurityAlertType.NODE_AUTHENTICATION,
                        Optional.of(new Participant(
                                "STRANGER", List.of(), Optional.empty(), false, Optional.of(at("192.0.2.66")))),
                        "192.0.2.66",
                        "the calling AE title is not recognized",
                        Outcome.MINOR_FAILURE));
        events.put(
                "query",
                new AuditEvent.Query(
                        MODALITY,
                        ARCHIVE,
                        SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND,
                        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                        ByteBuffer.wrap(new byte[] {0x10, 0, 0x20, 0, 2, 0, 0, 0, 'P', '*'}),
                        Outcome.SUCCESS));
        events.put(
                "begin-transferring",
                new AuditEvent.BeginTransferring(
                        MODALITY, ARCHIVE, List.of(AuditedStudy.of(Uid.of("1.2.3.4"))), PATIENT, Outcome.SUCCESS));
        events.put(
                "instances-transferred",
                new AuditEvent.InstancesTransferred(
                        MODALITY, ARCHIVE, AuditAction.CREATE, List.of(STUDY), PATIENT, Outcome.SUCCESS));
        events.put(
                "instances-accessed",
                new AuditEvent.InstancesAccessed(
                        DOCTOR,
                        AuditAction.UPDATE,
                        List.of(STUDY, AuditedStudy.of(Uid.of("1.2.3.5"))),
                        PATIENT,
                        Outcome.SERIOUS_FAILURE));
        events.put(
                "study-deleted",
                new AuditEvent.StudyDeleted(
                        DOCTOR, List.of(STUDY), new AuditedPatient("", Optional.empty()), Outcome.SUCCESS));
        return events;
    }

    /** Returns an event as a message of {@code PACS_1}. */
    static String xml(AuditEvent event) {
        return new MessageXml("PACS_1", Optional.of("Radiology")).write(TIME, new Messages(SELF).of(event));
    }
}
