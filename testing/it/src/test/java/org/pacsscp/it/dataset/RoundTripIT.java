package org.pacsscp.it.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.ReadOptions;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Tags;
import org.pacsscp.dataset.Vr;

/** What pydicom's files hold is written again byte for byte, and survives each other encoding. */
class RoundTripIT {
    /** What is written otherwise, and why. */
    private static final Map<String, String> DIFFERENT = Map.of(
            "SC_rgb_jpeg.dcm", "is in Implicit VR and says Explicit VR, as which it is written",
            "image_dfl.dcm", "is deflated again, by another program than before");

    private static final List<Uid> NATIVE = List.of(
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);

    @Test
    void writesTheSameBytes() throws IOException, InterruptedException {
        Map<String, String> different = new TreeMap<>();
        List<Path> files = PydicomFiles.whole(Pydicom.needed());
        assertThat(files).hasSizeGreaterThan(150);
        for (Path path : files) {
            byte[] bytes = Files.readAllBytes(path);
            if (!Arrays.equals(written(DicomFile.read(path)), bytes)) {
                different.put(PydicomFiles.name(path), "");
            }
        }
        assertThat(different).containsOnlyKeys(DIFFERENT.keySet());
    }

    @Test
    void saysWhereFilesAreBroken() throws IOException, InterruptedException {
        int broken = 0;
        for (Path path : PydicomFiles.all(Pydicom.needed())) {
            String message = PydicomFiles.BROKEN.get(PydicomFiles.name(path));
            if (message != null) {
                broken++;
                assertThatThrownBy(() -> DicomFile.read(path)).hasMessage(message);
            }
        }
        assertThat(broken).isEqualTo(PydicomFiles.BROKEN.size());
    }

    @Test
    void survivesOtherEncodings() throws IOException, InterruptedException {
        int conversions = 0;
        for (Path path : PydicomFiles.whole(Pydicom.needed())) {
            DicomFile file = DicomFile.read(path);
            boolean convertible = file.dataSet().contains(Tag.SOP_CLASS_UID)
                    && !file.dataSet()
                            .element(Tag.PIXEL_DATA)
                            .map(Element::isEncapsulated)
                            .orElse(false);
            for (Uid encoding : convertible ? NATIVE : List.<Uid>of()) {
                DicomFile other =
                        DicomFile.read(new ByteArrayInputStream(written(file.in(encoding))), ReadOptions.defaults());
                assertThat(differences(file.dataSet(), other.dataSet()))
                        .as("%s in %s", path, encoding)
                        .isEmpty();
                conversions++;
            }
        }
        assertThat(conversions).isGreaterThan(300);
    }

    private static byte[] written(DicomFile file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.writeTo(out);
        return out.toByteArray();
    }

    /** Value representations that Implicit VR does not have may be others; the values may not. */
    private static String differences(DataSet before, DataSet after) {
        List<Element> expected = elements(before);
        List<Element> found = elements(after);
        if (expected.size() != found.size()) {
            return expected + " became " + found;
        }
        for (int i = 0; i < expected.size(); i++) {
            Element one = expected.get(i);
            Element other = found.get(i);
            boolean same = one.tag() == other.tag()
                    && Arrays.equals(even(one.bytes()), even(other.bytes()))
                    && sequences(one, other).isEmpty();
            if (!same) {
                return one + " became " + other;
            }
        }
        return "";
    }

    private static String sequences(Element one, Element other) {
        List<DataSet> items = one.vr() == Vr.SQ ? one.sequence() : List.of();
        for (int i = 0; i < items.size(); i++) {
            String difference = differences(items.get(i), other.sequence().get(i));
            if (!difference.isEmpty()) {
                return difference;
            }
        }
        return "";
    }

    private static List<Element> elements(DataSet dataSet) {
        return StreamSupport.stream(dataSet.spliterator(), false)
                .filter(element -> !Tags.isGroupLength(element.tag()))
                .toList();
    }

    private static byte[] even(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length - bytes.length % 2);
    }
}
