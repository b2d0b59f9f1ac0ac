package org.pacsscp.dataset.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {
    @Test
    void readsTheExamplesOfTheStandard() {
        // PS3.5 section 6.2.1.1
        PersonName adams = PersonName.parse("Adams^John Robert Quincy^^Rev.^B.A. M.Div.");
        assertThat(adams.alphabetic())
                .isEqualTo(new PersonName.Group("Adams", "John Robert Quincy", "", "Rev.", "B.A. M.Div."));
        assertThat(adams.ideographic().isEmpty()).isTrue();
        assertThat(PersonName.parse("Morrison-Jones^Susan^^^Ph.D., Chief Executive Officer")
                        .alphabetic()
                        .suffix())
                .isEqualTo("Ph.D., Chief Executive Officer");
        PersonName yamada = PersonName.parse("Yamada^Tarou=山田^太郎=やまだ^たろう");
        assertThat(yamada.ideographic()).isEqualTo(PersonName.Group.of("山田", "太郎"));
        assertThat(yamada.phonetic().text()).isEqualTo("やまだ^たろう");
    }

    @ParameterizedTest
    @CsvSource({
        "Doe^John^^^, Doe^John",
        "' Doe ^ John ', Doe^John",
        "=山田^太郎, =山田^太郎",
        "==やまだ, ==やまだ",
        "Wang^XiaoDong=王^小東=, Wang^XiaoDong=王^小東",
        "^^^Dr., ^^^Dr.",
        "a^b^c^d^e^f^g, a^b^c^d^e",
        "a=b=c=d, a=b=c",
        "'a\nb\\c', a b c",
        "'', ''",
        "^=^, ''",
        "====, ''"
    })
    void readsAnyTextAndWritesItWithoutWhatNeedNotStand(String text, String written) {
        PersonName name = PersonName.parse(text);
        assertThat(name.text()).isEqualTo(written);
        assertThat(PersonName.parse(name.text())).isEqualTo(name);
        assertThat(name.isEmpty()).isEqualTo(written.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a^b", "a=b", "a\\b", "a\u001b", "a\r"})
    void isNotMadeWithDelimitersOrControls(String component) {
        assertThatThrownBy(() -> PersonName.of("Doe", component))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("given name")
                .hasMessageContaining(" at 1")
                .hasMessageNotContaining(component);
    }

    @Test
    void showsNobodysName() {
        assertThat(PersonName.of("Doe", "John")).hasToString("PersonName[8, 0, 0 characters]");
        assertThat(PersonName.Group.of("Doe", "John")).hasToString("Group[8 characters]");
    }
}
