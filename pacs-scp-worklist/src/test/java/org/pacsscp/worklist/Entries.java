package org.pacsscp.worklist;

import java.util.function.Consumer;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Tag;

/** Invented entries of a worklist. */
public final class Entries {
    /** Below it are the studies of {@link #numbered}. */
    public static final String ROOT = "1.2.826.0.1.3680043.8.498.1.";

    private Entries() {}

    /** Returns the entry of a number: of patient INV-number, in study ROOT.number, step SPSnumber. */
    public static DataSet numbered(int number) {
        return numbered(number, step -> {});
    }

    /** Returns the entry of a number with a step that is changed. */
    public static DataSet numbered(int number, Consumer<DataSetBuilder> change) {
        DataSetBuilder step = DataSet.builder()
                .text(Tag.MODALITY, "CT")
                .text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_1")
                .text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, "20261129")
                .text(Tag.SCHEDULED_PROCEDURE_STEP_START_TIME, "1200")
                .text(Tag.SCHEDULED_PERFORMING_PHYSICIAN_NAME, "Invented^Doctor")
                .text(Tag.SCHEDULED_PROCEDURE_STEP_DESCRIPTION, "Head")
                .text(Tag.SCHEDULED_PROCEDURE_STEP_ID, "SPS" + number);
        change.accept(step);
        return DataSet.builder()
                .text(Tag.PATIENT_NAME, "Invented^Patient" + number)
                .text(Tag.PATIENT_ID, "INV-" + number)
                .text(Tag.STUDY_INSTANCE_UID, ROOT + number)
                .text(Tag.REQUESTED_PROCEDURE_ID, "RP" + number)
                .text(Tag.REQUESTED_PROCEDURE_DESCRIPTION, "Head")
                .sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE, step.build())
                .build();
    }

    /** Returns an identifier that asks for Patient ID, with keys in its step. */
    public static DataSet identifier(Consumer<DataSetBuilder> keys) {
        DataSetBuilder step = DataSet.builder().empty(Tag.SCHEDULED_PROCEDURE_STEP_ID);
        keys.accept(step);
        return DataSet.builder()
                .empty(Tag.PATIENT_ID)
                .sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE, step.build())
                .build();
    }
}
