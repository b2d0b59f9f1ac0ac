package org.pacsscp.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.audit.Message.Active;
import org.pacsscp.audit.Message.Content;
import org.pacsscp.audit.Message.ParticipantObject;

/** What each event's message has: the tables of PS3.15 A.5.3. */
final class Messages {
    private static final String EXECUTE = "E";
    private static final int PERSON = 1;
    private static final int SYSTEM_OBJECT = 2;
    private static final int PATIENT = 1;
    private static final int REPORT = 3;
    private static final int SECURITY_RESOURCE = 13;

    /** Who tells: this process. */
    private final Participant self;

    Messages(Participant self) {
        this.self = self;
    }

    Message of(AuditEvent event) {
        if (event instanceof AuditEvent.ApplicationActivity activity) {
            return activity(activity);
        }
        if (event instanceof AuditEvent.UserAuthentication authentication) {
            return authentication(authentication);
        }
        if (event instanceof AuditEvent.SecurityAlert alert) {
            return alert(alert);
        }
        if (event instanceof AuditEvent.Query query) {
            return query(query);
        }
        return ofInstances(event);
    }

    private static Message ofInstances(AuditEvent event) {
        if (event instanceof AuditEvent.BeginTransferring begin) {
            return new Message(
                    Code.BEGIN_TRANSFERRING,
                    EXECUTE,
                    Optional.empty(),
                    begin.outcome(),
                    ends(begin.source(), begin.destination()),
                    objects(begin.studies(), begin.patient()));
        }
        if (event instanceof AuditEvent.InstancesTransferred done) {
            return new Message(
                    Code.INSTANCES_TRANSFERRED,
                    done.action().code(),
                    Optional.empty(),
                    done.outcome(),
                    ends(done.source(), done.destination()),
                    objects(done.studies(), done.patient()));
        }
        if (event instanceof AuditEvent.InstancesAccessed access) {
            return new Message(
                    Code.INSTANCES_ACCESSED,
                    access.action().code(),
                    Optional.empty(),
                    access.outcome(),
                    List.of(new Active(access.user(), Optional.empty())),
                    objects(access.studies(), access.patient()));
        }
        AuditEvent.StudyDeleted deletion = (AuditEvent.StudyDeleted) event;
        return new Message(
                Code.STUDY_DELETED,
                AuditAction.DELETE.code(),
                Optional.empty(),
                deletion.outcome(),
                List.of(new Active(deletion.user(), Optional.empty())),
                objects(deletion.studies(), deletion.patient()));
    }

    private Message activity(AuditEvent.ApplicationActivity event) {
        boolean start = event.activity() == AuditEvent.ApplicationActivity.Activity.START;
        return new Message(
                Code.APPLICATION_ACTIVITY,
                EXECUTE,
                Optional.of(start ? Code.APPLICATION_START : Code.APPLICATION_STOP),
                event.outcome(),
                List.of(new Active(self, Optional.of(Code.APPLICATION))),
                List.of());
    }

    private Message authentication(AuditEvent.UserAuthentication event) {
        boolean login = event.act() == AuditEvent.UserAuthentication.Act.LOGIN;
        return new Message(
                Code.USER_AUTHENTICATION,
                EXECUTE,
                Optional.of(login ? Code.LOGIN : Code.LOGOUT),
                event.outcome(),
                List.of(new Active(event.user(), Optional.empty()), new Active(self, Optional.empty())),
                List.of());
    }

    private Message alert(AuditEvent.SecurityAlert event) {
        List<Active> participants = new ArrayList<>();
        participants.add(new Active(self, Optional.empty()));
        event.performer().ifPresent(performer -> participants.add(new Active(performer, Optional.empty())));
        ParticipantObject subject = new ParticipantObject(
                SYSTEM_OBJECT,
                SECURITY_RESOURCE,
                Code.NODE_ID,
                event.node(),
                new Content.Name(event.node()),
                Map.of("Alert Description", event.description().getBytes(UTF_8)),
                Optional.empty());
        return new Message(
                Code.SECURITY_ALERT,
                EXECUTE,
                Optional.of(event.type().code()),
                event.outcome(),
                participants,
                List.of(subject));
    }

    private static Message query(AuditEvent.Query event) {
        ParticipantObject query = new ParticipantObject(
                SYSTEM_OBJECT,
                REPORT,
                Code.SOP_CLASS_UID,
                event.sopClassUid().value(),
                new Content.Base64Query(base64(event.identifier())),
                Map.of("TransferSyntax", event.transferSyntaxUid().value().getBytes(US_ASCII)),
                Optional.empty());
        return new Message(
                Code.QUERY,
                EXECUTE,
                Optional.empty(),
                event.outcome(),
                ends(event.source(), event.destination()),
                List.of(query));
    }

    private static String base64(ByteBuffer bytes) {
        return US_ASCII.decode(Base64.getEncoder().encode(bytes)).toString();
    }

    private static List<Active> ends(Participant source, Participant destination) {
        return List.of(
                new Active(source, Optional.of(Code.SOURCE)), new Active(destination, Optional.of(Code.DESTINATION)));
    }

    private static List<ParticipantObject> objects(List<AuditedStudy> studies, AuditedPatient patient) {
        List<ParticipantObject> objects = new ArrayList<>();
        for (AuditedStudy study : studies) {
            String uid = study.studyInstanceUid().value();
            objects.add(new ParticipantObject(
                    SYSTEM_OBJECT,
                    REPORT,
                    Code.STUDY_INSTANCE_UID,
                    uid,
                    new Content.Name(uid),
                    Map.of(),
                    Optional.of(study)));
        }
        objects.add(new ParticipantObject(
                PERSON,
                PATIENT,
                Code.PATIENT_NUMBER,
                patient.id(),
                new Content.Name(patient.name().orElse(patient.id())),
                Map.of(),
                Optional.empty()));
        return objects;
    }
}
