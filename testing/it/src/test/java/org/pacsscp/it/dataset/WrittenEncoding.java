package org.pacsscp.it.dataset;

import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/** The encodings without compressed pixel data, and how DCMTK's programs are told to write them. */
enum WrittenEncoding {
    IMPLICIT("+ti", TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
    EXPLICIT("+te", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
    BIG_ENDIAN("+tb", TransferSyntax.EXPLICIT_VR_BIG_ENDIAN),
    DEFLATED("+td", TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);

    private final String option;
    private final String transferSyntax;

    WrittenEncoding(String option, Uid transferSyntax) {
        this.option = option;
        this.transferSyntax = transferSyntax.value();
    }

    String option() {
        return option;
    }

    Uid transferSyntax() {
        return Uid.of(transferSyntax);
    }
}
