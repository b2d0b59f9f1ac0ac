package org.pacsscp.bench.hospital.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogChoiceTest {
    @Test
    void isReadAsItIsTyped() {
        assertThat(CatalogChoice.parse("sqlite")).isEqualTo(new CatalogChoice(false, 1));
        assertThat(CatalogChoice.parse("postgresql")).isEqualTo(new CatalogChoice(true, 1));
        assertThat(CatalogChoice.parse("postgresql:2"))
                .isEqualTo(new CatalogChoice(true, 2))
                .hasToString("PostgreSQL, 2 processes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite:2", "postgresql:0", "h2", ""})
    void isRefusedWhereItIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CatalogChoice.parse(text));
    }
}
