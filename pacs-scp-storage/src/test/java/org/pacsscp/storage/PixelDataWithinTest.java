package org.pacsscp.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

class PixelDataWithinTest {
    private static final Uid CT = SopClass.CT_IMAGE_STORAGE;
    private static final Uid JPEG_BASELINE = TransferSyntax.JPEG_BASELINE_8_BIT;

    private final PixelDataWithin choice = new PixelDataWithin();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.840.10008.1.2.4.94",
                "1.2.840.10008.1.2.4.95",
                "1.2.840.10008.1.2.4.204",
                "1.2.840.10008.1.2.4.205"
            })
    void takesNoReferenceToPixelData(String referencing) {
        Uid uid = Uid.of(referencing);
        assertThat(choice.choose(CT, List.of(uid), List.of())).isEmpty();
        assertThat(choice.choose(CT, List.of(uid, JPEG_BASELINE), List.of())).contains(JPEG_BASELINE);
        assertThat(choice.choose(CT, List.of(uid), List.of(uid))).isEmpty();
    }

    @Test
    void takesTheFirstOfTheServersOtherwise() {
        List<Uid> proposed = List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, JPEG_BASELINE);
        assertThat(choice.choose(CT, proposed, List.of())).contains(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        assertThat(choice.choose(CT, proposed, List.of(JPEG_BASELINE, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)))
                .contains(JPEG_BASELINE);
    }
}
