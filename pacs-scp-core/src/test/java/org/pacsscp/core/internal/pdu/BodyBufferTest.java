package org.pacsscp.core.internal.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void takesNothingWhereThereIsNoRoom() {
        BodyBuffer refused = new BodyBuffer(bytes -> false);
        ByteBuffer in = ByteBuffer.allocate(10);

        assertThat(refused.take(in, 10)).isFalse();
        assertThat(in.remaining()).isEqualTo(10);
        assertThat(refused.length()).isZero();
        assertThat(refused.capacity()).isZero();
    }

    @Test
    void givesBackOnceWhatItHasTaken() {
        List<Long> taken = new ArrayList<>();
        BodyBuffer counted = new BodyBuffer(taken::add);
        counted.drop();
        assertThat(taken).isEmpty();

        counted.take(ByteBuffer.allocate(300), 1_000);
        counted.take(ByteBuffer.allocate(700), 1_000);
        counted.drop();
        counted.drop();
        assertThat(taken).containsExactly(600L, 1_000L, 0L);
    }
}
