package org.pacsscp.it.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pacsscp.dataset.DicomFile;

/** The elements of pydicom's files have the value representations, lengths and values that pydicom reads. */
class PydicomValuesIT {
    /** Where we differ, and why we are right by the standard. */
    private static final Map<String, String> EXPLAINED = Map.of(
            "SC_rgb_jpeg.dcm OW is OB", "In Implicit VR, Pixel Data is OW (PS3.5 section A.1)",
            "UN_sequence.dcm UN is SQ", "What came as UN stays UN (PS3.5 section 6.2.2); its items are there",
            "meta_missing_tsyntax.dcm UN is SQ", "As above: a private element without value representation",
            "nested_priv_SQ.dcm UN is SQ", "As above");

    @Test
    void readsTheSame() throws IOException, InterruptedException {
        Pydicom pydicom = Pydicom.needed();
        List<Path> files = PydicomFiles.whole(pydicom);
        ForeignElements theirs = new ForeignElements(pydicom.lines(
                "pydicom_elements.py", files.stream().map(Path::toString).toArray(String[]::new)));
        int compared = 0;
        for (Path file : files) {
            compared += theirs.compare(
                    file.toString(),
                    PydicomFiles.name(file),
                    DicomFile.read(file).dataSet());
        }
        assertThat(theirs.differences()).containsOnlyKeys(EXPLAINED.keySet());
        assertThat(compared).isGreaterThan(10_000);
    }
}
