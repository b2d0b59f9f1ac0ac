package org.pacsscp.core.internal.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BodyBufferTest {
    private final BodyBuffer body = new BodyBuffer(Room.UNLIMITED);

    @Test
    void growsOnlyWhenItIsFull() {
        assertThat(body.take(ByteBuffer.allocate(1), 1_000)).isFalse();
        assertThat(body.capacity()).isEqualTo(256);
        assertThat(body.take(ByteBuffer.allocate(255), 1_000)).isFalse();
        assertThat(body.capacity()).as("256 bytes fit").isEqualTo(256);
        assertThat(body.take(ByteBuffer.allocate(1), 1_000)).isFalse();
        assertThat(body.capacity()).isEqualTo(514);
    }

    @Test
    void takesNoMoreThanTheBody() {
        ByteBuffer in = ByteBuffer.allocate(1_001);

        assertThat(body.take(in, 1_000)).isTrue();
        assertThat(in.remaining()).isOne();
        assertThat(body.capacity()).isEqualTo(1_000);
    }
}
