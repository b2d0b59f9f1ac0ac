package org.pacsscp.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a message says, by the elements of its schema (PS3.15 A.5.1). */
record Message(
        Code id,
        String action,
        Optional<Code> type,
        Outcome outcome,
        List<Active> participants,
        List<ParticipantObject> objects) {

    /** A participant in its role. */
    record Active(Participant participant, Optional<Code> role) {}

    /**
     * An object that the event is about.
     *
     * @param typeCode 1 is a person, 2 a system object
     * @param role 1 is a patient, 3 a report, 13 a security resource
     * @param content its name or, of a query, the data set
     * @param details values by type
     * @param study what the description tells, if it is a study
     */
    record ParticipantObject(
            int typeCode,
            int role,
            Code idType,
            String id,
            Content content,
            Map<String, byte[]> details,
            Optional<AuditedStudy> study) {}

    /** What an object has by the schema: a name or a query. */
    sealed interface Content {
        record Name(String name) implements Content {}

        record Base64Query(String query) implements Content {}
    }
}
