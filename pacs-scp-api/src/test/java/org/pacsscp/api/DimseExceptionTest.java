package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class DimseExceptionTest {
    private static final DimseStatus STATUS = DimseStatus.of(0xA700).withErrorComment("disk full");

    @Test
    void keepsItsStatus() {
        assertThat(new DimseException(STATUS).status()).isEqualTo(STATUS);
        assertThat(new DimseException(DimseStatus.NO_SUCH_SOP_INSTANCE).status())
                .isEqualTo(DimseStatus.NO_SUCH_SOP_INSTANCE);
    }

    @Test
    void isAnAnswerAndHasNoStackTrace() {
        assertThat(new DimseException(STATUS)).hasMessage("A700H (disk full)").hasNoCause();
        assertThat(new DimseException(STATUS).getStackTrace()).isEmpty();
    }

    @Test
    void keepsItsCause() {
        IOException cause = new IOException("no space left on device");
        assertThat(new DimseException(STATUS, cause)).hasCause(cause);
        assertThat(new DimseException(STATUS, cause).status()).isEqualTo(STATUS);
    }

    @Test
    void survivesSerialization() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new DimseException(STATUS));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((DimseException) in.readObject()).status()).isEqualTo(STATUS);
        }
    }
}
