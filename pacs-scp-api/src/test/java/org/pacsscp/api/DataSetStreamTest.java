package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DataSetStreamTest {
    private final DataSetStream stream =
            DataSetStream.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, new byte[] {1, 2, 3, 4, (byte) 0xFF});

    @Test
    void knowsItsTransferSyntax() {
        assertThat(stream.transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    @Test
    void isAnInputStream() throws IOException {
        assertThat(stream.read()).isEqualTo(1);
        assertThat(stream.position()).isEqualTo(1);
        byte[] buffer = new byte[5];
        assertThat(stream.read(buffer, 1, 2)).isEqualTo(2);
        assertThat(buffer).containsExactly(0, 2, 3, 0, 0);
        assertThat(stream.position()).isEqualTo(3);
        assertThat(stream.skip(1)).isEqualTo(1);
        assertThat(stream.position()).isEqualTo(4);
        assertThat(stream.read()).isEqualTo(0xFF);
        assertThat(stream.position()).isEqualTo(5);
        assertThat(stream.read()).isEqualTo(-1);
        assertThat(stream.read(buffer)).isEqualTo(-1);
        assertThat(stream.position()).isEqualTo(5);
    }

    @Test
    void isAChannel() throws IOException {
        ByteBuffer heap = ByteBuffer.allocate(2);
        assertThat(stream.read(heap)).isEqualTo(2);
        assertThat(heap.array()).containsExactly(1, 2);
        ByteBuffer direct = ByteBuffer.allocateDirect(10);
        assertThat(stream.read(direct)).isEqualTo(3);
        assertThat(direct.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {3, 4, (byte) 0xFF}));
        assertThat(stream.read(direct.clear())).isEqualTo(-1);
        assertThat(stream.position()).isEqualTo(5);
    }

    @Test
    void readsAllThatIsLeft() throws IOException {
        assertThat(stream.readNBytes(2)).containsExactly(1, 2);
        assertThat(stream.readAllBytes()).containsExactly(3, 4, 0xFF);
        assertThat(stream.readAllBytes()).isEmpty();
    }

    /** As {@link java.io.InputStream#read(byte[], int, int)} has it, also at the end. */
    @Test
    void readsNothingIntoNoRoom() throws IOException {
        assertThat(stream.read(new byte[0])).isZero();
        stream.readAllBytes();
        assertThat(stream.read(new byte[3], 3, 0)).isZero();
    }

    @Test
    void refusesARangeOutsideOfTheArray() {
        for (int[] range : new int[][] {{-1, 2}, {0, -1}, {0, 4}, {3, 1}, {4, 0}}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> stream.read(new byte[3], range[0], range[1]));
        }
        assertThat(stream.position()).isZero();
    }

    @Test
    void withoutBytesIsAtItsEnd() throws IOException {
        DataSetStream empty = DataSetStream.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, new byte[0]);
        assertThat(empty.read()).isEqualTo(-1);
        assertThat(empty.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        assertThat(empty.position()).isZero();
    }

    @Test
    void isNotReadAfterItWasClosed() throws IOException {
        assertThat(stream.isOpen()).isTrue();
        stream.close();
        stream.close();
        assertThat(stream.isOpen()).isFalse();
        assertThatExceptionOfType(DataSetException.class)
                .isThrownBy(stream::read)
                .withMessage("the data set is closed")
                .returns(DataSetException.Cause.CLOSED, DataSetException::reason)
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    }
}
