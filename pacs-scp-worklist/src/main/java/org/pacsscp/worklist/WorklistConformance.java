package org.pacsscp.worklist;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceStatement;
import org.pacsscp.api.status.FindStatus;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.DictionaryEntry;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.match.MatchingKind;
import org.pacsscp.dataset.match.QueryRules;

/** What the worklist says of itself for a conformance statement (PS3.2 Tables N.5-3 and N.7-10). */
final class WorklistConformance {
    private static final String STEP = "Scheduled Procedure Step Sequence";

    private static final List<Integer> KEYS_OF_STEP = List.of(
            Tag.SCHEDULED_STATION_AE_TITLE,
            Tag.SCHEDULED_PROCEDURE_STEP_START_DATE,
            Tag.SCHEDULED_PROCEDURE_STEP_START_TIME,
            Tag.MODALITY,
            Tag.SCHEDULED_PERFORMING_PHYSICIAN_NAME,
            Tag.SCHEDULED_PROCEDURE_STEP_DESCRIPTION,
            Tag.SCHEDULED_STATION_NAME,
            Tag.SCHEDULED_PROCEDURE_STEP_LOCATION,
            Tag.SCHEDULED_PROTOCOL_CODE_SEQUENCE,
            Tag.SCHEDULED_PROCEDURE_STEP_ID,
            Tag.SCHEDULED_PROCEDURE_STEP_STATUS);

    private static final List<Integer> KEYS = List.of(
            Tag.REQUESTED_PROCEDURE_ID,
            Tag.REQUESTED_PROCEDURE_DESCRIPTION,
            Tag.REQUESTED_PROCEDURE_CODE_SEQUENCE,
            Tag.STUDY_INSTANCE_UID,
            Tag.ACCESSION_NUMBER,
            Tag.REQUESTING_PHYSICIAN,
            Tag.REFERRING_PHYSICIAN_NAME,
            Tag.ADMISSION_ID,
            Tag.CURRENT_PATIENT_LOCATION,
            Tag.PATIENT_NAME,
            Tag.PATIENT_ID,
            Tag.PATIENT_BIRTH_DATE,
            Tag.PATIENT_SEX,
            Tag.PROTOCOL_CONTEXT_SEQUENCE,
            Tag.PERTINENT_DOCUMENTS_SEQUENCE);

    private static final QueryRules RULES = QueryRules.worklist().withSupport(WorklistAttributes::support);

    private WorklistConformance() {}

    static ServiceStatement of(long maxMatches) {
        ServiceStatement statement = ServiceStatement.of("Modality Worklist")
                .trait("other keys", "each attribute of an entry, in the ways that its value representation allows")
                .trait("return keys", "all attributes of an entry; those that are asked for and not known are empty")
                .trait("extended negotiation", "fuzzy matching of names and timezone query adjustment are turned down")
                .trait("Scheduled Procedure Step Start Date and Time", "two ranges are one range of date and time")
                .trait(
                        "several values of a key",
                        "any of them matches; on which the standard is silent but for lists of UID")
                .trait("Patient's Name", "matches whatever the case of letters")
                .trait("entries that are empty in a key", "match an empty key only")
                .trait("status DEPARTED", "is answered only to a query that names a status")
                .trait(
                        "character sets",
                        "of the query: all of PS3.3 section C.12.1.1.2; of an answer: that of the entry");
        for (int tag : KEYS_OF_STEP) {
            statement = key(statement, STEP, tag);
        }
        for (int tag : KEYS) {
            statement = key(statement, "", tag);
        }
        return statuses(statement, maxMatches);
    }

    private static ServiceStatement key(ServiceStatement statement, String sequence, int tag) {
        DictionaryEntry entry = Dictionary.standard().find(tag).orElseThrow();
        String matching = RULES.matching(tag, entry.vrs().get(0)).stream()
                .map(MatchingKind::toString)
                .collect(joining(", "));
        return statement.key(sequence, tag, entry.name(), matching);
    }

    private static ServiceStatement statuses(ServiceStatement before, long maxMatches) {
        ServiceStatement statement = before.status(DimseStatus.SUCCESS, "success", "all that match were answered")
                .status(FindStatus.PENDING, "pending", "an entry that matches")
                .status(
                        FindStatus.OPTIONAL_KEYS_NOT_SUPPORTED,
                        "pending, with optional keys not supported",
                        "an entry that matches, where the query has private keys that are not known")
                .status(FindStatus.CANCELED, "cancel", "the peer sent C-CANCEL")
                .status(
                        FindStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS,
                        "error: data set does not match SOP class",
                        "a key is no date, time or range, or a sequence has several items; Offending Element names it")
                .status(FindStatus.UNABLE_TO_PROCESS, "failed: unable to process", "the identifier is no data set")
                .status(
                        FindStatus.unableToProcess(WorklistHandler.SOURCE_FAILED),
                        "failed: unable to process",
                        "the entries cannot be read");
        return maxMatches == Long.MAX_VALUE
                ? statement
                : statement.status(
                        FindStatus.OUT_OF_RESOURCES,
                        "refused: out of resources",
                        "more than " + maxMatches + " match; so many were answered");
    }
}
