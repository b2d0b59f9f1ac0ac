package org.pacsscp.archive.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import java.util.Optional;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.storage.StoredInstance;

/**
 * The rows that an instance makes: its own, and those of the patient, the study and the series whose first it may be. Immutable.
 *
 * <p>A patient is an ID and its issuer. Without an ID, nobody can tell whether two studies are of one person: each study has a
 * patient of its own then.
 */
final class InstanceRow {
    private final StoredInstance stored;
    private final String patientIdentity;
    private final String studyUid;
    private final String seriesUid;

    /** What is answered of the instance itself, encoded by whoever adds it and not by the one thread that writes. */
    private final byte[] header;

    private InstanceRow(StoredInstance stored, String studyUid, String seriesUid, byte[] header) {
        this.stored = stored;
        this.studyUid = studyUid;
        this.seriesUid = seriesUid;
        this.header = header;
        patientIdentity = patientIdentity(stored.header(), studyUid);
    }

    /**
     * Makes it of an instance.
     *
     * @return the rows; empty if the instance is of no study or series, so that nobody could find it
     * @throws IllegalArgumentException if its attributes cannot be encoded
     */
    static Optional<InstanceRow> of(StoredInstance stored) {
        Optional<String> study = uid(stored.header(), Tag.STUDY_INSTANCE_UID);
        Optional<String> series = uid(stored.header(), Tag.SERIES_INSTANCE_UID);
        if (study.isEmpty() || series.isEmpty()) {
            return Optional.empty();
        }
        DataSet header = LevelHeaders.select(stored.header(), QueryLevel.IMAGE)
                .uid(Tag.SOP_CLASS_UID, stored.sopClassUid())
                .uid(Tag.SOP_INSTANCE_UID, stored.sopInstanceUid())
                .build();
        return Optional.of(new InstanceRow(stored, study.get(), series.get(), LevelHeaders.encode(header)));
    }

    StoredInstance stored() {
        return stored;
    }

    /** Returns what no other patient has. */
    String patientIdentity() {
        return patientIdentity;
    }

    String studyUid() {
        return studyUid;
    }

    String seriesUid() {
        return seriesUid;
    }

    /** Of UIDs that are none, those are borne which an index can hold. */
    private static Optional<String> uid(DataSet header, int tag) {
        return header.text(tag).filter(uid -> !uid.isEmpty() && ColumnText.isHeld(uid));
    }

    /** The length of the issuer says where the ID begins, so that no two patients come to the same. */
    private static String patientIdentity(DataSet header, String studyUid) {
        String id = header.text(Tag.PATIENT_ID).orElse("");
        String issuer = header.text(Tag.ISSUER_OF_PATIENT_ID).orElse("");
        String identity = id.isEmpty() ? "study:" + studyUid : issuer.length() + ":" + issuer + id;
        return ColumnText.isHeld(identity) ? identity : "sha256:" + sha256(identity);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }

    private byte[] header(QueryLevel level) {
        return LevelHeaders.encode(LevelHeaders.select(stored.header(), level).build());
    }

    void bindPatient(PreparedStatement insert) throws SQLException {
        DataSet attributes = stored.header();
        ColumnText.Names names = ColumnText.names(attributes, Tag.PATIENT_NAME);
        insert.setString(1, patientIdentity);
        insert.setString(2, ColumnText.of(attributes, Tag.PATIENT_ID));
        insert.setString(3, ColumnText.of(attributes, Tag.ISSUER_OF_PATIENT_ID));
        insert.setString(4, names.alphabetic());
        insert.setString(5, names.ideographic());
        insert.setString(6, names.phonetic());
        insert.setString(7, ColumnText.date(attributes, Tag.PATIENT_BIRTH_DATE));
        insert.setBytes(8, header(QueryLevel.PATIENT));
    }

    void bindStudy(PreparedStatement insert, long patient) throws SQLException {
        DataSet attributes = stored.header();
        insert.setString(1, studyUid);
        insert.setLong(2, patient);
        insert.setString(3, ColumnText.date(attributes, Tag.STUDY_DATE));
        insert.setString(4, ColumnText.of(attributes, Tag.ACCESSION_NUMBER));
        insert.setString(5, ColumnText.of(attributes, Tag.STUDY_ID));
        insert.setBytes(6, header(QueryLevel.STUDY));
    }

    void bindSeries(PreparedStatement insert, long study) throws SQLException {
        DataSet attributes = stored.header();
        insert.setString(1, seriesUid);
        insert.setLong(2, study);
        insert.setString(3, ColumnText.code(attributes, Tag.MODALITY));
        insert.setObject(4, ColumnText.number(attributes, Tag.SERIES_NUMBER), Types.BIGINT);
        insert.setBytes(5, header(QueryLevel.SERIES));
    }

    void bindInstance(PreparedStatement insert, long series) throws SQLException {
        insert.setLong(1, series);
        insert.setString(2, stored.sopInstanceUid().value());
        insert.setString(3, stored.sopClassUid().value());
        insert.setObject(4, ColumnText.number(stored.header(), Tag.INSTANCE_NUMBER), Types.BIGINT);
        insert.setString(5, stored.transferSyntaxUid().value());
        insert.setString(6, stored.location());
        insert.setLong(7, stored.length());
        insert.setLong(8, stored.dataSetOffset());
        insert.setInt(9, stored.crc32c());
        insert.setString(10, stored.callingAeTitle().value());
        insert.setString(11, stored.calledAeTitle().value());
        insert.setLong(12, stored.storedAt().toEpochMilli());
        insert.setBytes(13, header);
    }
}
