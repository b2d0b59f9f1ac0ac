package org.pacsscp.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueMultiplicityTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "16, 16, 16, 1",
        "1-3, 1, 3, 1",
        "1-99, 1, 99, 1",
        "1-n, 1, 2147483647, 1",
        "6-n, 6, 2147483647, 1",
        "2-2n, 2, 2147483647, 2",
        "3-3n, 3, 2147483647, 3",
    })
    void readsAndPrintsTheFormsOfTheStandard(String text, int min, int max, int step) {
        ValueMultiplicity multiplicity = ValueMultiplicity.of(text);

        assertThat(multiplicity).isEqualTo(new ValueMultiplicity(min, max, step));
        assertThat(multiplicity).hasToString(text);
    }

    @Test
    void readsWhatTwoElementsOfTheStandardHave() {
        assertThat(ValueMultiplicity.of("1-n or 1")).isEqualTo(ValueMultiplicity.of("1-n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n", "0", "3-2", "1-", "-1", "1-n2", "1-0n", "99999", "1 - 2", "1-n or 2"})
    void refusesOtherTexts(String text) {
        assertThatThrownBy(() -> ValueMultiplicity.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allowsWhatIsInRangeAndInStep() {
        assertThat(ValueMultiplicity.of("3-3n").allows(6)).isTrue();
        assertThat(ValueMultiplicity.of("3-3n").allows(7)).isFalse();
        assertThat(ValueMultiplicity.of("3-3n").allows(0)).isFalse();
        assertThat(ValueMultiplicity.of("1-3").allows(3)).isTrue();
        assertThat(ValueMultiplicity.of("1-3").allows(4)).isFalse();
        assertThat(ValueMultiplicity.ONE.allows(1)).isTrue();
        assertThat(ValueMultiplicity.ONE.allows(2)).isFalse();
    }
}
