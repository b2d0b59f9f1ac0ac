package org.pacsscp.dcm4che;

import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/** Data of nobody, and what it is encoded in. */
final class Invented {
    static final String NAME = "Invented^Ännchen";

    /** Little endian, both ways to have value representations, deflated, and what PS3.5 has retired. */
    static final List<Uid> SYNTAXES = List.of(
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);

    private Invented() {}

    /** What a worklist might find. */
    static Attributes entry() {
        Attributes entry = new Attributes();
        entry.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        entry.setString(Tag.AccessionNumber, VR.SH, "ACC1");
        entry.setString(Tag.PatientName, VR.PN, NAME);
        entry.setInt(Tag.Rows, VR.US, 512);
        entry.setNull(Tag.PatientBirthDate, VR.DA);
        Sequence steps = entry.newSequence(Tag.ScheduledProcedureStepSequence, 2);
        for (String modality : List.of("CT", "MR")) {
            Attributes step = new Attributes();
            step.setString(Tag.Modality, VR.CS, modality);
            steps.add(step);
        }
        return entry;
    }
}
