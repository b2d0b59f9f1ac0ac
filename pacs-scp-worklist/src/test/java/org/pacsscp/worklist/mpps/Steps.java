package org.pacsscp.worklist.mpps;

import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.action.TestRequest;
import org.pacsscp.worklist.Entries;

/** Invented performed procedure steps, and the requests of who performs them. */
public final class Steps {
    /** The instance UID of a step. */
    public static final Uid INSTANCE = Uid.of("1.2.826.0.1.3680043.8.498.2.1");

    private Steps() {}

    /** Returns what N-CREATE has, every attribute of type 1 and 2 of it, for the entry 1 of {@link Entries}. */
    public static DataSet created() {
        return DataSet.builder()
                .sequence(
                        Tag.SCHEDULED_STEP_ATTRIBUTES_SEQUENCE,
                        DataSet.builder()
                                .text(Tag.STUDY_INSTANCE_UID, Entries.ROOT + "1")
                                .empty(Tag.REFERENCED_STUDY_SEQUENCE)
                                .text(Tag.ACCESSION_NUMBER, "ACC1")
                                .text(Tag.REQUESTED_PROCEDURE_ID, "RP1")
                                .text(Tag.REQUESTED_PROCEDURE_DESCRIPTION, "Head")
                                .text(Tag.SCHEDULED_PROCEDURE_STEP_ID, "SPS1")
                                .text(Tag.SCHEDULED_PROCEDURE_STEP_DESCRIPTION, "Head")
                                .empty(Tag.SCHEDULED_PROTOCOL_CODE_SEQUENCE)
                                .build())
                .text(Tag.PATIENT_NAME, "Invented^Patient1")
                .text(Tag.PATIENT_ID, "INV-1")
                .empty(Tag.PATIENT_BIRTH_DATE)
                .text(Tag.PATIENT_SEX, "O")
                .empty(Tag.REFERENCED_PATIENT_SEQUENCE)
                .text(Tag.PERFORMED_PROCEDURE_STEP_ID, "PPS1")
                .text(Tag.PERFORMED_STATION_AE_TITLE, "CT_1")
                .empty(Tag.PERFORMED_STATION_NAME)
                .empty(Tag.PERFORMED_LOCATION)
                .text(Tag.PERFORMED_PROCEDURE_STEP_START_DATE, "20261129")
                .text(Tag.PERFORMED_PROCEDURE_STEP_START_TIME, "1205")
                .text(Tag.PERFORMED_PROCEDURE_STEP_STATUS, "IN PROGRESS")
                .empty(Tag.PERFORMED_PROCEDURE_STEP_DESCRIPTION)
                .empty(Tag.PERFORMED_PROCEDURE_TYPE_DESCRIPTION)
                .empty(Tag.PROCEDURE_CODE_SEQUENCE)
                .empty(Tag.PERFORMED_PROCEDURE_STEP_END_DATE)
                .empty(Tag.PERFORMED_PROCEDURE_STEP_END_TIME)
                .text(Tag.MODALITY, "CT")
                .text(Tag.STUDY_ID, "RP1")
                .empty(Tag.PERFORMED_PROTOCOL_CODE_SEQUENCE)
                .empty(Tag.PERFORMED_SERIES_SEQUENCE)
                .build();
    }

    /** Returns what N-SET has that ends the step, with a series of two images and a document. */
    public static DataSet ended(String status) {
        return DataSet.builder()
                .text(Tag.PERFORMED_PROCEDURE_STEP_STATUS, status)
                .text(Tag.PERFORMED_PROCEDURE_STEP_END_DATE, "20261129")
                .text(Tag.PERFORMED_PROCEDURE_STEP_END_TIME, "1220")
                .sequence(Tag.PERFORMED_SERIES_SEQUENCE, series())
                .build();
    }

    private static DataSet series() {
        return DataSet.builder()
                .empty(Tag.PERFORMING_PHYSICIAN_NAME)
                .text(Tag.PROTOCOL_NAME, "Head")
                .empty(Tag.OPERATORS_NAME)
                .text(Tag.SERIES_INSTANCE_UID, Entries.ROOT + "1.1")
                .empty(Tag.SERIES_DESCRIPTION)
                .empty(Tag.RETRIEVE_AE_TITLE)
                .sequence(Tag.REFERENCED_IMAGE_SEQUENCE, reference(1), reference(2))
                .sequence(Tag.REFERENCED_NON_IMAGE_COMPOSITE_SOP_INSTANCE_SEQUENCE, reference(3))
                .build();
    }

    private static DataSet reference(int number) {
        return DataSet.builder()
                .uid(Tag.REFERENCED_SOP_CLASS_UID, SopClass.CT_IMAGE_STORAGE)
                .uid(Tag.REFERENCED_SOP_INSTANCE_UID, image(number))
                .build();
    }

    /** Returns the UID of an instance that the step makes: 1 to 3. */
    public static Uid image(int number) {
        return Uid.of(Entries.ROOT + "1.1." + number);
    }

    static TestRequest create(DataSet attributes) {
        return TestRequest.of(CommandField.N_CREATE_RQ, SopClass.MODALITY_PERFORMED_PROCEDURE_STEP)
                .with(CommandElements.none().affectedSopInstanceUid(INSTANCE))
                .dataSet(attributes);
    }

    static TestRequest set(DataSet modifications) {
        return TestRequest.of(CommandField.N_SET_RQ, SopClass.MODALITY_PERFORMED_PROCEDURE_STEP)
                .with(CommandElements.none().requestedSopInstanceUid(INSTANCE))
                .dataSet(modifications);
    }

    static TestRequest get(int... tags) {
        CommandElements elements = CommandElements.none().requestedSopInstanceUid(INSTANCE);
        return TestRequest.of(CommandField.N_GET_RQ, SopClass.MODALITY_PERFORMED_PROCEDURE_STEP_RETRIEVE)
                .with(tags.length == 0 ? elements : elements.attributeIdentifierList(tags));
    }
}
