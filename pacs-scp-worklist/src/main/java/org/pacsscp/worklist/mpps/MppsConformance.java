package org.pacsscp.worklist.mpps;

import java.util.Set;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceStatement;
import org.pacsscp.api.status.PerformedProcedureStepStatus;

/** What the service says of itself for a conformance statement (PS3.2 Tables N.5-5 and N.7-12 to N.7-15). */
final class MppsConformance {
    private static final String SERVICE = "Modality Performed Procedure Step";

    private MppsConformance() {}

    static ServiceStatement of(Set<MppsLeniency> leniencies) {
        ServiceStatement statement = ServiceStatement.of(SERVICE)
                .trait("attributes", "as in PS3.4 Table F.7.2-1; all others are kept, too")
                .trait("states", "IN PROGRESS, then COMPLETED or DISCONTINUED, which is final")
                .trait("how long a step is kept", "until the application removes it");
        return statuses(statement, leniencies);
    }

    /** What the notifications say of theirs. */
    static ServiceStatement ofNotifications() {
        return ServiceStatement.of(SERVICE)
                .trait(
                        "notifications",
                        "events 1 to 4 of PS3.4 Table F.9.2-1, to associations with a context of the Notification SOP class;"
                                + " steps are not deleted, so there is no event 5");
    }

    private static ServiceStatement statuses(ServiceStatement statement, Set<MppsLeniency> leniencies) {
        return statement
                .status(DimseStatus.SUCCESS, "success", "the step is kept")
                .status(
                        PerformedProcedureStepStatus.OPTIONAL_ATTRIBUTES_NOT_SUPPORTED,
                        "optional attributes not supported",
                        "N-GET asks for some")
                .status(
                        DimseStatus.INVALID_ATTRIBUTE_VALUE,
                        "invalid attribute value",
                        "N-CREATE with another status than IN PROGRESS; N-SET with one that is none")
                .status(
                        DimseStatus.ATTRIBUTE_LIST_WARNING,
                        "attribute list warning",
                        "N-SET has attributes that the table does not allow it, with other values than they have: these stay")
                .status(
                        DimseStatus.PROCESSING_FAILURE,
                        "processing failure",
                        "N-SET of a step that is COMPLETED or DISCONTINUED, with Error ID A710H; a data set that is none")
                .status(
                        DimseStatus.DUPLICATE_SOP_INSTANCE,
                        "duplicate SOP instance",
                        "N-CREATE of an instance UID that is in use")
                .status(
                        DimseStatus.NO_SUCH_SOP_INSTANCE,
                        "no such SOP instance",
                        "N-SET or N-GET of a step that is not there")
                .status(
                        DimseStatus.INVALID_SOP_INSTANCE,
                        "invalid SOP instance",
                        leniencies.contains(MppsLeniency.INSTANCE_UID)
                                ? "no instance UID; N-CREATE makes one"
                                : "no instance UID")
                .status(DimseStatus.MISSING_ATTRIBUTE, "missing attribute", "an attribute of type 1 is missing")
                .status(
                        DimseStatus.MISSING_ATTRIBUTE_VALUE,
                        "missing attribute value",
                        "an attribute of type 1 is empty");
    }
}
