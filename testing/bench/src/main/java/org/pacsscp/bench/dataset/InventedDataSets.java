package org.pacsscp.bench.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;

/** Data sets to measure with, of nobody. */
public final class InventedDataSets {
    private static final int CT_PIXELS = 512 << 10;
    private static final int REPORT_ITEMS = 200;
    private static final int REPORT_DEPTH = 3;

    private InventedDataSets() {}

    /** Thirty elements, as a CT has them. */
    public static DataSet header() {
        return headerElements().build();
    }

    /** The same with 512 KiB of pixel data. */
    public static DataSet ct() {
        return headerElements()
                .bytes(Tag.PIXEL_DATA, Vr.OW, new byte[CT_PIXELS])
                .build();
    }

    private static DataSetBuilder headerElements() {
        return DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100")
                .text(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "AXIAL")
                .uid(Tag.SOP_CLASS_UID, SopClass.CT_IMAGE_STORAGE)
                .text(Tag.SOP_INSTANCE_UID, "1.2.826.0.1.3680043.8.498.12345678901234567890")
                .text(Tag.STUDY_DATE, "20240101")
                .text(Tag.STUDY_TIME, "101010")
                .text(Tag.ACCESSION_NUMBER, "A123")
                .text(Tag.MODALITY, "CT")
                .text(Tag.MANUFACTURER, "INVENTED")
                .text(Tag.STUDY_DESCRIPTION, "Thorax")
                .text(Tag.PATIENT_NAME, "Invented^Patient")
                .text(Tag.PATIENT_ID, "12345")
                .text(Tag.PATIENT_BIRTH_DATE, "19700101")
                .text(Tag.PATIENT_SEX, "O")
                .text(Tag.SLICE_THICKNESS, "1.25")
                .text(Tag.KVP, "120")
                .text(Tag.STUDY_INSTANCE_UID, "1.2.826.0.1.3680043.8.498.1")
                .text(Tag.SERIES_INSTANCE_UID, "1.2.826.0.1.3680043.8.498.2")
                .text(Tag.SERIES_NUMBER, "1")
                .text(Tag.INSTANCE_NUMBER, "10")
                .text(Tag.IMAGE_POSITION_PATIENT, "0", "0", "1.5")
                .text(Tag.IMAGE_ORIENTATION_PATIENT, "1", "0", "0", "0", "1", "0")
                .integer(Tag.SAMPLES_PER_PIXEL, 1)
                .text(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .integer(Tag.ROWS, 512)
                .integer(Tag.COLUMNS, 512)
                .integer(Tag.BITS_ALLOCATED, 16)
                .integer(Tag.BITS_STORED, 12)
                .integer(Tag.HIGH_BIT, 11)
                .integer(Tag.PIXEL_REPRESENTATION, 0);
    }

    /** A structured report: 200 items, each with items in items. */
    public static DataSet report() {
        return report(REPORT_ITEMS, REPORT_DEPTH);
    }

    private static DataSet report(int items, int depth) {
        DataSet code = DataSet.builder()
                .text(Tag.CODE_VALUE, "T-D3000")
                .text(Tag.CODING_SCHEME_DESIGNATOR, "SRT")
                .text(Tag.CODE_MEANING, "Chest")
                .build();
        DataSet[] content = new DataSet[items];
        for (int i = 0; i < items; i++) {
            DataSetBuilder item = DataSet.builder()
                    .text(Tag.RELATIONSHIP_TYPE, "CONTAINS")
                    .text(Tag.VALUE_TYPE, "TEXT")
                    .sequence(Tag.CONCEPT_NAME_CODE_SEQUENCE, code)
                    .text(Tag.TEXT_VALUE, "Nothing to be seen");
            content[i] = depth == 0
                    ? item.build()
                    : item.sequence(Tag.CONTENT_SEQUENCE, report(1, depth - 1)).build();
        }
        return DataSet.builder().sequence(Tag.CONTENT_SEQUENCE, content).build();
    }

    /** Encodes one, without file meta information. */
    public static byte[] encoded(DataSet dataSet, Uid transferSyntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        dataSet.in(transferSyntax).writeTo(out);
        return out.toByteArray();
    }
}
