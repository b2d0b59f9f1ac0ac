package org.pacsscp.bench.catalog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Tag;

/** What is asked for of studies, each time of others, with what a viewer shows in its list. */
enum Question {
    PATIENT_ID("Patient ID") {
        @Override
        void add(DataSetBuilder keys, long study) {
            keys.text(Tag.PATIENT_ID, InventedStudies.patientId(study));
        }

        @Override
        boolean suits(long study) {
            return InventedStudies.isDaily(study);
        }
    },
    STUDY_DATE("range of Study Date") {
        @Override
        void add(DataSetBuilder keys, long study) {
            String day = InventedStudies.day(study);
            keys.text(Tag.STUDY_DATE, day + "-" + day);
        }
    },
    NAME_PREFIX("beginning of Patient's Name") {
        @Override
        void add(DataSetBuilder keys, long study) {
            keys.text(Tag.PATIENT_NAME, InventedStudies.familyName(study) + "*");
        }

        @Override
        boolean suits(long study) {
            return !InventedStudies.isDaily(study);
        }
    };

    private final String title;

    Question(String title) {
        this.title = title;
    }

    /** Returns what it is called in reports. */
    String title() {
        return title;
    }

    /** Adds the key that is to match. */
    abstract void add(DataSetBuilder keys, long study);

    /** Tells whether a study is one of as many as are to be answered. */
    boolean suits(long study) {
        return true;
    }

    /** Returns an identifier in Implicit VR Little Endian. */
    byte[] identifier(long studies, SplittableRandom random) {
        long study = random.nextLong(studies);
        while (!suits(study)) {
            study = random.nextLong(studies);
        }
        DataSetBuilder keys = DataSet.builder()
                .text(Tag.QUERY_RETRIEVE_LEVEL, "STUDY")
                .empty(Tag.STUDY_DATE)
                .empty(Tag.STUDY_TIME)
                .empty(Tag.ACCESSION_NUMBER)
                .empty(Tag.MODALITIES_IN_STUDY)
                .empty(Tag.STUDY_DESCRIPTION)
                .empty(Tag.PATIENT_NAME)
                .empty(Tag.PATIENT_ID)
                .empty(Tag.PATIENT_BIRTH_DATE)
                .empty(Tag.STUDY_INSTANCE_UID)
                .empty(Tag.NUMBER_OF_STUDY_RELATED_SERIES)
                .empty(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES);
        add(keys, study);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            keys.build().in(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN).writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
