package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSetEncodingTest {
    @ParameterizedTest
    @CsvSource({
        // PS3.5 Annex A: explicit, big endian, deflated, encapsulated
        "ImplicitVRLittleEndian, false, false, false, false",
        "Papyrus3ImplicitVRLittleEndian, false, false, false, false",
        "ExplicitVRLittleEndian, true, false, false, false",
        "ExplicitVRBigEndian, true, true, false, false",
        "DeflatedExplicitVRLittleEndian, true, false, true, false",
        "EncapsulatedUncompressedExplicitVRLittleEndian, true, false, false, true",
        "JPEGBaseline8Bit, true, false, false, true",
        "RLELossless, true, false, false, true",
        "MPEG2MPML, true, false, false, true",
        "DeflatedImageFrameCompression, true, false, false, true",
        "JPIPReferenced, true, false, false, false",
        "JPIPReferencedDeflate, true, false, true, false",
        "JPIPHTJ2KReferenced, true, false, false, false",
        "JPIPHTJ2KReferencedDeflate, true, false, true, false",
        "SMPTEST211030PCMDigitalAudio, true, false, false, false",
    })
    void isThatOfAnnexA(String keyword, boolean explicitVr, boolean bigEndian, boolean deflated, boolean encapsulated) {
        Uid transferSyntax = RegisteredUid.find(keyword).orElseThrow().uid();

        assertThat(DataSetEncoding.of(transferSyntax))
                .isEqualTo(new DataSetEncoding(explicitVr, bigEndian, deflated, encapsulated));
    }

    @Test
    void takesUnknownTransferSyntaxesForEncapsulatedOnes() {
        assertThat(DataSetEncoding.of(Uid.of("2.25.1"))).isEqualTo(new DataSetEncoding(true, false, false, true));
    }

    @Test
    void onlyTheseEncapsulateNothing() {
        List<String> withoutFragments = RegisteredUid.all().stream()
                .filter(registered -> registered.type().equals("Transfer Syntax"))
                .filter(registered -> !DataSetEncoding.of(registered.uid()).encapsulated())
                .map(RegisteredUid::keyword)
                .toList();

        assertThat(withoutFragments)
                .containsExactly(
                        "ImplicitVRLittleEndian",
                        "ExplicitVRLittleEndian",
                        "DeflatedExplicitVRLittleEndian",
                        "ExplicitVRBigEndian",
                        "JPIPReferenced",
                        "JPIPReferencedDeflate",
                        "JPIPHTJ2KReferenced",
                        "JPIPHTJ2KReferencedDeflate",
                        "SMPTEST211020UncompressedProgressiveActiveVideo",
                        "SMPTEST211020UncompressedInterlacedActiveVideo",
                        "SMPTEST211030PCMDigitalAudio",
                        "Papyrus3ImplicitVRLittleEndian");
    }
}
