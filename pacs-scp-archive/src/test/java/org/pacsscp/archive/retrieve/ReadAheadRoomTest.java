package org.pacsscp.archive.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReadAheadRoomTest {
    @Test
    void hasRoomForAFew() {
        ReadAheadRoom room = new ReadAheadRoom(ByteBuffer::allocate);
        for (int i = 0; i < ReadAheadRoom.MOST; i++) {
            // A buffer that was given twice would not be empty the second time.
            ByteBuffer taken = room.take().orElseThrow();
            assertThat(taken.remaining()).isEqualTo(ReadAheadRoom.CAPACITY);
            taken.position(1);
        }

        assertThat(room.take()).isEmpty();
    }

    @Test
    void givesTheSameMemoryToTheNext() {
        ReadAheadRoom room = new ReadAheadRoom(ByteBuffer::allocate);
        ByteBuffer first = room.take().orElseThrow();
        room.give(first);

        assertThat(room.take().orElseThrow()).isSameAs(first);
    }

    @Test
    void doesWithoutWhereThereIsNoMemory() {
        AtomicBoolean full = new AtomicBoolean(true);
        ReadAheadRoom room = new ReadAheadRoom(capacity -> {
            if (full.get()) {
                throw new OutOfMemoryError("Direct buffer memory");
            }
            return ByteBuffer.allocate(capacity);
        });
        List<Optional<ByteBuffer>> refused = new ArrayList<>();
        for (int i = 0; i < 2 * ReadAheadRoom.MOST; i++) {
            refused.add(room.take());
        }
        full.set(false);

        assertThat(refused).allMatch(Optional::isEmpty);
        assertThat(room.take()).isPresent();
    }
}
