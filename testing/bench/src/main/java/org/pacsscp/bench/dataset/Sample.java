package org.pacsscp.bench.dataset;

import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/**
 * A data set to measure with.
 *
 * @param name what it is
 * @param bytes without file meta information; nobody changes them
 * @param transferSyntax Implicit or Explicit VR Little Endian
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Sample(String name, byte[] bytes, Uid transferSyntax) {
    /** Returns the other of the two encodings. */
    public Uid otherTransferSyntax() {
        return transferSyntax.equals(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                ? TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN
                : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    }
}
