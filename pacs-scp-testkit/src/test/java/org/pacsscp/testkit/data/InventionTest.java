package org.pacsscp.testkit.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

class InventionTest {
    static final List<Uid> SYNTAXES = List.of(
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.RLE_LOSSLESS,
            TransferSyntax.JPEG_BASELINE_8_BIT,
            TransferSyntax.JPEG_EXTENDED_12_BIT,
            TransferSyntax.JPEG_LOSSLESS,
            TransferSyntax.JPEG_LOSSLESS_SV1,
            TransferSyntax.JPEG_LS_LOSSLESS,
            TransferSyntax.JPEG_LS_NEAR_LOSSLESS,
            TransferSyntax.JPEG_2000_LOSSLESS,
            TransferSyntax.HTJ2K,
            TransferSyntax.JPEG_XL);

    static Stream<Arguments> images() {
        return Stream.of(Modality.values())
                .flatMap(modality -> SYNTAXES.stream().map(syntax -> Arguments.of(modality, syntax)));
    }

    @ParameterizedTest
    @MethodSource("images")
    void inventsImagesOfEveryModalityAndEncoding(Modality modality, Uid syntax) {
        DataSet image = Invention.ofSeed(1).image(modality, syntax);

        DataSet read = DataSets.decode(DataSets.encode(image, syntax), syntax);

        assertThat(read).isEqualTo(image);
        assertThat(read.uid(Tag.SOP_CLASS_UID)).contains(modality.sopClass());
        assertThat(read.text(Tag.MODALITY)).contains(modality.name());
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void inventsTheSameFromTheSameSeed() {
        InventedStudy study = Invention.ofSeed(7).study(2, Modality.CT, Modality.PT);

        assertThat(Invention.ofSeed(7).study(2, Modality.CT, Modality.PT)).isEqualTo(study);
        assertThat(Invention.ofSeed(8).study(2, Modality.CT, Modality.PT)).isNotEqualTo(study);
    }

    @Test
    void inventsNobodyWhoCouldBeReal() {
        Invention invention = Invention.ofSeed(3);

        assertThat(Stream.generate(invention::patient).limit(200)).allSatisfy(patient -> {
            assertThat(patient.name().alphabetic().familyName()).startsWith("Invented-");
            assertThat(patient.name().alphabetic().givenName()).containsPattern("\\d");
            assertThat(patient.id()).startsWith("INV-");
            assertThat(patient.toString()).doesNotContain("Invented");
        });
    }

    @Test
    void keepsAStudyTogether() {
        InventedStudy study = Invention.ofSeed(5).study(3, Modality.MR, Modality.US);

        assertThat(study.series()).hasSize(2);
        assertThat(study.instances()).hasSize(6).allSatisfy(instance -> {
            assertThat(instance.uid(Tag.STUDY_INSTANCE_UID)).contains(study.uid());
            assertThat(instance.text(Tag.PATIENT_ID)).contains(study.patient().id());
        });
        Set<Uid> instances = study.instances().stream()
                .map(instance -> instance.uid(Tag.SOP_INSTANCE_UID).orElseThrow())
                .collect(Collectors.toSet());
        assertThat(instances).hasSize(6);
    }
}
