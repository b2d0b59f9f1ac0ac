package org.pacsscp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;

/** Application information of PS3.4 Tables C.5-1, C.5-3 and K.5.1-1. */
class QueryNegotiationTest {
    @ParameterizedTest
    @CsvSource({
        "'',                              -",
        "RELATIONAL,                      01",
        "COMBINED_DATE_TIME,              0001",
        "FUZZY_NAMES,                     000001",
        "RELATIONAL TIMEZONE_ADJUSTMENT,  01000001",
        "ENHANCED_MULTI_FRAME_VIEW,       0000000001",
        "EMPTY_VALUES MULTIPLE_VALUES,    00000000000101"
    })
    void ofFind(String options, String bytes) {
        Identifier identifier = Identifier.studyRoot(QueryLevel.STUDY).with(options(options));

        check(
                QueryNegotiation.ofFind(anyPurpose(), identifier),
                identifier.model().find(),
                bytes);
    }

    @ParameterizedTest
    @CsvSource({"'', -", "FUZZY_NAMES, 010101", "TIMEZONE_ADJUSTMENT, 01010001"})
    void ofAWorklist(String options, String bytes) {
        Identifier identifier = Identifier.worklist().with(options(options));

        check(
                QueryNegotiation.ofFind(anyPurpose(), identifier),
                identifier.model().find(),
                bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                   -",
        "FUZZY_NAMES,                          -",
        "RELATIONAL,                           01",
        "ENHANCED_MULTI_FRAME_VIEW,            0001",
        "RELATIONAL ENHANCED_MULTI_FRAME_VIEW, 0101"
    })
    void ofRetrievals(String options, String bytes) {
        Uid sopClass = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_MOVE;
        Identifier identifier = Identifier.study(Uid.of("2.25.1")).with(options(options));

        check(QueryNegotiation.ofRetrieve(anyPurpose(), sopClass, identifier), sopClass, bytes);
    }

    private static Purpose anyPurpose() {
        return Purpose.of(SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND);
    }

    private static QueryOption[] options(String names) {
        return Stream.of(names.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(QueryOption::valueOf)
                .toArray(QueryOption[]::new);
    }

    private static void check(Purpose purpose, Uid sopClass, String bytes) {
        Optional<ByteBuffer> information =
                Optional.ofNullable(purpose.extendedNegotiations().get(sopClass));
        assertThat(information)
                .isEqualTo(
                        bytes.equals("-")
                                ? Optional.empty()
                                : Optional.of(ByteBuffer.wrap(HexFormat.of().parseHex(bytes))));
    }
}
