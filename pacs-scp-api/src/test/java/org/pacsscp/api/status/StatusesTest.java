package org.pacsscp.api.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.DimseStatus.Category;

/** The codes of PS3.4, table by table. */
class StatusesTest {
    private static final Map<Class<?>, String> CODES_OF_TABLES = Map.ofEntries(
            Map.entry(StorageStatus.class, "A700 A900 B000 B006 B007 C000"),
            Map.entry(FindStatus.class, "A700 A900 C000 FE00 FF00 FF01"),
            Map.entry(RelevantPatientInformationStatus.class, "C100 C200"),
            Map.entry(RepositoryQueryStatus.class, "A710 B001"),
            Map.entry(RetrieveStatus.class, "A701 A702 A801 A900 AA00 AA01 AA02 AA03 AA04 B000 C000 FE00 FF00"),
            Map.entry(PerformedProcedureStepStatus.class, "0001 0110"),
            Map.entry(
                    UnifiedProcedureStepStatus.class,
                    "0001 B300 B301 B304 B305 B306 C300 C301 C302 C303 C304 C307 C308 C309 C310 C311 C312 C313 C314 C315"),
            Map.entry(PrintStatus.class, "B600 B601 B602 B603 B604 B605 B609 B60A C600 C601 C602 C603 C605 C613 C616"),
            Map.entry(MediaCreationStatus.class, "0001 A510 C201 C202 C203"),
            Map.entry(ApplicationEventLoggingStatus.class, "B101 B102 B104 C101 C102 C103 C104 C10E C110 C111"),
            Map.entry(MachineVerificationStatus.class, "C112 C221 C222 C223 C224 C225 C226 C227"),
            Map.entry(InventoryCreationStatus.class, "B010"));

    @Test
    void haveTheCodesOfTheirTables() {
        CODES_OF_TABLES.forEach((type, codes) -> assertThat(statuses(type).values().stream()
                        .map(status -> "%04X".formatted(status.code()))
                        .sorted()
                        .toList())
                .as(type.getSimpleName())
                .isEqualTo(List.of(codes.split(" "))));
    }

    @Test
    void haveTheCategoryThatTheirFirstDigitSays() {
        for (Class<?> type : CODES_OF_TABLES.keySet()) {
            statuses(type)
                    .forEach((name, status) -> assertThat(status.category())
                            .as(name)
                            .isEqualTo(
                                    switch (status.code() >> 12) {
                                        case 0x0 -> status.code() == 0x0001 ? Category.WARNING : Category.FAILURE;
                                        case 0xB -> Category.WARNING;
                                        case 0xF -> status.code() == 0xFE00 ? Category.CANCEL : Category.PENDING;
                                        default -> Category.FAILURE;
                                    }));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, A700", "16, A710", "255, A7FF"})
    void rangesTakeADetail(int detail, String code) {
        assertThat(StorageStatus.outOfResources(detail)).hasToString(code + "H");
    }

    @Test
    void rangesHaveAnEnd() {
        assertThat(StorageStatus.dataSetDoesNotMatchSopClass(0xFF).code()).isEqualTo(0xA9FF);
        assertThat(StorageStatus.cannotUnderstand(0xFFF).code()).isEqualTo(0xCFFF);
        assertThat(FindStatus.unableToProcess(0xFFF).code()).isEqualTo(0xCFFF);
        assertThat(RetrieveStatus.unableToProcess(1).code()).isEqualTo(0xC001);
        assertThatThrownBy(() -> StorageStatus.outOfResources(0x100)).hasMessageContaining("100H of status A700H");
        assertThatThrownBy(() -> StorageStatus.cannotUnderstand(0x1000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FindStatus.unableToProcess(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStepThatIsOverSaysSoInTheWordsOfTheStandard() {
        assertThat(PerformedProcedureStepStatus.MAY_NO_LONGER_BE_UPDATED)
                .hasToString("0110H (Performed Procedure Step Object may no longer be updated)");
        assertThat(PerformedProcedureStepStatus.MAY_NO_LONGER_BE_UPDATED_ERROR_ID)
                .isEqualTo(0xA710);
    }

    private static Map<String, DimseStatus> statuses(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> field.getType() == DimseStatus.class)
                .collect(Collectors.toMap(Field::getName, StatusesTest::value, (a, b) -> a, TreeMap::new));
    }

    private static DimseStatus value(Field field) {
        try {
            return (DimseStatus) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
