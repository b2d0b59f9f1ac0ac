package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The registry and the constants that the build makes of the same table. */
class RegisteredUidTest {
    @Test
    void knowsEveryRowOfTheTable() throws Exception {
        List<RegisteredUid> rows =
                Files.readAllLines(Path.of("src/main/resources/org/pacsscp/api/uids.tsv"), StandardCharsets.UTF_8)
                        .stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("\t", -1))
                        .map(column -> new RegisteredUid(
                                Uid.of(column[0]), column[1], column[2], column[3], column[4].equals("Y")))
                        .toList();

        assertThat(RegisteredUid.all()).containsExactlyElementsOf(rows);
        for (RegisteredUid row : rows) {
            assertThat(RegisteredUid.find(row.uid())).contains(row);
            assertThat(RegisteredUid.find(row.keyword())).contains(row);
            assertThat(row.name()).isNotBlank();
        }
    }

    @Test
    void findsNothingThatTheStandardHasNotRegistered() {
        assertThat(RegisteredUid.find(Uid.of("2.25.1"))).isEmpty();
        assertThat(RegisteredUid.find("ctimagestorage")).isEmpty();
        assertThat(Uid.of("2.25.1").name()).isEmpty();
    }

    @Test
    void namesForPeople() {
        assertThat(SopClass.CT_IMAGE_STORAGE.name()).contains("CT Image Storage");
        assertThat(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN.name()).contains("Explicit VR Big Endian");
    }

    @Test
    void everySopClassHasItsConstant() {
        assertThat(constants(SopClass.class)).isEqualTo(registered("", "SOP Class", "Meta SOP Class"));
    }

    @Test
    void everyTransferSyntaxHasItsConstant() {
        assertThat(constants(TransferSyntax.class)).isEqualTo(registered("", "Transfer Syntax"));
    }

    @Test
    void everyWellKnownInstanceHasItsConstant() {
        assertThat(constants(WellKnownInstance.class)).isEqualTo(registered("INSTANCE", "Well-known SOP Instance"));
    }

    @ParameterizedTest
    @CsvSource({
        "VERIFICATION, 1.2.840.10008.1.1",
        "CT_IMAGE_STORAGE, 1.2.840.10008.5.1.4.1.1.2",
        "ENHANCED_MR_COLOR_IMAGE_STORAGE, 1.2.840.10008.5.1.4.1.1.4.3",
        "X_RAY_3D_ANGIOGRAPHIC_IMAGE_STORAGE, 1.2.840.10008.5.1.4.1.1.13.1.1",
        "VOI_LUT_BOX, 1.2.840.10008.5.1.1.22",
        "COMPREHENSIVE_3D_SR_STORAGE, 1.2.840.10008.5.1.4.1.1.88.34",
        "XA_XRF_GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE, 1.2.840.10008.5.1.4.1.1.11.5",
        "GENERAL_32_BIT_ECG_WAVEFORM_STORAGE, 1.2.840.10008.5.1.4.1.1.9.1.4",
        "PATIENT_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND, 1.2.840.10008.5.1.4.1.2.1.1",
    })
    void wordsOfSopClassesAreParted(String name, String uid) {
        assertThat(names(SopClass.class)).containsEntry(name, Uid.of(uid));
    }

    @ParameterizedTest
    @CsvSource({
        "JPEG_2000_LOSSLESS, 1.2.840.10008.1.2.4.90",
        "JPEG_LS_NEAR_LOSSLESS, 1.2.840.10008.1.2.4.81",
        "JPEG_LOSSLESS_SV1, 1.2.840.10008.1.2.4.70",
        "JPEG_XL_LOSSLESS, 1.2.840.10008.1.2.4.110",
        "HTJ2K_LOSSLESS_RPCL, 1.2.840.10008.1.2.4.202",
        "RLE_LOSSLESS, 1.2.840.10008.1.2.5",
        "MPEG_4_HP41BD, 1.2.840.10008.1.2.4.103",
    })
    void wordsOfTransferSyntaxesAreParted(String name, String uid) {
        assertThat(names(TransferSyntax.class)).containsEntry(name, Uid.of(uid));
    }

    @Test
    void storageIsWhatTableB51Lists() {
        assertThat(SopClass.storage())
                .contains(
                        SopClass.CT_IMAGE_STORAGE,
                        SopClass.ENCAPSULATED_PDF_STORAGE,
                        SopClass.RT_PLAN_STORAGE,
                        SopClass.LABEL_MAP_SEGMENTATION_STORAGE,
                        SopClass.GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE)
                // Retired, a service of its own, only on media, and of no patient (PS3.4 Table GG.3-1).
                .doesNotContain(
                        SopClass.ULTRASOUND_IMAGE_STORAGE_RETIRED,
                        SopClass.STORAGE_COMMITMENT_PUSH_MODEL,
                        SopClass.MEDIA_STORAGE_DIRECTORY_STORAGE,
                        SopClass.HANGING_PROTOCOL_STORAGE)
                .doesNotHaveDuplicates()
                .hasSize(170);
        assertThat(SopClass.storage()).allSatisfy(uid -> {
            RegisteredUid registered = RegisteredUid.find(uid).orElseThrow();
            assertThat(registered.retired()).isFalse();
            assertThat(registered.keyword()).contains("Storage");
        });
    }

    /** Constants by their letters, since tests of words are above. */
    private static Map<String, Uid> constants(Class<?> type) {
        return names(type).entrySet().stream()
                .collect(Collectors.toMap(constant -> constant.getKey().replace("_", ""), Map.Entry::getValue));
    }

    private static Map<String, Uid> names(Class<?> type) {
        return Arrays.stream(type.getFields()).collect(Collectors.toMap(Field::getName, RegisteredUidTest::value));
    }

    private static Map<String, Uid> registered(String suffix, String... types) {
        return RegisteredUid.all().stream()
                .filter(registered -> Stream.of(types).anyMatch(registered.type()::equals))
                .collect(Collectors.toMap(
                        registered ->
                                registered.keyword().toUpperCase(Locale.ROOT).replaceAll(suffix + "$", ""),
                        RegisteredUid::uid));
    }

    private static Uid value(Field field) {
        try {
            return (Uid) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
