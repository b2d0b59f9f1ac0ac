package org.pacsscp.archive.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.Tag;
import org.pacsscp.storage.StoredInstance;

/** Invents instances with all that makes matching hard: what is missing, empty, several, in other character sets, or badly written. */
final class SampleArchive {
    private static final List<String> NAMES = List.of(
            "Invented-Smith^John",
            "invented-smith^JANE",
            "Invented-Smithers^W%y_lon",
            "Invented-Doe",
            "Invented-Müller^Jürgen",
            "INVENTED-MÜLLER^Jörg",
            "Invented-Yamada^Tarou=山田^太郎=やまだ^たろう",
            "=山田^花子",
            "Invented-Groß^Maß",
            "Invented-O'Hara^A^B^Dr^Jr",
            "");
    private static final List<String> DATES = List.of(
            "19991231", "20000101", "20200229", "20260401", "20260402", "20261130", "2026.04.01", "about 1990", "");
    private static final List<String> TIMES = List.of("000000", "1000", "100000.5", "180000", "235959.999999", "");
    private static final List<String> MODALITIES = List.of("CT", "MR", "US", "ct", "SR", "");

    private final Random random;
    private int uids;

    SampleArchive(long seed) {
        random = new Random(seed);
    }

    /** Invents instances of some studies; those of a patient, study or series say the same of it. */
    List<StoredInstance> instances(int studies) {
        List<StoredInstance> instances = new ArrayList<>();
        DataSet patient = patient();
        for (int i = 0; i < studies; i++) {
            patient = random.nextInt(3) == 0 ? patient : patient();
            DataSet study = study();
            for (int s = random.nextInt(3); s >= 0; s--) {
                DataSet series = series();
                for (int n = random.nextInt(3); n >= 0; n--) {
                    instances.add(instance(patient, study, series));
                }
            }
        }
        return instances;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String uid() {
        return "2.25.7" + random.nextInt(10) + "." + ++uids;
    }

    private DataSet patient() {
        DataSetBuilder patient = DataSet.builder().text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
        maybe(patient, Tag.PATIENT_NAME, any(NAMES));
        maybe(patient, Tag.PATIENT_ID, any(List.of("PID-" + ++uids, "PID_" + ++uids, "pid%" + ++uids, "")));
        maybe(patient, Tag.ISSUER_OF_PATIENT_ID, any(List.of("ACME", "acme", "")));
        maybe(patient, Tag.PATIENT_BIRTH_DATE, any(List.of("19700101", "20000229", "")));
        maybe(patient, Tag.PATIENT_SEX, any(List.of("M", "F", "")));
        maybe(patient, Tag.PATIENT_COMMENTS, any(List.of("a*b", "comment", "")));
        return patient.build();
    }

    private DataSet study() {
        DataSetBuilder study = DataSet.builder().text(Tag.STUDY_INSTANCE_UID, uid());
        raw(study, Tag.STUDY_DATE, any(DATES));
        maybe(study, Tag.STUDY_TIME, any(TIMES));
        maybe(
                study,
                Tag.ACCESSION_NUMBER,
                any(List.of("ACC" + random.nextInt(9), "acc" + random.nextInt(9), "A_C%!", "")));
        maybe(study, Tag.STUDY_ID, any(List.of("1", "S1", "")));
        maybe(study, Tag.STUDY_DESCRIPTION, any(List.of("Chest CT", "chest ct", "Brain", "")));
        maybe(study, Tag.REFERRING_PHYSICIAN_NAME, any(NAMES.subList(0, 4)));
        if (random.nextInt(4) == 0) {
            study.text(Tag.TIMEZONE_OFFSET_FROM_UTC, any(List.of("+0900", "-0500", "+0000")));
        }
        if (random.nextBoolean()) {
            study.sequence(Tag.PROCEDURE_CODE_SEQUENCE, code("P1"), code(any(List.of("P2", "P3"))));
        }
        return study.build();
    }

    private static DataSet code(String value) {
        return DataSet.builder()
                .text(Tag.CODE_VALUE, value)
                .text(Tag.CODING_SCHEME_DESIGNATOR, "99TEST")
                .build();
    }

    private DataSet series() {
        DataSetBuilder series = DataSet.builder().text(Tag.SERIES_INSTANCE_UID, uid());
        raw(series, Tag.MODALITY, any(MODALITIES));
        maybe(series, Tag.SERIES_NUMBER, any(List.of("1", "2", "+3", "007", "")));
        maybe(series, Tag.BODY_PART_EXAMINED, any(List.of("HEAD", "CHEST", "")));
        return series.build();
    }

    private StoredInstance instance(DataSet patient, DataSet study, DataSet series) {
        Uid uid = Uid.of(uid());
        Uid sopClass = any(List.of(SopClass.CT_IMAGE_STORAGE, SopClass.MR_IMAGE_STORAGE));
        DataSetBuilder header = DataSet.builder().addAll(patient).addAll(study).addAll(series);
        header.uid(Tag.SOP_INSTANCE_UID, uid).uid(Tag.SOP_CLASS_UID, sopClass);
        maybe(header, Tag.INSTANCE_NUMBER, any(List.of("1", "12", "013", "")));
        raw(header, Tag.CONTENT_DATE, any(DATES));
        header.text(Tag.IMAGE_TYPE, "ORIGINAL", any(List.of("PRIMARY", "SECONDARY")));
        return stored(header.build());
    }

    /** Makes a stored instance of a header. */
    static StoredInstance stored(DataSet header) {
        Uid uid = header.uid(Tag.SOP_INSTANCE_UID).orElseThrow();
        return new StoredInstance(
                header.uid(Tag.SOP_CLASS_UID).orElseThrow(),
                uid,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                "d/" + uid,
                1000,
                300,
                0x12345678,
                AeTitle.of("SENDER"),
                AeTitle.of("ARCHIVE"),
                Instant.EPOCH,
                header);
    }

    private void maybe(DataSetBuilder builder, int tag, String value) {
        if (random.nextInt(12) != 0) {
            builder.text(tag, value);
        }
    }

    private static void raw(DataSetBuilder builder, int tag, String value) {
        builder.add(RawText.element(tag, Dictionary.standard().vr(tag), value));
    }
}
