package org.pacsscp.bench.hospital.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HospitalDayTest {
    @TempDir
    private Path directory = Path.of("");

    /** By hand: 84 x 679 + 48 x 570 + 300 x 2 + 144 x 30 + 24 x 4 images, and their bytes; 10.1 % of them in an hour. */
    @Test
    void sumsUpWhatAHospitalMakes() throws Exception {
        HospitalDay day = HospitalDay.builtIn();

        assertThat(day.studies()).isEqualTo(600);
        assertThat(day.images()).isEqualTo(89_412);
        assertThat(day.bytes()).isEqualTo(40_872_204_288.0);
        assertThat(day.peakImagesASecond()).isEqualTo(89_412 * 0.101 / 3600, within(1e-6));
        assertThat(day.peakBytesASecond()).isEqualTo(40_872_204_288.0 * 0.101 / 3600, within(1e-3));
    }

    @Test
    void scalesTheBytesAndNotTheImages() throws Exception {
        HospitalDay day = HospitalDay.builtIn().ofImages(1.0 / 16);

        assertThat(day.images()).isEqualTo(89_412);
        assertThat(day.rate(ImageKind.CT).bytes()).isEqualTo(32_768);
        assertThat(day.bytes()).isEqualTo(40_872_204_288.0 / 16, within(1e6));
    }

    @Test
    void saysWhichParameterIsMissingOrNoNumber() throws Exception {
        String text = HospitalDay.builtInText();
        Path lacking = Files.writeString(directory.resolve("lacking"), text.replaceAll("(?m)^US.images.*$", ""));
        Path wrong =
                Files.writeString(directory.resolve("wrong"), text.replaceAll("(?m)^US.images.*$", "US.images = x"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HospitalDay.read(lacking))
                .withMessageContaining("US.images");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HospitalDay.read(wrong))
                .withMessage("US.images must be a number, but is \"x\"");
    }
}
