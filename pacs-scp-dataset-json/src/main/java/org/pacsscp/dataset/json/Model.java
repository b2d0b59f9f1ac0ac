package org.pacsscp.dataset.json;

import com.fasterxml.jackson.core.JsonFactory;
import java.util.Locale;
import org.pacsscp.dataset.Vr;

/** Names and rules of the DICOM JSON model that reading and writing have in common (PS3.18 section F.2). */
final class Model {
    static final String VR = "vr";
    static final String VALUE = "Value";
    static final String INLINE_BINARY = "InlineBinary";
    static final String BULK_DATA_URI = "BulkDataURI";

    /** The groups of a person's name in their order (PS3.18 section F.2.2). */
    static final String[] NAME_GROUPS = {"Alphabetic", "Ideographic", "Phonetic"};

    static final String UTF_8_TERM = "ISO_IR 192";

    /** Makes generators; it is safe for any number of threads, and knows no limits. */
    static final JsonFactory FACTORY = new JsonFactory();

    private Model() {}

    /** Returns the name of an attribute: eight digits, upper case. */
    static String name(int tag) {
        return String.format(Locale.ROOT, "%08X", tag);
    }

    /** Tells whether a value representation has bytes in JSON, and no values. */
    static boolean isBinary(Vr vr) {
        return switch (vr) {
            case OB, OD, OF, OL, OV, OW, UN -> true;
            default -> false;
        };
    }

    /** Tells whether a value may be somewhere else (PS3.18 Table F.2.3-1 and section F.2.6). */
    static boolean mayBeBulkData(Vr vr) {
        return switch (vr) {
            case AE, AS, AT, CS, DA, DT, LO, PN, SH, SQ, TM, UI, UR -> false;
            default -> true;
        };
    }
}
