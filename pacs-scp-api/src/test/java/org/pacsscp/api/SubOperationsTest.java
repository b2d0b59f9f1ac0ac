package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubOperationsTest {
    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void countInTwoBytes(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubOperations(count, 0, 0, 0))
                .withMessage("number of remaining sub-operations is %d; it must be 0 to 65535", count);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubOperations(0, count, 0, 0))
                .withMessageContaining("completed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubOperations(0, 0, count, 0))
                .withMessageContaining("failed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubOperations(0, 0, 0, count))
                .withMessageContaining("warning");
    }
}
