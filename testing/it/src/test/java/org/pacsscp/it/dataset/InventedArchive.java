package org.pacsscp.it.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/** Data sets of patients who do not exist: 200 patients, 400 studies, 800 series, 2,000 instances; always the same. */
final class InventedArchive {
    private static final int PATIENTS = 200;
    private static final int STUDIES = 2;
    private static final int SERIES = 2;
    private static final int INSTANCES = 2000;

    private static final List<String> FAMILY_NAMES =
            List.of("Doe", "DOE", "Smith", "Smythe", "Morrison-Jones", "Adams", "Yamada", "Hong", "Wang", "O'Hara");
    private static final List<String> GIVEN_NAMES =
            List.of("John", "Jane", "JOHN", "Mary", "Robert", "Tarou", "Gildong");
    private static final List<String> MODALITIES = List.of("CT", "MR", "US", "CR", "PT");
    private static final List<String> DESCRIPTIONS = List.of("HEAD", "Head CT", "CHEST PA", "Knee left", "ABDOMEN");

    private final Random random = new Random(2026);
    private final List<DataSet> instances = new ArrayList<>();

    InventedArchive() {
        for (int patient = 0; patient < PATIENTS; patient++) {
            DataSet ofPatient = patient(patient);
            for (int study = 0; study < STUDIES; study++) {
                DataSet ofStudy = ofPatient.merge(study(patient, study));
                for (int series = 0; series < SERIES; series++) {
                    DataSet ofSeries = ofStudy.merge(series(patient, study, series));
                    // Two or three instances each, 2,000 in all.
                    int count = INSTANCES / (PATIENTS * STUDIES * SERIES) + (series + study) % 2;
                    for (int instance = 0; instance < count; instance++) {
                        instances.add(ofSeries.merge(instance(patient, study, series, instance)));
                    }
                }
            }
        }
    }

    private DataSet patient(int number) {
        return DataSet.builder()
                .text(Tag.PATIENT_NAME, pick(FAMILY_NAMES) + "^" + pick(GIVEN_NAMES))
                .text(Tag.PATIENT_ID, String.format("P%04d", number))
                .text(Tag.PATIENT_BIRTH_DATE, orNothing(day(1930, 80)))
                .text(Tag.PATIENT_SEX, orNothing(pick(List.of("M", "F", "O"))))
                .build();
    }

    private DataSet study(int patient, int number) {
        return DataSet.builder()
                .text(Tag.STUDY_INSTANCE_UID, uid(patient, number))
                .text(Tag.STUDY_DATE, orNothing(day(2020, 5)))
                .text(Tag.STUDY_TIME, orNothing(time()))
                .text(Tag.ACCESSION_NUMBER, orNothing("A" + random.nextInt(500)))
                .text(Tag.STUDY_ID, String.valueOf(random.nextInt(100)))
                .text(Tag.STUDY_DESCRIPTION, orNothing(pick(DESCRIPTIONS)))
                .text(Tag.REFERRING_PHYSICIAN_NAME, orNothing(pick(FAMILY_NAMES)))
                .build();
    }

    private DataSet series(int patient, int study, int number) {
        return DataSet.builder()
                .text(Tag.SERIES_INSTANCE_UID, uid(patient, study, number))
                .text(Tag.MODALITY, pick(MODALITIES))
                .text(Tag.SERIES_NUMBER, orNothing(String.valueOf(number + 1)))
                .build();
    }

    private DataSet instance(int patient, int study, int series, int number) {
        return DataSet.builder()
                .text(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
                .text(Tag.SOP_INSTANCE_UID, uid(patient, study, series, number))
                .text(Tag.INSTANCE_NUMBER, orNothing(String.valueOf(number + 1)))
                .build();
    }

    private static String uid(int... numbers) {
        StringBuilder uid = new StringBuilder("1.2.826.0.1.3680043.2.1545");
        for (int number : numbers) {
            uid.append('.').append(number + 1);
        }
        return uid.toString();
    }

    private String day(int firstYear, int years) {
        return String.format(
                "%04d%02d%02d", firstYear + random.nextInt(years), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private String time() {
        String seconds = String.format("%02d%02d%02d", random.nextInt(24), random.nextInt(60), random.nextInt(60));
        return random.nextInt(4) == 0 ? seconds + ".5" : seconds;
    }

    private String orNothing(String value) {
        return random.nextInt(10) == 0 ? "" : value;
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    List<DataSet> instances() {
        return instances;
    }

    /** Writes each instance as a file without file meta information. */
    List<String> writeTo(Path directory) throws IOException {
        List<String> files = new ArrayList<>();
        for (DataSet instance : instances) {
            Path file = directory.resolve(instance.text(Tag.SOP_INSTANCE_UID).orElseThrow() + ".dcm");
            try (OutputStream out = Files.newOutputStream(file)) {
                instance.in(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN).writeTo(out);
            }
            files.add(file.toString());
        }
        return files;
    }
}
