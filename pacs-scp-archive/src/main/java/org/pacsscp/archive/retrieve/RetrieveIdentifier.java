package org.pacsscp.archive.retrieve;

import java.util.List;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.RetrieveStatus;
import org.pacsscp.archive.catalog.InstanceSelection;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Tags;

/** The identifier of a retrieve request: the level and its unique keys (PS3.4 sections C.4.2.1.4.1 and C.4.2.2). Stateless. */
final class RetrieveIdentifier {
    /** The levels of PS3.4 section C.6.1.1, the highest first, with the unique key of each. */
    private enum Level {
        PATIENT(Tag.PATIENT_ID),
        STUDY(Tag.STUDY_INSTANCE_UID),
        SERIES(Tag.SERIES_INSTANCE_UID),
        IMAGE(Tag.SOP_INSTANCE_UID);

        private final int key;

        Level(int key) {
            this.key = key;
        }
    }

    private RetrieveIdentifier() {}

    /**
     * Reads which instances are meant.
     *
     * @param relational whether keys of higher levels need not be there, since that was negotiated (PS3.4 section C.4.2.2.2)
     * @throws DimseException if the identifier does not fit the SOP class
     */
    static InstanceSelection read(DataSet identifier, Uid sopClass, boolean relational) {
        boolean patientRoot = sopClass.equals(SopClass.PATIENT_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_MOVE)
                || sopClass.equals(SopClass.PATIENT_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_GET);
        Level top = patientRoot ? Level.PATIENT : Level.STUDY;
        Level asked = level(identifier, top);
        return new InstanceSelection(
                values(identifier, Level.PATIENT, top, asked, relational),
                values(identifier, Level.STUDY, top, asked, relational),
                values(identifier, Level.SERIES, top, asked, relational),
                values(identifier, Level.IMAGE, top, asked, relational));
    }

    private static Level level(DataSet identifier, Level top) {
        String named = identifier.text(Tag.QUERY_RETRIEVE_LEVEL).orElse("");
        for (Level level : Level.values()) {
            if (level.name().equals(named) && level.compareTo(top) >= 0) {
                return level;
            }
        }
        throw unfit("Query/Retrieve Level (0008,0052) is none of the SOP class");
    }

    /** Of the level asked for a list, but of patients; of those above one value; of those below none. */
    private static List<String> values(DataSet identifier, Level level, Level top, Level asked, boolean relational) {
        if (level.compareTo(top) < 0 || level.compareTo(asked) > 0) {
            return List.of();
        }
        List<String> values = identifier.texts(level.key).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        boolean one = level == Level.PATIENT || level != asked;
        boolean optional = relational && level != asked;
        if (values.isEmpty() && optional) {
            return values;
        }
        if (values.isEmpty() || (one && values.size() > 1)) {
            throw unfit("unique key " + Tags.format(level.key) + " needs " + (one ? "one value" : "a value"));
        }
        return values;
    }

    private static DimseException unfit(String why) {
        return new DimseException(RetrieveStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.withErrorComment(why));
    }
}
