package org.pacsscp.bench.catalog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Tag;

/**
 * Writes the rows of the first of {@link InventedStudies} into the tables of an empty catalog in SQLite: those that the catalog makes
 * itself when the instances are added, which {@code FillingTest} compares, but many at once.
 */
final class Filling implements AutoCloseable {
    private static final int COMMITTED_TOGETHER = 10_000;
    private static final int TOLD_EACH = 100_000;
    private static final int FILE_LENGTH = 9_000;
    private static final int DATA_SET_OFFSET = 400;

    private final Connection connection;
    private final PreparedStatement patient;
    private final PreparedStatement study;
    private final PreparedStatement series;
    private final PreparedStatement instance;

    Filling(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        patient = connection.prepareStatement(
                "insert into patient (pk, identity, patient_id, name, birth_date, header) values (?, ?, ?, ?, ?, ?)");
        study = connection.prepareStatement(
                "insert into study (pk, patient_fk, study_uid, study_date, accession_number,"
                        + " study_id, header) values (?, ?, ?, ?, ?, ?, ?)");
        series = connection.prepareStatement("insert into series (pk, study_fk, series_uid, modality, series_number,"
                + " header) values (?, ?, ?, ?, ?, ?)");
        instance = connection.prepareStatement("insert into instance (pk, series_fk, sop_instance_uid, sop_class_uid,"
                + " instance_number, transfer_syntax_uid, location, length, data_set_offset, crc32c, calling_ae_title,"
                + " called_ae_title, stored_at, header) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    void fill(long studies) throws SQLException, IOException {
        for (long number = 0; number < studies; number++) {
            DataSet header = InventedStudies.header(number);
            if (InventedStudies.isFirstOfPatient(number)) {
                addPatient(number, header);
            }
            addStudy(number, header);
            addSeries(number, header);
            addInstance(number, header);
            if (number % COMMITTED_TOGETHER == 0) {
                connection.commit();
            }
            if (number % TOLD_EACH == 0) {
                System.err.printf("%,d of %,d studies%n", number, studies);
            }
        }
        connection.commit();
    }

    private void addPatient(long number, DataSet header) throws SQLException, IOException {
        String id = header.text(Tag.PATIENT_ID).orElseThrow();
        patient.setLong(1, InventedStudies.patient(number));
        patient.setString(2, "0:" + id);
        patient.setString(3, id);
        patient.setString(4, header.text(Tag.PATIENT_NAME).orElseThrow().toLowerCase(Locale.ROOT));
        patient.setString(5, header.text(Tag.PATIENT_BIRTH_DATE).orElseThrow());
        patient.setBytes(6, encoded(header, QueryLevel.PATIENT));
        patient.executeUpdate();
    }

    private void addStudy(long number, DataSet header) throws SQLException, IOException {
        study.setLong(1, number);
        study.setLong(2, InventedStudies.patient(number));
        study.setString(3, header.text(Tag.STUDY_INSTANCE_UID).orElseThrow());
        study.setString(4, header.text(Tag.STUDY_DATE).orElseThrow());
        study.setString(5, header.text(Tag.ACCESSION_NUMBER).orElseThrow());
        study.setString(6, header.text(Tag.STUDY_ID).orElseThrow());
        study.setBytes(7, encoded(header, QueryLevel.STUDY));
        study.executeUpdate();
    }

    private void addSeries(long number, DataSet header) throws SQLException, IOException {
        series.setLong(1, number);
        series.setLong(2, number);
        series.setString(3, header.text(Tag.SERIES_INSTANCE_UID).orElseThrow());
        series.setString(4, header.text(Tag.MODALITY).orElseThrow());
        series.setLong(5, 1);
        series.setBytes(6, encoded(header, QueryLevel.SERIES));
        series.executeUpdate();
    }

    private void addInstance(long number, DataSet header) throws SQLException, IOException {
        String uid = header.text(Tag.SOP_INSTANCE_UID).orElseThrow();
        instance.setLong(1, number);
        instance.setLong(2, number);
        instance.setString(3, uid);
        instance.setString(4, SopClass.CT_IMAGE_STORAGE.value());
        instance.setLong(5, 1);
        instance.setString(6, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.value());
        instance.setString(7, uid + ".dcm");
        instance.setLong(8, FILE_LENGTH);
        instance.setLong(9, DATA_SET_OFFSET);
        instance.setInt(10, Long.hashCode(number));
        instance.setString(11, "INVENTED_CT");
        instance.setString(12, "PACS_SCP");
        instance.setLong(13, 0);
        instance.setBytes(14, encoded(header, QueryLevel.IMAGE));
        instance.executeUpdate();
    }

    /** What the catalog keeps of a level. */
    private static byte[] encoded(DataSet header, QueryLevel level) throws IOException {
        DataSetBuilder kept = DataSet.builder();
        header.element(Tag.SPECIFIC_CHARACTER_SET).ifPresent(kept::add);
        for (int tag : Catalog.keys(level)) {
            header.element(tag).ifPresent(kept::add);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        kept.build().in(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).writeTo(out);
        return out.toByteArray();
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        }
    }
}
