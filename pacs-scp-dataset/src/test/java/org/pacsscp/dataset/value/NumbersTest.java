package org.pacsscp.dataset.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({"1.50, 1.50", "' -0.5 ', -0.5", "+1, 1", "1E-3, 0.001", "1e+3, 1E+3", ".5, 0.5", "5., 5", "007, 7"})
    void keepsDecimalNumbersAsWritten(String text, BigDecimal value) {
        DecimalString number = DecimalString.parse(text).orElseThrow();
        assertThat(number.text()).isEqualTo(text.strip());
        assertThat(number.value()).isEqualTo(value);
        assertThat(number.doubleValue()).isEqualTo(value.doubleValue());
        assertThat(number).hasToString("DecimalString[" + text.strip().length() + " characters]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "E5", "1E", "1,5", "NaN", "Infinity", "1 5", "0x10", "--1", "1d", "1E12345", "١"})
    void readsNoDecimalNumberFromOtherTexts(String text) {
        assertThat(DecimalString.parse(text)).isEmpty();
        assertThatThrownBy(() -> new DecimalString(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "3.141592653589793, 3.14159265358979",
        "-0.3333333333333333, -0.3333333333333",
        "1.2345678901234567E300, 1.23456789E+300",
        "-1.2345678901234567E-300, -1.23456789E-300",
        "123456789012345678, 1.2345678901E+17"
    })
    void writesDecimalNumbersInSixteenCharacters(BigDecimal value, String text) {
        assertThat(DecimalString.of(value).text()).hasSizeLessThanOrEqualTo(16);
        assertThat(DecimalString.of(value).doubleValue()).isCloseTo(value.doubleValue(), within(value));
        assertThat(DecimalString.of(value).text().length()).isGreaterThanOrEqualTo(text.length() - 1);
    }

    private static org.assertj.core.data.Percentage within(BigDecimal value) {
        assertThat(value.signum()).isNotZero();
        return org.assertj.core.data.Percentage.withPercentage(1e-6);
    }

    @Test
    void writesAnyFiniteDouble() {
        Random random = new Random(16);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                DecimalString number = DecimalString.of(value);
                assertThat(number.text()).hasSizeLessThanOrEqualTo(DecimalString.MAX_LENGTH);
                assertThat(Math.abs(number.doubleValue() - value)).isLessThanOrEqualTo(Math.abs(value) * 1e-8);
            }
        }
        assertThatThrownBy(() -> DecimalString.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThat(DecimalString.of(new BigDecimal("1E+9999")).text()).isEqualTo("1E+9999");
        assertThatThrownBy(() -> DecimalString.of(new BigDecimal("1.2345678901234567E+2000000000")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"007, 7", "' -12 ', -12", "+5, 5", "2147483647, 2147483647", "-2147483648, -2147483648"})
    void keepsWholeNumbersAsWritten(String text, int value) {
        IntegerString number = IntegerString.parse(text).orElseThrow();
        assertThat(number.text()).isEqualTo(text.strip());
        assertThat(number.value()).isEqualTo(value);
        assertThat(number.toString()).doesNotContain(text.strip());
        assertThat(IntegerString.of(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "-", "1.0", "1E3", "2147483648", "-2147483649", "1 2", "x", "١"})
    void readsNoWholeNumberFromOtherTexts(String text) {
        assertThat(IntegerString.parse(text)).isEmpty();
        assertThatThrownBy(() -> new IntegerString(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
