package org.pacsscp.bench.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.storage.IndexResult;
import org.pacsscp.storage.StoredInstance;

class FillingTest {
    private static final int STUDIES = 500;

    private static final String ROWS = "select p.identity, p.patient_id, p.issuer, p.name, p.name_ideographic,"
            + " p.name_phonetic, p.birth_date, hex(p.header), st.study_uid, st.study_date, st.accession_number, st.study_id,"
            + " hex(st.header), se.series_uid, se.modality, se.series_number, hex(se.header), i.sop_instance_uid,"
            + " i.sop_class_uid, i.instance_number, i.transfer_syntax_uid, i.location, i.length, i.data_set_offset, i.crc32c,"
            + " i.committed, i.calling_ae_title, i.called_ae_title, i.stored_at, hex(i.header)"
            + " from patient p join study st on st.patient_fk = p.pk join series se on se.study_fk = st.pk"
            + " join instance i on i.series_fk = se.pk order by st.study_uid";

    @Test
    void makesTheRowsThatTheCatalogMakes(@TempDir Path directory) throws Exception {
        FastSqlite filled = new FastSqlite(directory.resolve("filled"));
        Catalog.open(filled).close();
        try (Filling filling = new Filling(filled.getConnection())) {
            filling.fill(STUDIES);
        }
        FastSqlite added = new FastSqlite(directory.resolve("added"));
        try (Catalog catalog = Catalog.open(added)) {
            for (int number = 0; number < STUDIES; number++) {
                assertThat(catalog.add(stored(number))).isInstanceOf(IndexResult.Added.class);
            }
        }

        assertThat(rows(filled)).hasSize(STUDIES).isEqualTo(rows(added));
    }

    private static StoredInstance stored(int number) {
        Uid uid = InventedStudies.instanceUid(number, 0);
        return new StoredInstance(
                SopClass.CT_IMAGE_STORAGE,
                uid,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                uid + ".dcm",
                9_000,
                400,
                Long.hashCode(number),
                AeTitle.of("INVENTED_CT"),
                AeTitle.of("PACS_SCP"),
                Instant.EPOCH,
                InventedStudies.header(number));
    }

    private static List<List<String>> rows(FastSqlite file) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Connection connection = file.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ROWS)) {
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(row.getString(i)));
                }
                rows.add(columns);
            }
        }
        return rows;
    }
}
