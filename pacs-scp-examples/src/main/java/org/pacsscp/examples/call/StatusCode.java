package org.pacsscp.examples.call;

import org.pacsscp.api.DimseStatus;

/** A status for programs: four hexadecimal digits. */
final class StatusCode {
    private StatusCode() {}

    static String of(DimseStatus status) {
        return "%04X".formatted(status.code());
    }
}
