package org.pacsscp.robustness.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CorpusTest {
    private final List<Case> cases = Corpus.cases("TARGET");

    @Test
    void hasMoreThan200CasesOfDifferentNames() {
        assertThat(cases).hasSizeGreaterThan(200).extracting(Case::name).doesNotHaveDuplicates();
    }

    @Test
    void saysOfEachWhatItIsAboutAndWhatIsExpected() {
        assertThat(cases).allSatisfy(scene -> {
            assertThat(scene.source()).isNotBlank();
            assertThat(scene.expected()).matches("[ -~]+").doesNotContain(",,");
        });
    }

    @Test
    void isTheSameEachTime() {
        assertThat(Corpus.cases("TARGET"))
                .extracting(Case::name)
                .containsExactlyElementsOf(cases.stream().map(Case::name).toList());
    }
}
