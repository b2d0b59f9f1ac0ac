package org.pacsscp.bench.catalog;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;

/**
 * Studies of nobody, each of one image, which follow from their numbers. Each question that {@link Question} asks has 50 of them.
 *
 * <p>They come day by day, 50 a day, as they come to an archive. 2,500 are a block of 50 days: half of its studies are of 25 patients who
 * come each day; the others of 250 patients who come on five days one after the other, ten of whom have a family name in common. IDs, names
 * and UIDs have no order, so that each row belongs somewhere else in each index.
 */
final class InventedStudies {
    /** The studies of a day, those of a patient who comes each day, and those of a family name. */
    static final int TOGETHER = 50;

    /** Of so many the answers are complete. */
    static final int BLOCK = TOGETHER * TOGETHER;

    private static final int DAILY = TOGETHER / 2;
    private static final int VISITS = 5;
    private static final LocalDate FIRST_DAY = LocalDate.of(1971, 1, 1);
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
    private static final int LETTERS = 7;
    private static final int IMAGE_BYTES = 8 << 10;
    private static final int COLUMNS = 64;

    /** Odd, so that different numbers are different after a multiplication modulo 2 to the 32nd and 2 to the 64th. */
    private static final int SPREAD = 0x9E37_79B1;

    private static final long LONG_SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private InventedStudies() {}

    /** Returns the image of a study, without its pixels. */
    static DataSet header(long number) {
        return attributes(number, number, 0).build();
    }

    /**
     * Returns an image, with pixels.
     *
     * @param number of the study, from which follow patient and day
     * @param uid from which its UID follows, so that a study may come again
     * @param image its number in the study
     */
    static DataSet image(long number, long uid, int image) {
        return attributes(number, uid, image)
                .integer(Tag.SAMPLES_PER_PIXEL, 1)
                .text(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .integer(Tag.ROWS, IMAGE_BYTES / 2 / COLUMNS)
                .integer(Tag.COLUMNS, COLUMNS)
                .integer(Tag.BITS_ALLOCATED, 16)
                .integer(Tag.BITS_STORED, 16)
                .integer(Tag.HIGH_BIT, 15)
                .integer(Tag.PIXEL_REPRESENTATION, 0)
                .bytes(Tag.PIXEL_DATA, Vr.OW, new byte[IMAGE_BYTES])
                .build();
    }

    private static DataSetBuilder attributes(long number, long uid, int image) {
        return DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100")
                .text(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "AXIAL")
                .uid(Tag.SOP_CLASS_UID, SopClass.CT_IMAGE_STORAGE)
                .uid(Tag.SOP_INSTANCE_UID, instanceUid(uid, image))
                .text(Tag.STUDY_DATE, day(number))
                .text(Tag.STUDY_TIME, "%02d%02d00".formatted(7 + number % 12, number % 60))
                .text(Tag.ACCESSION_NUMBER, "A%012X".formatted(spread(uid) >>> 16))
                .text(Tag.MODALITY, "CT")
                .text(Tag.MANUFACTURER, "INVENTED")
                .text(Tag.REFERRING_PHYSICIAN_NAME, "Invented^Referrer")
                .text(Tag.STUDY_DESCRIPTION, "Invented thorax")
                .text(Tag.SERIES_DESCRIPTION, "Invented axial")
                .text(Tag.PATIENT_NAME, name(number))
                .text(Tag.PATIENT_ID, patientId(number))
                .text(Tag.PATIENT_BIRTH_DATE, "1970%02d01".formatted(1 + slot(number) % 12))
                .text(Tag.PATIENT_SEX, "O")
                .text(Tag.BODY_PART_EXAMINED, "CHEST")
                .uid(Tag.STUDY_INSTANCE_UID, uid(uid, 1))
                .uid(Tag.SERIES_INSTANCE_UID, uid(uid, 2))
                .text(Tag.STUDY_ID, Long.toString(number))
                .text(Tag.SERIES_NUMBER, "1")
                .text(Tag.INSTANCE_NUMBER, Integer.toString(image + 1));
    }

    /** Returns the UID of an image. */
    static Uid instanceUid(long uid, int image) {
        return uid(uid, 3 + image);
    }

    /** Of 126 bits, of which the first ones have no order. */
    private static Uid uid(long number, long what) {
        BigInteger high = new BigInteger(Long.toUnsignedString(spread(number * 31 + what) >>> 2));
        return Uid.of("2.25." + high.shiftLeft(64).add(BigInteger.valueOf(number * 4096 + what)));
    }

    /** Returns the day of a study. */
    static String day(long number) {
        return FIRST_DAY.plusDays(number / TOGETHER).format(DATE);
    }

    /** Returns the ID of the patient of a study. */
    static String patientId(long number) {
        return "P%08X".formatted((int) (family(number) * 16 + member(number)) * SPREAD);
    }

    /** Tells whether the patient of a study has as many as belong together. */
    static boolean isDaily(long number) {
        return slot(number) < DAILY;
    }

    /** Returns the family name of the patient of a study, which no other family's begins with. */
    static String familyName(long number) {
        StringBuilder name = new StringBuilder("Invented-");
        long rest = Integer.toUnsignedLong((int) family(number) * SPREAD);
        for (int i = 0; i < LETTERS; i++) {
            name.append((char) ('a' + rest % 26));
            rest /= 26;
        }
        return name.toString();
    }

    private static String name(long number) {
        return familyName(number) + "^Patient " + member(number);
    }

    /** Returns a number that only this patient has, from 1 on. */
    static long patient(long number) {
        return family(number) * 16 + member(number) + 1;
    }

    /** Tells whether no earlier study is of the same patient. */
    static boolean isFirstOfPatient(long number) {
        long day = number / TOGETHER % TOGETHER;
        return isDaily(number) ? day == 0 : day % VISITS == 0;
    }

    /** Returns which one of a family the patient of a study is. */
    private static long member(long number) {
        return isDaily(number) ? 0 : 1 + number / TOGETHER % TOGETHER / VISITS;
    }

    private static long slot(long number) {
        return number % TOGETHER;
    }

    private static long family(long number) {
        return number / BLOCK * TOGETHER + slot(number);
    }

    private static long spread(long number) {
        long mixed = number * LONG_SPREAD;
        mixed ^= mixed >>> 32;
        return mixed * LONG_SPREAD;
    }
}
