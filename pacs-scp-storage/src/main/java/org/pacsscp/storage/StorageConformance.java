package org.pacsscp.storage;

import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceStatement;
import org.pacsscp.api.status.StorageStatus;

/** What the service says of itself for a conformance statement (PS3.2 Tables N.5-10 to N.5-14 and N.7-42). */
final class StorageConformance {
    private StorageConformance() {}

    static ServiceStatement of(StorageService.Builder options) {
        ServiceStatement statement = ServiceStatement.of("Storage")
                .trait(
                        "level of conformance",
                        "2 (full): all attributes are kept, private ones as well, byte for byte as they were received")
                .trait("digital signatures", "level 3: signatures stay valid")
                .trait("coercion of attributes", "none")
                .trait("duplicates", duplicates(options))
                .trait("compression", "none: an instance is kept in the transfer syntax in which it came");
        return statuses(statement, options);
    }

    private static String duplicates(StorageService.Builder options) {
        return switch (options.duplicates) {
            case SAME_BYTES ->
                "an instance that is sent again is acknowledged if it is the same, else refused with C111H";
            case KEEP -> "an instance that is sent again is acknowledged, and what is stored stays";
            case REPLACE ->
                options.index == null
                        ? "an instance that is sent again replaces what is stored"
                        : "an instance that is sent again replaces what is stored, unless that is committed";
            case REFUSE -> "an instance that is sent again is refused with C111H";
        };
    }

    /** What is committed, which only an index can tell, is never replaced. */
    private static boolean mayRefuseDuplicates(StorageService.Builder options) {
        return options.index != null
                || options.duplicates == DuplicatePolicy.SAME_BYTES
                || options.duplicates == DuplicatePolicy.REFUSE;
    }

    private static ServiceStatement statuses(ServiceStatement statement, StorageService.Builder options) {
        ServiceStatement stored = statement
                .status(DimseStatus.SUCCESS, "success", "the instance is safe")
                .status(
                        StorageStatus.OUT_OF_RESOURCES,
                        "refused: out of resources",
                        "the disk is full, a limit of space is reached, the directory or the index cannot be used; the"
                                + " comment says which");
        if (options.index != null) {
            stored = stored.status(
                    StorageStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS,
                    "error: data set does not match SOP class",
                    "there is no Study or Series Instance UID to find the instance by");
        }
        stored = stored.status(
                StorageStatus.CANNOT_UNDERSTAND,
                "error: cannot understand",
                "no data set, or in its place a DICOM file or file meta information (group 0002H)");
        if (mayRefuseDuplicates(options)) {
            stored = stored.status(
                    Duplicates.REFUSED,
                    "error: cannot understand",
                    "another instance of this UID is stored, and stays");
        }
        return stored.status(
                DimseStatus.INVALID_SOP_INSTANCE,
                "invalid SOP instance",
                options.anyInstanceUid
                        ? "there is no Affected SOP Instance UID"
                        : "the Affected SOP Instance UID is missing or no UID");
    }
}
