package org.pacsscp.api.status;

import org.pacsscp.api.DimseStatus;

/** Codes of which the standard fixes the first digits, and leaves the others to the implementation. */
final class CodeRange {
    private CodeRange() {}

    static DimseStatus of(int first, int greatestDetail, int detail) {
        if (detail < 0 || detail > greatestDetail) {
            throw new IllegalArgumentException(
                    "detail %XH of status %04XH; it must be 0 to %XH".formatted(detail, first, greatestDetail));
        }
        return DimseStatus.of(first + detail);
    }
}
