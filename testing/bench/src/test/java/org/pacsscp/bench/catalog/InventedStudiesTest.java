package org.pacsscp.bench.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.match.Query;
import org.pacsscp.dataset.match.QueryRules;

class InventedStudiesTest {
    private static final long STUDIES = 3L * InventedStudies.BLOCK;

    private static LongStream numbers() {
        return LongStream.range(0, STUDIES);
    }

    private static void assertTogether(LongPredicate which, LongFunction<String> by) {
        assertThat(numbers().filter(which).boxed().collect(Collectors.groupingBy(by::apply, Collectors.counting())))
                .allSatisfy((key, count) -> assertThat(count).as(key).isEqualTo(InventedStudies.TOGETHER));
    }

    @Test
    void hasAsManyOfEachKindAsAreAskedFor() {
        assertTogether(number -> true, InventedStudies::day);
        assertTogether(InventedStudies::isDaily, InventedStudies::patientId);
        assertTogether(number -> !InventedStudies.isDaily(number), InventedStudies::familyName);
    }

    @Test
    void hasAPatientOfOneNameForEachId() {
        assertThat(numbers()
                        .mapToObj(InventedStudies::header)
                        .collect(Collectors.groupingBy(
                                header -> header.text(Tag.PATIENT_ID).orElseThrow(),
                                Collectors.mapping(
                                        header -> header.text(Tag.PATIENT_NAME).orElseThrow(), Collectors.toSet()))))
                .hasSize(3 * (25 + 250))
                .allSatisfy((id, names) -> assertThat(names).as(id).hasSize(1));
    }

    @Test
    void givesEachAUidOfItsOwn() {
        List<String> uids = numbers()
                .mapToObj(InventedStudies::header)
                .flatMap(header -> LongStream.of(Tag.STUDY_INSTANCE_UID, Tag.SERIES_INSTANCE_UID, Tag.SOP_INSTANCE_UID)
                        .mapToObj(tag -> header.text((int) tag).orElseThrow()))
                .toList();

        assertThat(uids)
                .doesNotHaveDuplicates()
                .allSatisfy(uid -> assertThat(uid).hasSizeLessThanOrEqualTo(64));
    }

    @Test
    void isFoundByEachQuestion() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        for (Question question : Question.values()) {
            DataSet identifier =
                    DataSet.read(question.identifier(STUDIES, random), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
            Query query = Query.of(
                    identifier.with(keys -> keys.remove(Tag.QUERY_RETRIEVE_LEVEL)), QueryRules.queryRetrieve());

            assertThat(numbers()
                            .mapToObj(InventedStudies::header)
                            .filter(header -> query.answer(header).isPresent()))
                    .as("%s", question)
                    .hasSize(InventedStudies.TOGETHER);
        }
    }
}
