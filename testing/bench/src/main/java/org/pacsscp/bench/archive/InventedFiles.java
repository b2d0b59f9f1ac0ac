package org.pacsscp.bench.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.bench.dataset.InventedDataSets;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;

/**
 * Files of invented CT images of nobody, in studies of two series each, a directory for each study. Before they are sent again
 * they get other SOP Instance UIDs; all else stays. Owned by one thread.
 */
final class InventedFiles {
    private static final int SERIES_OF_STUDY = 2;
    private static final int SMALL = 2048;

    /** Beyond what is ever sent of others. */
    private static final long SMALL_GENERATION = 1_000_000;

    /** All UIDs have as many digits, so that one can be written over another. */
    private static final String INSTANCE_UID = "2.25.1%012d%012d";

    private static final String STUDY_UID = "2.25.2%02d";
    private static final String SERIES_UID = "2.25.3%02d%02d";

    private final List<Path> studies;
    private final List<Path> files;

    /** Where the UID stands: in the file meta information and in the data set. */
    private final List<Integer> offsets;

    private long generation;

    private InventedFiles(List<Path> studies, List<Path> files, List<Integer> offsets, long generation) {
        this.studies = studies;
        this.files = files;
        this.offsets = offsets;
        this.generation = generation;
    }

    /** Makes as many as wanted, with so many bytes of pixel data each. */
    static InventedFiles create(Path directory, int studyCount, int count, int pixelBytes) throws IOException {
        return create(directory, studyCount, count, pixelBytes, 0);
    }

    /** Makes smaller ones of the same studies, with SOP Instance UIDs of their own. */
    static InventedFiles small(Path directory, int studyCount, int count) throws IOException {
        return create(directory, studyCount, count, SMALL, SMALL_GENERATION);
    }

    private static InventedFiles create(Path directory, int studyCount, int count, int pixelBytes, long firstGeneration)
            throws IOException {
        List<Path> studies = new ArrayList<>();
        for (int study = 0; study < studyCount; study++) {
            studies.add(Files.createDirectory(directory.resolve("study" + study)));
        }
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path file = studies.get(i % studyCount).resolve("%06d.dcm".formatted(i));
            files.add(Files.write(file, encoded(i % studyCount, i / studyCount % SERIES_OF_STUDY, i, pixelBytes)));
        }
        return new InventedFiles(studies, files, offsets(encoded(0, 0, 0, 0), uid(0, 0)), firstGeneration);
    }

    private static byte[] encoded(int study, int series, int number, int pixelBytes) throws IOException {
        DataSet dataSet = DataSet.builder()
                .addAll(InventedDataSets.header())
                .text(Tag.SOP_INSTANCE_UID, uid(0, number))
                .text(Tag.STUDY_INSTANCE_UID, studyUid(study))
                .text(Tag.SERIES_INSTANCE_UID, SERIES_UID.formatted(study, series))
                .text(Tag.PATIENT_ID, "INVENTED_" + study)
                .text(Tag.INSTANCE_NUMBER, Integer.toString(number))
                .bytes(Tag.PIXEL_DATA, Vr.OW, new byte[pixelBytes])
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream(pixelBytes + 4096);
        DicomFile.of(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).writeTo(out);
        return out.toByteArray();
    }

    private static String uid(long generation, int number) {
        return INSTANCE_UID.formatted(generation, number);
    }

    static String studyUid(int study) {
        return STUDY_UID.formatted(study);
    }

    private static List<Integer> offsets(byte[] file, String uid) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int meta = text.indexOf(uid);
        int dataSet = text.indexOf(uid, meta + 1);
        if (meta < 0 || dataSet < 0) {
            throw new IllegalStateException("a file without its SOP Instance UID");
        }
        return List.of(meta, dataSet);
    }

    /** Makes other instances of them. */
    void renumber() throws IOException {
        generation++;
        for (int i = 0; i < files.size(); i++) {
            byte[] uid = uid(generation, i).getBytes(StandardCharsets.US_ASCII);
            try (FileChannel file = FileChannel.open(files.get(i), StandardOpenOption.WRITE)) {
                for (int offset : offsets) {
                    int written = file.write(ByteBuffer.wrap(uid), offset);
                    if (written < uid.length) {
                        throw new IOException("no room for a UID in " + files.get(i));
                    }
                }
            }
        }
    }

    int count() {
        return files.size();
    }

    /** The directories of as many senders, which share the studies. */
    List<List<Path>> directoriesOf(int senders) {
        List<List<Path>> shares = new ArrayList<>();
        for (int sender = 0; sender < senders; sender++) {
            shares.add(new ArrayList<>());
        }
        for (int study = 0; study < studies.size(); study++) {
            shares.get(study % senders).add(studies.get(study));
        }
        return shares;
    }
}
