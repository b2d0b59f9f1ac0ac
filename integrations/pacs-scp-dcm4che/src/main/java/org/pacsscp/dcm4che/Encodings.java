package org.pacsscp.dcm4che;

import org.dcm4che3.data.UID;
import org.pacsscp.api.DataSetEncoding;

/** How dcm4che is told of an encoding. Deflation is done here, where its memory and its end are seen. */
final class Encodings {
    private Encodings() {}

    /** Returns the transfer syntax of the same elements that is neither deflated nor encapsulated. */
    static String plain(DataSetEncoding encoding) {
        if (!encoding.explicitVr()) {
            return UID.ImplicitVRLittleEndian;
        }
        return encoding.bigEndian() ? UID.ExplicitVRBigEndian : UID.ExplicitVRLittleEndian;
    }
}
