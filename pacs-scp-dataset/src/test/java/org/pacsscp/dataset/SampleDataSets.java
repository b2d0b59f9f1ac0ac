package org.pacsscp.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.value.DicomDate;

/** A data set with something of everything, as bytes in each encoding. */
final class SampleDataSets {
    static final List<Uid> ENCODINGS = List.of(
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
    static final Uid ENCAPSULATED = TransferSyntax.JPEG_BASELINE_8_BIT;

    private SampleDataSets() {}

    /** Sequences of defined and undefined length, private elements, binary numbers of each size, native pixel data. */
    static DataSet sample() throws IOException {
        DataSet step = DataSet.builder()
                .text(Tag.MODALITY, "CT")
                .date(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, DicomDate.of(2024, 2, 29))
                .sequence(
                        Tag.SCHEDULED_PROTOCOL_CODE_SEQUENCE,
                        DataSet.builder().text(Tag.CODE_VALUE, "C1").build(),
                        DataSet.empty())
                .build();
        return DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100")
                .text(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY")
                .uid(Tag.SOP_CLASS_UID, Uid.of("1.2.840.10008.5.1.4.1.1.2"))
                .uid(Tag.SOP_INSTANCE_UID, Uid.of("1.2.3.4"))
                .text(0x00090010, "ACME")
                .text(0x00091001, Vr.LO, "private")
                .bytes(0x00091002, Vr.UN, new byte[] {1, 2, 3, 4})
                .text(Tag.PATIENT_NAME, "M\u00FCller^J\u00F6rg")
                .integer(Tag.ROWS, 1)
                .integer(Tag.COLUMNS, 2)
                .integer(Tag.PIXEL_REPRESENTATION, 1)
                .integer(Tag.SMALLEST_IMAGE_PIXEL_VALUE, -5)
                .real(Tag.RECOMMENDED_DISPLAY_FRAME_RATE_IN_FLOAT, 12.5)
                .tag(Tag.FRAME_INCREMENT_POINTER, Tag.FRAME_TIME)
                .sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE, step, step)
                .bytes(Tag.PIXEL_DATA, Vr.OW, new byte[] {1, 0, 2, 0})
                .build();
    }

    static byte[] encoded(DataSet dataSet, Uid transferSyntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        dataSet.in(transferSyntax).writeTo(out);
        return out.toByteArray();
    }

    /** Undefined lengths of all kinds, unknown and encapsulated ones among them. */
    static byte[] undefinedLengths() {
        byte[] unknown = Encoded.implicit()
                .item(Encoded.UNDEFINED)
                .element(Tag.CODE_VALUE, "SH", "C1")
                .itemEnd()
                .sequenceEnd()
                .toBytes();
        return Encoded.explicit()
                .header(Tag.REFERENCED_SERIES_SEQUENCE, "SQ", Encoded.UNDEFINED)
                .item(Encoded.UNDEFINED)
                .element(Tag.SERIES_INSTANCE_UID, "UI", "1.2.3\0")
                .itemEnd()
                .item(10)
                .us(Tag.ROWS, 7)
                .sequenceEnd()
                .element(0x00090010, "LO", "ACME")
                .header(0x00091001, "UN", Encoded.UNDEFINED)
                .bytes(unknown)
                .us(Tag.ROWS, 5)
                .header(Tag.PIXEL_DATA, "OB", Encoded.UNDEFINED)
                .item(4)
                .u32(0)
                .item(6)
                .ascii("pixels")
                .sequenceEnd()
                .element(0xFFFCFFFC, "OB", "\0\0")
                .toBytes();
    }
}
