package org.pacsscp.testkit.data;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pacsscp.api.DataSetEncoding;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;
import org.pacsscp.dataset.value.DicomDate;
import org.pacsscp.dataset.value.PersonName;

/**
 * Invents patients, studies and images; from the same seed, by the same calls, the same ones. For one thread at a time.
 *
 * <pre>{@code
 * Invention invention = Invention.ofSeed(42);
 * InventedStudy study = invention.study(3, Modality.CT, Modality.PT);
 * DataSet image = invention.image(Modality.US, TransferSyntax.JPEG_BASELINE_8_BIT);
 * }</pre>
 *
 * <p>Images are of 8 by 8 pixels. They have what archives look at, not all that PS3.3 wants of them.
 *
 * @since 0.1.0
 */
public final class Invention {
    private static final List<String> FAMILY_NAMES =
            List.of("Invented-Quorl", "Invented-Zebbik", "Invented-Trundo", "Invented-Mellax", "Invented-Ostrin");
    private static final List<String> GIVEN_NAMES = List.of("Alumi", "Bertok", "Cindra", "Dovnal", "Emsy");
    private static final List<String> SEXES = List.of("M", "F", "O");

    private final Random chance;

    private Invention(Random chance) {
        this.chance = chance;
    }

    /**
     * Begins to invent.
     *
     * @param seed what all depends on
     * @return an inventor
     */
    public static Invention ofSeed(long seed) {
        return new Invention(new Random(seed));
    }

    /**
     * Invents a UID, derived as PS3.5 B.2 has it.
     *
     * @return one that was not invented from this seed before
     */
    public Uid uid() {
        return Uid.of("2.25." + new BigInteger(120, chance).setBit(120));
    }

    /**
     * Invents a patient.
     *
     * @return whom nobody can mistake for a real one
     */
    public InventedPatient patient() {
        String given = any(GIVEN_NAMES) + "-" + chance.nextInt(10_000);
        return new InventedPatient(
                new PersonName(
                        PersonName.Group.of(any(FAMILY_NAMES), given), PersonName.Group.EMPTY, PersonName.Group.EMPTY),
                "INV-%07d".formatted(chance.nextInt(10_000_000)),
                date(1900, 120),
                any(SEXES));
    }

    /**
     * Invents a study of a new patient.
     *
     * @param images how many in each series
     * @param modalities a series of each
     * @return the study with its images, in Explicit VR Little Endian
     */
    public InventedStudy study(int images, Modality... modalities) {
        return study(patient(), images, modalities);
    }

    /**
     * Invents a study.
     *
     * @param patient whose it is
     * @param images how many in each series
     * @param modalities a series of each
     * @return the study with its images, which can be written in each native transfer syntax
     */
    public InventedStudy study(InventedPatient patient, int images, Modality... modalities) {
        Uid uid = uid();
        DataSet attributes = DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .date(Tag.STUDY_DATE, date(1990, 30))
                .text(Tag.STUDY_TIME, "%02d%02d00".formatted(chance.nextInt(24), chance.nextInt(60)))
                .text(Tag.ACCESSION_NUMBER, "INV" + chance.nextInt(1_000_000))
                .text(Tag.STUDY_DESCRIPTION, "Invented study")
                .personName(Tag.PATIENT_NAME, patient.name())
                .text(Tag.PATIENT_ID, patient.id())
                .text(Tag.ISSUER_OF_PATIENT_ID, "INVENTED")
                .date(Tag.PATIENT_BIRTH_DATE, patient.birthDate())
                .text(Tag.PATIENT_SEX, patient.sex())
                .uid(Tag.STUDY_INSTANCE_UID, uid)
                .text(Tag.STUDY_ID, "" + (1 + chance.nextInt(9999)))
                .build();
        List<InventedSeries> series = new ArrayList<>();
        for (Modality modality : modalities) {
            series.add(series(attributes, series.size() + 1, images, modality));
        }
        return new InventedStudy(patient, uid, attributes, series);
    }

    private InventedSeries series(DataSet study, int number, int images, Modality modality) {
        Uid uid = uid();
        DataSet attributes = study.with(elements -> elements.text(Tag.MODALITY, modality.name())
                .uid(Tag.SERIES_INSTANCE_UID, uid)
                .integer(Tag.SERIES_NUMBER, number));
        List<DataSet> instances = new ArrayList<>();
        for (int i = 1; i <= images; i++) {
            instances.add(nativeImage(attributes, modality, i));
        }
        return new InventedSeries(uid, modality, attributes, instances);
    }

    /**
     * Invents an image in a study and series of its own.
     *
     * @param modality what it is of
     * @return it, which can be written in each native transfer syntax
     */
    public DataSet image(Modality modality) {
        return study(1, modality).instances().get(0);
    }

    /**
     * Invents an image in a study and series of its own.
     *
     * <p>For RLE, JPEG (1.2.840.10008.1.2.4.50, .51, .57, .70) and JPEG-LS (.80, .81) its pixels can be looked at. For any other
     * encapsulated transfer syntax its only fragment is {@code FFD8FFD9}: good to be sent and stored, not to be looked at.
     *
     * @param modality what it is of
     * @param transferSyntax how its pixels are encoded
     * @return it, which can be written in this transfer syntax
     */
    public DataSet image(Modality modality, Uid transferSyntax) {
        DataSet image = image(modality);
        return DataSetEncoding.of(transferSyntax).encapsulated()
                ? image.with(
                        elements -> pixels(elements, 8).encapsulatedPixelData(PixelStreams.fragments(transferSyntax)))
                : image;
    }

    private DataSet nativeImage(DataSet series, Modality modality, int number) {
        int bits = modality.bitsAllocated();
        Uid uid = uid();
        return series.with(elements -> pixels(
                        elements.uid(Tag.SOP_CLASS_UID, modality.sopClass())
                                .uid(Tag.SOP_INSTANCE_UID, uid)
                                .integer(Tag.INSTANCE_NUMBER, number),
                        bits)
                .bytes(Tag.PIXEL_DATA, Vr.OW, PixelStreams.pixels(bits)));
    }

    /** PS3.3 C.7.6.3: the image pixel module but for the pixels. */
    private static DataSetBuilder pixels(DataSetBuilder elements, int bits) {
        return elements.integer(Tag.SAMPLES_PER_PIXEL, 1)
                .text(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .integer(Tag.ROWS, PixelStreams.SIDE)
                .integer(Tag.COLUMNS, PixelStreams.SIDE)
                .integer(Tag.BITS_ALLOCATED, bits)
                .integer(Tag.BITS_STORED, bits)
                .integer(Tag.HIGH_BIT, bits - 1)
                .integer(Tag.PIXEL_REPRESENTATION, 0);
    }

    private DicomDate date(int firstYear, int years) {
        return DicomDate.of(firstYear + chance.nextInt(years), 1 + chance.nextInt(12), 1 + chance.nextInt(28));
    }

    private <T> T any(List<T> list) {
        return list.get(chance.nextInt(list.size()));
    }
}
