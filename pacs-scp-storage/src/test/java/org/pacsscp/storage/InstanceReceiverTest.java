package org.pacsscp.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.Uid;

class InstanceReceiverTest {
    private final ChunkPool chunks = new ChunkPool();
    private final InstanceReceiver receiver = new InstanceReceiver(chunks, false, true);
    private final StoreRequest instance = Instances.instance(Uid.of("1.2.3.4"));

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                1000,
                ChunkPool.CHUNK_LENGTH - 1024,
                ChunkPool.CHUNK_LENGTH,
                ChunkPool.CHUNK_LENGTH + 1,
                5 * ChunkPool.CHUNK_LENGTH + 77
            })
    void writesTheDataSetAsItCame(int length) throws IOException {
        byte[] dataSet = Instances.noise(length, length);
        Target target = new Target();
        receive(Instances.tapped(dataSet, () -> {}), target);
        assertThat(target.bytes.toByteArray()).isEqualTo(Instances.file(instance, dataSet));
        assertThat(target.greatestWrite).isLessThanOrEqualTo(ChunkPool.CHUNK_LENGTH);
    }

    @Test
    void fillsAChunkExactly() throws IOException {
        int head = Instances.file(instance, new byte[0]).length;
        byte[] dataSet = Instances.noise(2 * ChunkPool.CHUNK_LENGTH - head, 1);
        Target target = new Target();
        receive(Instances.dataSet(dataSet), target);
        assertThat(target.bytes.toByteArray()).isEqualTo(Instances.file(instance, dataSet));
    }

    @Test
    void usesOneChunkForManyDataSets() throws IOException {
        ByteBuffer chunk = chunks.take();
        chunks.give(chunk);
        for (int i = 0; i < 3; i++) {
            receive(Instances.dataSet(Instances.noise(100, i)), new Target());
        }
        assertThat(chunks.take()).isSameAs(chunk);
    }

    @Test
    void givesTheChunkBackWhenTheDataSetBreaks() {
        ByteBuffer chunk = chunks.take();
        chunks.give(chunk);
        DataSetStream broken = Instances.broken(Instances.noise(100, 1));
        assertThatThrownBy(() -> receive(broken, new Target())).isInstanceOf(DataSetException.class);
        assertThat(chunks.take()).isSameAs(chunk);
        assertThat(chunk.remaining()).isEqualTo(ChunkPool.CHUNK_LENGTH);
    }

    private ReceivedInstance receive(DataSetStream dataSet, Target target) throws IOException {
        SpaceGuard space = new SpaceGuard(mock(InstanceStore.class), Long.MAX_VALUE, 0, System::nanoTime);
        return receiver.receive(instance, dataSet, target, space.admit());
    }

    /** Takes a part of what it is given at a time, as a channel may. */
    private static final class Target implements IncomingInstance {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int greatestWrite;

        @Override
        public int write(ByteBuffer src) {
            greatestWrite = Math.max(greatestWrite, src.remaining());
            byte[] taken = new byte[Math.min(src.remaining(), 70_001)];
            src.get(taken);
            bytes.writeBytes(taken);
            return taken.length;
        }

        @Override
        public SeekableByteChannel read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void commit(String location, boolean replace) {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
