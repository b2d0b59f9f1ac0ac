package org.pacsscp.bench.hospital.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.bench.hospital.day.HospitalDay;
import org.pacsscp.bench.hospital.day.ImageKind;
import org.pacsscp.bench.hospital.day.PlannedStudy;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/** Makes the images of planned studies, of nobody. Usable by any thread. */
public final class Images {
    private static final int COLUMNS = 512;
    private static final int BYTES_A_PIXEL = 2;

    /** Tag, VR, two bytes that are reserved, and a length of four (PS3.5 Table 7.1-1). */
    private static final int ELEMENT_HEADER = 12;

    private final Identities identities;
    private final HospitalDay day;

    /** All images have the beginning of the same noise. */
    private final byte[] pixels;

    public Images(Identities identities, HospitalDay day) {
        this.identities = identities;
        this.day = day;
        int longest = day.rates().values().stream()
                .mapToInt(rate -> even(rate.bytes()))
                .max()
                .orElseThrow();
        pixels = new byte[longest];
        new SplittableRandom(identities.seed()).nextBytes(pixels);
    }

    /**
     * An image, ready to be sent in Explicit VR Little Endian.
     *
     * @param instance its SOP Instance UID
     * @param length of its data set
     * @param dataSet writes it
     */
    record Image(Uid instance, long length, DataSetWriter dataSet) {}

    Image image(PlannedStudy study, int number) throws IOException {
        Uid instance = identities.instance(study.number(), number);
        int length = even(day.rate(study.kind()).bytes());
        byte[] header = encoded(header(study, number, instance, length));
        byte[] element = pixelDataHeader(length);
        return new Image(instance, header.length + element.length + length, out -> {
            out.write(header);
            out.write(element);
            out.write(pixels, 0, length);
        });
    }

    private DataSet header(PlannedStudy study, int number, Uid instance, int length) {
        String time = Identities.time(study.hour());
        ImageKind kind = study.kind();
        return DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100")
                .text(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY")
                .uid(Tag.SOP_CLASS_UID, kind.sopClass())
                .uid(Tag.SOP_INSTANCE_UID, instance)
                .text(Tag.STUDY_DATE, Identities.DATE)
                .text(Tag.SERIES_DATE, Identities.DATE)
                .text(Tag.STUDY_TIME, time)
                .text(Tag.SERIES_TIME, time)
                .text(Tag.ACCESSION_NUMBER, "A" + study.number())
                .text(Tag.MODALITY, kind.name())
                .text(Tag.MANUFACTURER, "INVENTED")
                .text(Tag.STUDY_DESCRIPTION, "Invented " + kind)
                .text(Tag.SERIES_DESCRIPTION, "Invented series")
                .text(Tag.PATIENT_NAME, "Invented^" + study.patient())
                .text(Tag.PATIENT_ID, identities.patientId(study))
                .text(Tag.PATIENT_BIRTH_DATE, "19700101")
                .text(Tag.PATIENT_SEX, "O")
                .uid(Tag.STUDY_INSTANCE_UID, identities.study(study.number()))
                .uid(Tag.SERIES_INSTANCE_UID, identities.series(study.number()))
                .text(Tag.SERIES_NUMBER, "1")
                .text(Tag.INSTANCE_NUMBER, Integer.toString(number + 1))
                .integer(Tag.SAMPLES_PER_PIXEL, 1)
                .text(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .integer(Tag.ROWS, Math.max(1, Math.min(0xFFFF, length / COLUMNS / BYTES_A_PIXEL)))
                .integer(Tag.COLUMNS, COLUMNS)
                .integer(Tag.BITS_ALLOCATED, 16)
                .integer(Tag.BITS_STORED, 12)
                .integer(Tag.HIGH_BIT, 11)
                .integer(Tag.PIXEL_REPRESENTATION, 0)
                .build();
    }

    private static byte[] encoded(DataSet dataSet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        dataSet.in(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).writeTo(out);
        return out.toByteArray();
    }

    /** Of Pixel Data (7FE0,0010) as OW. */
    private static byte[] pixelDataHeader(int length) {
        return ByteBuffer.allocate(ELEMENT_HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x7FE0)
                .putShort((short) 0x0010)
                .put("OW".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 0)
                .putInt(length)
                .array();
    }

    private static int even(int length) {
        return length + length % 2;
    }
}
