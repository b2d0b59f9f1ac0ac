package org.pacsscp.it.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.dataset.DicomFile;

/** The elements of pydicom's files have the value representations, lengths and values that PixelMed reads. */
class PixelmedValuesIT {
    /** Where we differ, as a regular expression, and who is right by the standard. */
    private static final Map<String, String> EXPLAINED = Map.of(
            "(693_J2KI|MR_small_jp2klossless|MR_small_jpeg_ls_lossless|SC_rgb_jpeg_dcmd|SC_rgb_rle_16bit(_2frame)?"
                    + "|rtdose_rle(_1frame)?)\\.dcm OW is OB",
            "These files say OW, where PS3.5 section A.4 wants OB: we say what came, PixelMed what it should be",
            "(rtdose_rle(_1frame)?|J2K_pixelrep_mismatch|UN_sequence)\\.dcm UN is ..",
            "What came as UN stays UN (PS3.5 section 6.2.2), and is read as the dictionary has it; PixelMed says the latter",
            "(meta_missing_tsyntax|nested_priv_SQ)\\.dcm .*",
            "A sequence at (0001,0001), which nobody may use (PS3.5 section 7.8.1): PixelMed takes it for a private creator and"
                    + " stops in it. We have what pydicom has",
            "chr(H31|H32|I2|JapMulti|JapMultiExplicitIR6|KoreanMulti|SQEncoding1?)\\.dcm length",
            "PixelMed counts the characters that it has decoded; a length counts bytes (PS3.5 section 7.1.1)",
            "SC_rgb_jpeg\\.dcm has other elements",
            "It is in Implicit VR and says Explicit VR. PixelMed gives up; we read it, and note that, as pydicom does",
            "DICOMDIR-nooffset has other elements",
            "PixelMed leaves the directory records out. We have what pydicom has");

    @TempDir
    Path work;

    @Test
    void readsTheSame() throws IOException, InterruptedException {
        Pixelmed.needed();
        List<Path> files = PydicomFiles.whole(Pydicom.needed());
        ForeignElements theirs = new ForeignElements(Pixelmed.elements(files, work));
        int compared = 0;
        for (Path file : files) {
            compared += theirs.compare(
                    file.toString(),
                    PydicomFiles.name(file),
                    DicomFile.read(file).dataSet());
        }
        Set<String> differences = theirs.differences().keySet();
        assertThat(differences)
                .allSatisfy(difference ->
                        assertThat(EXPLAINED.keySet()).as(difference).anyMatch(difference::matches));
        assertThat(EXPLAINED.keySet())
                .allSatisfy(explained ->
                        assertThat(differences).as(explained).anyMatch(difference -> difference.matches(explained)));
        assertThat(compared).isGreaterThan(10_000);
    }
}
