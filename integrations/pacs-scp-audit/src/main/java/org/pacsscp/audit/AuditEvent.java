package org.pacsscp.audit;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pacsscp.api.Uid;

/**
 * An event of which an audit message tells (PS3.15 A.5.3).
 *
 * <p>{@link AuditTrail} makes those that an engine and the storage service know of; an application records the others, and what it
 * does with instances itself.
 *
 * @since 0.1.0
 */
public sealed interface AuditEvent {
    /**
     * Tells whether it has succeeded.
     *
     * @return the outcome
     */
    Outcome outcome();

    /**
     * The application started or is about to stop (A.5.3.1).
     *
     * @param activity which
     * @param outcome whether it has succeeded
     * @since 0.1.0
     */
    record ApplicationActivity(Activity activity, Outcome outcome) implements AuditEvent {
        /**
         * What an application does.
         *
         * @since 0.1.0
         */
        public enum Activity {
            /** It starts. */
            START,
            /** It stops. */
            STOP
        }

        /** Checks that both are there. */
        public ApplicationActivity {
            Objects.requireNonNull(activity, "activity");
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Instances begin to go from one application to another (A.5.3.3).
     *
     * @param source who sends them
     * @param destination who receives them
     * @param studies the studies, at least one
     * @param patient whose they are
     * @param outcome whether it has succeeded
     * @since 0.1.0
     */
    record BeginTransferring(
            Participant source,
            Participant destination,
            List<AuditedStudy> studies,
            AuditedPatient patient,
            Outcome outcome)
            implements AuditEvent {
        /**
         * Checks that all are there.
         *
         * @throws IllegalArgumentException if there is no study
         */
        public BeginTransferring {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(destination, "destination");
            studies = AuditEvent.checked(studies);
            Objects.requireNonNull(patient, "patient");
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Instances have gone from one application to another (A.5.3.7).
     *
     * @param source who has sent them
     * @param destination who has received them
     * @param action {@link AuditAction#CREATE} if the receiver had none of them, {@link AuditAction#READ} if that is not known
     * @param studies the studies, at least one
     * @param patient whose they are
     * @param outcome whether it has succeeded; what has and what has not are two events
     * @since 0.1.0
     */
    record InstancesTransferred(
            Participant source,
            Participant destination,
            AuditAction action,
            List<AuditedStudy> studies,
            AuditedPatient patient,
            Outcome outcome)
            implements AuditEvent {
        /**
         * Checks that all are there.
         *
         * @throws IllegalArgumentException if there is no study, or if the action is to delete
         */
        public InstancesTransferred {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(destination, "destination");
            if (action == AuditAction.DELETE) {
                throw new IllegalArgumentException(
                        "instances that are transferred are not deleted; use InstancesAccessed");
            }
            studies = AuditEvent.checked(studies);
            Objects.requireNonNull(patient, "patient");
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Instances were looked at, made, changed or deleted (A.5.3.6).
     *
     * @param user who has done it
     * @param action what was done
     * @param studies the studies, at least one
     * @param patient whose they are
     * @param outcome whether it has succeeded
     * @since 0.1.0
     */
    record InstancesAccessed(
            Participant user, AuditAction action, List<AuditedStudy> studies, AuditedPatient patient, Outcome outcome)
            implements AuditEvent {
        /**
         * Checks that all are there.
         *
         * @throws IllegalArgumentException if there is no study
         */
        public InstancesAccessed {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(action, "action");
            studies = AuditEvent.checked(studies);
            Objects.requireNonNull(patient, "patient");
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Whole studies were deleted (A.5.3.8).
     *
     * @param user who has done it
     * @param studies the studies, at least one
     * @param patient whose they were
     * @param outcome whether it has succeeded
     * @since 0.1.0
     */
    record StudyDeleted(Participant user, List<AuditedStudy> studies, AuditedPatient patient, Outcome outcome)
            implements AuditEvent {
        /**
         * Checks that all are there.
         *
         * @throws IllegalArgumentException if there is no study
         */
        public StudyDeleted {
            Objects.requireNonNull(user, "user");
            studies = AuditEvent.checked(studies);
            Objects.requireNonNull(patient, "patient");
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Somebody has asked (A.5.3.10): a C-FIND.
     *
     * @param source who has asked
     * @param destination who was asked
     * @param sopClassUid the SOP class of the query
     * @param transferSyntaxUid how the identifier is encoded
     * @param identifier the data set of the query, as it came; copied
     * @param outcome whether it has succeeded
     * @since 0.1.0
     */
    record Query(
            Participant source,
            Participant destination,
            Uid sopClassUid,
            Uid transferSyntaxUid,
            ByteBuffer identifier,
            Outcome outcome)
            implements AuditEvent {
        /** Checks that all are there. */
        public Query {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(destination, "destination");
            Objects.requireNonNull(sopClassUid, "sopClassUid");
            Objects.requireNonNull(transferSyntaxUid, "transferSyntaxUid");
            identifier = ByteBuffer.allocate(identifier.remaining())
                    .put(identifier.duplicate())
                    .flip()
                    .asReadOnlyBuffer();
            Objects.requireNonNull(outcome, "outcome");
        }

        /**
         * Returns the data set of the query.
         *
         * @return a read-only view of its own
         */
        @Override
        public ByteBuffer identifier() {
            return identifier.asReadOnlyBuffer();
        }
    }

    /**
     * Something has happened that whoever watches over security wants to know (A.5.3.11).
     *
     * @param type what
     * @param performer who has done it, if somebody is known; no requestor
     * @param node which node it is about: an IP address, or a name such as {@code node@domain}
     * @param description what has happened, for a person; no patient's data
     * @param outcome how bad it is: {@link Outcome#SUCCESS} only informs; after a minor or a serious failure the system is as secure as
     *     before, after a {@linkplain Outcome#MAJOR_FAILURE major} one it may not be
     * @since 0.1.0
     */
    record SecurityAlert(
            SecurityAlertType type, Optional<Participant> performer, String node, String description, Outcome outcome)
            implements AuditEvent {
        /**
         * Checks that all are there.
         *
         * @throws IllegalArgumentException if the performer is a requestor, which Table A.5.3.11-1 forbids
         */
        public SecurityAlert {
            Objects.requireNonNull(type, "type");
            if (performer.filter(Participant::requestor).isPresent()) {
                throw new IllegalArgumentException(
                        "the performer of a security alert is no requestor; say false for its requestor");
            }
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * A user has come or gone (A.5.3.12).
     *
     * @param act which
     * @param user who, or who it claims to be, and from where
     * @param outcome whether he was let in
     * @since 0.1.0
     */
    record UserAuthentication(Act act, Participant user, Outcome outcome) implements AuditEvent {
        /**
         * What a user does.
         *
         * @since 0.1.0
         */
        public enum Act {
            /** He comes. */
            LOGIN,
            /** He goes. */
            LOGOUT
        }

        /**
         * Checks that all are there.
         *
         * @throws IllegalArgumentException if the user has no network access point, which Table A.5.3.12-1 demands
         */
        public UserAuthentication {
            Objects.requireNonNull(act, "act");
            Objects.requireNonNull(outcome, "outcome");
            if (user.accessPoint().isEmpty()) {
                throw new IllegalArgumentException("the user has no network access point; add it with at(...)");
            }
        }
    }

    private static List<AuditedStudy> checked(List<AuditedStudy> studies) {
        if (studies.isEmpty()) {
            throw new IllegalArgumentException("no study; a message about instances names one at least");
        }
        return List.copyOf(studies);
    }
}
