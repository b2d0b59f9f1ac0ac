package org.pacsscp.archive.internal.query;

import static java.util.stream.Collectors.joining;

import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceStatement;
import org.pacsscp.api.status.FindStatus;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.client.InformationModel;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.DictionaryEntry;
import org.pacsscp.dataset.match.MatchingKind;
import org.pacsscp.dataset.match.QueryRules;

/** What C-FIND says of itself for a conformance statement (PS3.2 Tables N.5-18 and N.7-48; PS3.4 section C.6.1.2). */
final class FindConformance {
    private FindConformance() {}

    static ServiceStatement of(InformationModel model, FindSettings settings) {
        ServiceStatement statement = ServiceStatement.of("Query of the " + root(model))
                .trait(
                        "extended negotiation",
                        "relational queries, combined date and time, timezone adjustment, empty values and multiple values"
                                + " are agreed to; names by sound and other views of multi-frame instances are not")
                .trait("Patient's Name", "matches whatever the case of letters, in each of its component groups")
                .trait("DS and IS", "match by their value, not by how they are written")
                .trait("other text", "matches as it is written, trailing spaces apart")
                .trait("character sets", "of the query and of the answers: all of PS3.3 section C.12.1.1.2")
                .trait("timezone", "that of the archive, unless timezone adjustment was agreed to")
                .trait(
                        "most answers",
                        settings.answerLimit() == Long.MAX_VALUE
                                ? "no limit"
                                : settings.answerLimit() + "; then A700H");
        for (QueryLevel level : QueryLevel.values()) {
            statement = keys(statement, model, level);
        }
        return statuses(statement);
    }

    private static String root(InformationModel model) {
        return switch (model) {
            case PATIENT_ROOT -> "Patient Root";
            case STUDY_ROOT -> "Study Root";
            case WORKLIST -> "Modality Worklist";
        };
    }

    /** The Study Root has the attributes of patients at its level of studies (PS3.4 section C.6.2.1). */
    private static ServiceStatement keys(ServiceStatement before, InformationModel model, QueryLevel level) {
        ServiceStatement statement = before;
        QueryLevel shown =
                model == InformationModel.STUDY_ROOT && level == QueryLevel.PATIENT ? QueryLevel.STUDY : level;
        for (int tag : Catalog.keys(level)) {
            DictionaryEntry entry = Dictionary.standard().find(tag).orElseThrow();
            statement = statement.key(shown.name(), tag, entry.name(), matching(entry));
        }
        return statement;
    }

    private static String matching(DictionaryEntry entry) {
        return QueryRules.queryRetrieve().matching(entry.tag(), entry.vrs().get(0)).stream()
                .map(MatchingKind::toString)
                .collect(joining(", "));
    }

    private static ServiceStatement statuses(ServiceStatement statement) {
        return statement
                .status(DimseStatus.SUCCESS, "success", "all that match were answered")
                .status(FindStatus.PENDING, "pending", "an entity that matches")
                .status(
                        FindStatus.OPTIONAL_KEYS_NOT_SUPPORTED,
                        "pending, with optional keys not supported",
                        "an entity that matches, where the query has keys that the catalog does not keep")
                .status(FindStatus.CANCELED, "cancel", "the peer sent C-CANCEL")
                .status(
                        FindStatus.OUT_OF_RESOURCES,
                        "refused: out of resources",
                        "more match than may be answered, or the catalog does not answer; the comment says which")
                .status(
                        FindStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS,
                        "error: data set does not match SOP class",
                        "the identifier is no data set, has no level of the model, lacks the unique key of a level above, or"
                                + " a key is no date, time or range; Offending Element names the key");
    }
}
