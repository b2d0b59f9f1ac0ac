package org.pacsscp.examples;

import org.pacsscp.api.RegisteredUid;
import org.pacsscp.api.Uid;

/** Makes transfer syntaxes of UIDs, and of keywords of PS3.6 Table A-1. */
final class TransferSyntaxConverter extends TextConverter<Uid> {
    private static final String TYPE = "Transfer Syntax";

    TransferSyntaxConverter() {
        super(TransferSyntaxConverter::parse);
    }

    private static Uid parse(String text) {
        for (RegisteredUid registered : RegisteredUid.all()) {
            if (registered.keyword().equalsIgnoreCase(text) && registered.type().equals(TYPE)) {
                return registered.uid();
            }
        }
        if (!Uid.isValid(text)) {
            throw new IllegalArgumentException(
                    "no transfer syntax; give a UID, or a keyword such as ExplicitVRLittleEndian");
        }
        Uid uid = Uid.of(text);
        // A private one is not registered, and may be meant.
        if (RegisteredUid.find(uid).filter(known -> !known.type().equals(TYPE)).isPresent()) {
            throw new IllegalArgumentException("this UID is no transfer syntax");
        }
        return uid;
    }
}
