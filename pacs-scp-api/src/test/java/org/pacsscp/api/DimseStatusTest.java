package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.DimseStatus.Category;

class DimseStatusTest {
    /** The statuses to which PS3.7 Annex C itself gives a code, and the pending ones of PS3.4. */
    private static final Map<String, Integer> ANNEX_C = new TreeMap<>(Map.ofEntries(
            Map.entry("SUCCESS", 0x0000), // C.1.1
            Map.entry("PENDING", 0xFF00), // C.2.1
            Map.entry("PENDING_WITH_WARNING", 0xFF01), // C.2.1
            Map.entry("CANCEL", 0xFE00), // C.3.1
            Map.entry("ATTRIBUTE_LIST_WARNING", 0x0107), // C.4.2
            Map.entry("ATTRIBUTE_VALUE_OUT_OF_RANGE", 0x0116), // C.4.3
            Map.entry("SOP_CLASS_NOT_SUPPORTED", 0x0122), // C.5.6
            Map.entry("CLASS_INSTANCE_CONFLICT", 0x0119), // C.5.7
            Map.entry("DUPLICATE_SOP_INSTANCE", 0x0111), // C.5.8
            Map.entry("DUPLICATE_INVOCATION", 0x0210), // C.5.9
            Map.entry("INVALID_ARGUMENT_VALUE", 0x0115), // C.5.10
            Map.entry("INVALID_ATTRIBUTE_VALUE", 0x0106), // C.5.11
            Map.entry("INVALID_SOP_INSTANCE", 0x0117), // C.5.12
            Map.entry("MISSING_ATTRIBUTE", 0x0120), // C.5.13
            Map.entry("MISSING_ATTRIBUTE_VALUE", 0x0121), // C.5.14
            Map.entry("MISTYPED_ARGUMENT", 0x0212), // C.5.15
            Map.entry("NO_SUCH_ARGUMENT", 0x0114), // C.5.16
            Map.entry("NO_SUCH_ATTRIBUTE", 0x0105), // C.5.17
            Map.entry("NO_SUCH_EVENT_TYPE", 0x0113), // C.5.18
            Map.entry("NO_SUCH_SOP_INSTANCE", 0x0112), // C.5.19
            Map.entry("NO_SUCH_SOP_CLASS", 0x0118), // C.5.20
            Map.entry("PROCESSING_FAILURE", 0x0110), // C.5.21
            Map.entry("RESOURCE_LIMITATION", 0x0213), // C.5.22
            Map.entry("UNRECOGNIZED_OPERATION", 0x0211), // C.5.23
            Map.entry("NO_SUCH_ACTION_TYPE", 0x0123), // C.5.24
            Map.entry("NOT_AUTHORIZED", 0x0124))); // C.5.25

    @Test
    void hasTheStandardsConstants() throws IllegalAccessException {
        Map<String, Integer> constants = new TreeMap<>();
        for (var field : DimseStatus.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.get(null) instanceof DimseStatus status) {
                assertThat(status.errorComment()).as(field.getName()).isEmpty();
                constants.put(field.getName(), status.code());
            }
        }
        assertThat(constants).isEqualTo(ANNEX_C);
    }

    /** The table of PS3.7 Annex C. All other codes are failures, also those that it does not have. */
    @ParameterizedTest
    @CsvSource({
        "SUCCESS, 0000",
        "WARNING, 0001|B...|0107|0116",
        "CANCEL,  FE00",
        "PENDING, FF00|FF01",
        "FAILURE, (?!0000|0001|B...|0107|0116|FE00|FF00|FF01)....",
    })
    void isOfTheStandardsCategory(Category category, String codes) {
        assertThat(codes(code -> DimseStatus.of(code).category() == category))
                .isEqualTo(codes(code -> "%04X".formatted(code).matches(codes)));
    }

    private static List<Integer> codes(IntPredicate condition) {
        return IntStream.rangeClosed(0, 0xFFFF).filter(condition).boxed().toList();
    }

    @Test
    void isWithinSixteenBits() {
        assertThat(DimseStatus.of(0xFFFF).code()).isEqualTo(0xFFFF);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DimseStatus.of(0x10000))
                .withMessage("status 10000H; it must be 0 to FFFFH");
        assertThatIllegalArgumentException().isThrownBy(() -> DimseStatus.of(-1));
    }

    @Test
    void cutsItsCommentToWhatTheElementHolds() {
        String longest = "x".repeat(64);
        assertThat(DimseStatus.of(0xA700).withErrorComment(longest).errorComment())
                .contains(longest);
        assertThat(DimseStatus.of(0xA700).withErrorComment(longest + "y").errorComment())
                .contains(longest);
        assertThat(new DimseStatus(0xA700, Optional.of(longest + "y")).errorComment())
                .contains(longest);
    }

    @Test
    void addsACommentToANewStatus() {
        DimseStatus status = DimseStatus.PROCESSING_FAILURE.withErrorComment("disk full");
        assertThat(status.code()).isEqualTo(0x0110);
        assertThat(status.withErrorComment("no light").errorComment()).contains("no light");
        assertThat(DimseStatus.PROCESSING_FAILURE.errorComment()).isEmpty();
    }

    @Test
    void isShownAsTheStandardPrintsIt() {
        assertThat(DimseStatus.SUCCESS).hasToString("0000H");
        assertThat(DimseStatus.of(0xA700).withErrorComment("disk full")).hasToString("A700H (disk full)");
    }
}
