package org.pacsscp.client;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;

/**
 * How what is asked for is ordered (PS3.4 sections C.3 and K.3).
 *
 * @since 0.1.0
 */
@SuppressWarnings("ImmutableEnumChecker") // a UID is immutable, and cannot say so to Error Prone
public enum InformationModel {
    /** Patients have studies, these series, these instances. */
    PATIENT_ROOT(
            SopClass.PATIENT_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND,
            SopClass.PATIENT_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_MOVE,
            SopClass.PATIENT_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_GET),
    /** Studies, which have the attributes of their patients, have series, these instances. */
    STUDY_ROOT(
            SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND,
            SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_MOVE,
            SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_GET),
    /** Scheduled procedure steps, without levels; nothing can be retrieved. */
    WORKLIST(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, null, null);

    private final Uid find;
    private final @Nullable Uid move;
    private final @Nullable Uid get;

    InformationModel(Uid find, @Nullable Uid move, @Nullable Uid get) {
        this.find = find;
        this.move = move;
        this.get = get;
    }

    /**
     * Returns the SOP class of C-FIND.
     *
     * @return its UID
     */
    public Uid find() {
        return find;
    }

    /**
     * Returns the SOP class of C-MOVE.
     *
     * @return its UID; empty for the worklist
     */
    public Optional<Uid> move() {
        return Optional.ofNullable(move);
    }

    /**
     * Returns the SOP class of C-GET.
     *
     * @return its UID; empty for the worklist
     */
    public Optional<Uid> get() {
        return Optional.ofNullable(get);
    }

    /** Returns those of this and the levels above that this model has, from the top. */
    List<QueryLevel> andAbove(QueryLevel level) {
        return level.andAbove().stream()
                .filter(above -> this != STUDY_ROOT || above != QueryLevel.PATIENT)
                .toList();
    }
}
