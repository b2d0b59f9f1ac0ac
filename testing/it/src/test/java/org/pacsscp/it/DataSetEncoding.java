package org.pacsscp.it;

import org.pacsscp.api.Uid;

/** How DCMTK is told to encode a data set, or to propose an encoding first. */
enum DataSetEncoding {
    IMPLICIT_LITTLE("1.2.840.10008.1.2", "i"),
    EXPLICIT_LITTLE("1.2.840.10008.1.2.1", "e"),
    EXPLICIT_BIG("1.2.840.10008.1.2.2", "b"),
    DEFLATED("1.2.840.10008.1.2.1.99", "d");

    private final String transferSyntax;
    private final String letter;

    DataSetEncoding(String transferSyntax, String letter) {
        this.transferSyntax = transferSyntax;
        this.letter = letter;
    }

    Uid transferSyntax() {
        return Uid.of(transferSyntax);
    }

    /** Returns the option of {@code dump2dcm} and the like to write it. */
    String writeOption() {
        return "+t" + letter;
    }

    /** Returns the option of {@code findscu} and the like to propose it first. */
    String proposeOption() {
        return "-x" + letter;
    }
}
