package org.pacsscp.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagTest {
    private final Map<String, Integer> constants =
            Arrays.stream(Tag.class.getFields()).collect(Collectors.toMap(Field::getName, TagTest::value));

    @Test
    void everyKeywordHasItsConstant() {
        Map<String, String> tagsByLetters = ElementTable.rows().stream()
                .filter(row -> !row.keyword().isEmpty())
                .collect(Collectors.toMap(
                        row -> row.keyword().toUpperCase(Locale.ROOT),
                        row -> row.tag().replace('X', '.')));

        Map<String, String> constantsByLetters = constants.entrySet().stream()
                .collect(Collectors.toMap(
                        constant -> constant.getKey().replace("_", ""),
                        constant -> "%08X".formatted(constant.getValue())));

        assertThat(constantsByLetters.keySet()).isEqualTo(tagsByLetters.keySet());
        tagsByLetters.forEach((letters, pattern) -> assertThat(constantsByLetters)
                .hasEntrySatisfying(letters, tag -> assertThat(tag).matches(pattern)));
    }

    @Test
    void noTwoConstantsHaveTheSameTag() {
        assertThat(constants.values()).doesNotHaveDuplicates();
    }

    @Test
    void constantsAreCompileTimeConstants() {
        assertThat(switchOn(0x00100010)).isEqualTo("name");
        assertThat(Tag.class.getFields())
                .allMatch(field -> field.getType() == int.class
                        && Modifier.isStatic(field.getModifiers())
                        && Modifier.isFinal(field.getModifiers()));
    }

    @ParameterizedTest
    @CsvSource({
        "PATIENT_NAME, 00100010",
        "SOP_INSTANCE_UID, 00080018",
        "REFERENCED_SOP_INSTANCE_UID_IN_FILE, 00041511",
        "OTHER_PATIENT_IDS, 00101000",
        "PHYSICIANS_OF_RECORD, 00081048",
        "VOI_LUT_SEQUENCE, 00283010",
        "X_RAY_3D_FRAME_TYPE_SEQUENCE, 00189504",
        "X_RAY_TUBE_CURRENT_IN_UA, 00188151",
        "EXPOSURE_IN_UAS, 00181153",
        "EXPOSURE_IN_MAS, 00189332",
        "KVP, 00180060",
        "DB_DT, 00181318",
        "DEIDENTIFICATION_METHOD, 00120063",
        "ACQUISITION_DATE_TIME, 0008002A",
        "LOW_RR_VALUE, 00181081",
        "ROI_AREA, 60001301",
        "OVERLAY_DATA, 60003000",
        "VARIABLE_PIXEL_DATA, 7F000010",
        "SOURCE_IMAGE_IDS, 00203100",
        "CODE_LABEL, 00280800",
        "ITEM_DELIMITATION_ITEM, FFFEE00D",
    })
    void wordsOfKeywordsAreParted(String name, String tag) {
        assertThat(constants).containsEntry(name, Integer.parseUnsignedInt(tag, 16));
    }

    @ParameterizedTest
    // (0028,0400) is Transform Label; (1000,0000) and (1010,0000) are lengths of groups.
    @CsvSource({
        "ROWS_FOR_NTH_ORDER_COEFFICIENTS, 00280410",
        "ESCAPE_TRIPLET, 10000010",
        "RUN_LENGTH_TRIPLET, 10000001",
        "ZONAL_MAP, 10100001",
    })
    void whatRepeatsTakesTheLowestTagThatIsNoOthers(String name, String tag) {
        assertThat(constants).containsEntry(name, Integer.parseUnsignedInt(tag, 16));
    }

    private static String switchOn(int tag) {
        return switch (tag) {
            case Tag.PATIENT_NAME -> "name";
            case Tag.PATIENT_ID -> "id";
            default -> "other";
        };
    }

    private static int value(Field field) {
        try {
            return field.getInt(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
