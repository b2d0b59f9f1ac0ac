package org.pacsscp.it.query;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;

/**
 * Studies of patients who do not exist, the same for each number; with what makes matching hard: values that are missing, empty,
 * several, in several character sets and spellings.
 */
final class InventedStudies {
    private static final List<String> ASCII_NAMES = List.of(
            "Invented^John",
            "INVENTED^Jane",
            "invented^jane",
            "Inventor^Mary^Ann^Dr",
            "Doe-Invented^Robert",
            "O'Invented",
            "Smith_Invented^J");
    private static final List<String> LATIN_NAMES = List.of("Müller-Invented^Jürgen", "MÜLLER-INVENTED^Jörg");
    private static final List<String> UNICODE_NAMES =
            List.of("Invented-Dvořák^Jiří", "Invented-Yamada^Tarou=山田^太郎=やまだ^たろう", "=山田^花子");
    private static final List<String> MODALITIES = List.of("CT", "MR", "US", "CR", "PT");
    private static final List<String> DESCRIPTIONS =
            List.of("HEAD", "Head CT", "CHEST PA", "Knee left", "ABDOMEN", "50% dose", "T1_axial");

    private final Random random = new Random(2026);
    private final List<List<DataSet>> patients = new ArrayList<>();
    private int studies;
    private int uids;
    private String characterSet = "";

    InventedStudies(int studies) {
        while (this.studies < studies) {
            patients.add(patient(Math.min(1 + random.nextInt(3), studies - this.studies)));
        }
    }

    /** Returns the instances of each patient. */
    List<List<DataSet>> patients() {
        return patients;
    }

    private List<DataSet> patient(int ofPatient) {
        List<DataSet> instances = new ArrayList<>();
        DataSet patient = patient();
        for (int i = 0; i < ofPatient; i++) {
            DataSet study = patient.merge(study());
            for (int s = oneOrTwo(); s > 0; s--) {
                DataSet series = study.merge(series());
                for (int n = oneOrTwo(); n > 0; n--) {
                    instances.add(series.merge(instance(n)));
                }
            }
        }
        return instances;
    }

    private int oneOrTwo() {
        return random.nextInt(4) == 0 ? 2 : 1;
    }

    private DataSet patient() {
        DataSetBuilder patient = builder(random.nextInt(10));
        String name = any(
                switch (characterSet) {
                    case "ISO_IR 100" -> LATIN_NAMES;
                    case "ISO_IR 192" -> UNICODE_NAMES;
                    default -> ASCII_NAMES;
                });
        maybe(patient, Tag.PATIENT_NAME, name);
        patient.text(
                Tag.PATIENT_ID, any(List.of("INV%04d", "inv%04d", "INV_%04d")).formatted(patients.size()));
        maybe(patient, Tag.PATIENT_BIRTH_DATE, day(1930, 80));
        maybe(patient, Tag.PATIENT_SEX, any(List.of("M", "F", "O")));
        maybe(patient, Tag.PATIENT_COMMENTS, any(List.of("none", "see letter, page 2", "None")));
        if (random.nextInt(3) == 0) {
            patient.text(Tag.OTHER_PATIENT_IDS, "OLD" + random.nextInt(20), "X" + random.nextInt(20));
        }
        return patient.build();
    }

    private DataSetBuilder builder(int kind) {
        characterSet = kind == 0 ? "ISO_IR 100" : kind == 1 ? "ISO_IR 192" : "";
        DataSetBuilder builder = DataSet.builder();
        return characterSet.isEmpty() ? builder : builder.text(Tag.SPECIFIC_CHARACTER_SET, characterSet);
    }

    private DataSet study() {
        studies++;
        DataSetBuilder study = DataSet.builder().text(Tag.STUDY_INSTANCE_UID, uid());
        maybe(study, Tag.STUDY_DATE, day(2020, 5));
        maybe(study, Tag.STUDY_TIME, time());
        maybe(study, Tag.ACCESSION_NUMBER, any(List.of("ACC", "acc")) + random.nextInt(500));
        maybe(study, Tag.STUDY_ID, String.valueOf(random.nextInt(100)));
        maybe(study, Tag.STUDY_DESCRIPTION, any(DESCRIPTIONS));
        maybe(study, Tag.REFERRING_PHYSICIAN_NAME, any(ASCII_NAMES));
        if (random.nextBoolean()) {
            study.sequence(
                    Tag.PROCEDURE_CODE_SEQUENCE,
                    DataSet.builder()
                            .text(Tag.CODE_VALUE, "P" + random.nextInt(5))
                            .text(Tag.CODING_SCHEME_DESIGNATOR, "99INV")
                            .build());
        }
        return study.build();
    }

    private DataSet series() {
        DataSetBuilder series = DataSet.builder().text(Tag.SERIES_INSTANCE_UID, uid());
        series.text(Tag.MODALITY, any(MODALITIES));
        maybe(series, Tag.SERIES_NUMBER, any(List.of("1", "2", "03")));
        maybe(series, Tag.SERIES_DESCRIPTION, any(DESCRIPTIONS));
        maybe(series, Tag.BODY_PART_EXAMINED, any(List.of("HEAD", "CHEST", "KNEE")));
        maybe(series, Tag.SERIES_DATE, day(2020, 5));
        maybe(series, Tag.SERIES_TIME, time());
        maybe(series, Tag.PROTOCOL_NAME, any(DESCRIPTIONS));
        return series.build();
    }

    private DataSet instance(int number) {
        DataSetBuilder instance = DataSet.builder()
                .uid(Tag.SOP_CLASS_UID, any(List.of(SopClass.CT_IMAGE_STORAGE, SopClass.MR_IMAGE_STORAGE)))
                .text(Tag.SOP_INSTANCE_UID, uid());
        maybe(instance, Tag.INSTANCE_NUMBER, any(List.of("", "0")) + number);
        maybe(instance, Tag.CONTENT_DATE, day(2020, 5));
        maybe(instance, Tag.CONTENT_TIME, time());
        maybe(instance, Tag.ACQUISITION_DATE_TIME, day(2020, 5) + time() + any(List.of("", "+0100", "-0500")));
        maybe(instance, Tag.IMAGE_COMMENTS, any(DESCRIPTIONS));
        return instance.text(Tag.IMAGE_TYPE, "ORIGINAL", any(List.of("PRIMARY", "SECONDARY")))
                .build();
    }

    /** One in ten is empty, one in thirty is not there. */
    private void maybe(DataSetBuilder builder, int tag, String value) {
        int chance = random.nextInt(30);
        if (chance > 0) {
            builder.text(tag, chance < 4 ? "" : value);
        }
    }

    private String uid() {
        return "1.2.826.0.1.3680043.2.1545.7." + ++uids;
    }

    private String day(int firstYear, int years) {
        return "%04d%02d%02d"
                .formatted(firstYear + random.nextInt(years), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private String time() {
        String seconds = "%02d%02d%02d".formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60));
        return switch (random.nextInt(8)) {
            case 0 -> seconds.substring(0, 4);
            case 1 -> seconds + ".5";
            default -> seconds;
        };
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Writes an instance as a file. */
    static Path write(DataSet instance, Path directory) throws IOException {
        Path file = directory.resolve(instance.text(Tag.SOP_INSTANCE_UID).orElseThrow() + ".dcm");
        DicomFile.of(instance, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).write(file);
        return file;
    }
}
