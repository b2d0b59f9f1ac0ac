package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetWriterTest {
    private final byte[] bytes = new byte[200_000];

    @TempDir
    private Path directory = Path.of("");

    private FileChannel file;

    @BeforeEach
    void open() throws IOException {
        new Random(1).nextBytes(bytes);
        file = FileChannel.open(Files.write(directory.resolve("data"), bytes));
    }

    @AfterEach
    void close() throws IOException {
        file.close();
    }

    @Test
    void copiesFromAFileToAnyStream() throws IOException {
        DataSetWriter writer = DataSetWriter.of(file, 100, 150_000);
        for (int i = 0; i < 2; i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            writer.writeTo(out);
            assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, 100, 150_100));
        }
        assertThat(file.position()).isZero();
    }

    @Test
    void leavesAFileToAStreamThatTakesFiles() throws IOException {
        Receiver receiver = new Receiver();
        DataSetWriter.of(file, 7, 8).writeTo(receiver);
        assertThat(receiver.taken).isEqualTo("7+8");
    }

    @Test
    void copiesFromABufferToAnyStream() throws IOException {
        for (ByteBuffer buffer : List.of(
                ByteBuffer.wrap(bytes), ByteBuffer.allocateDirect(bytes.length).put(bytes))) {
            buffer.position(100).limit(150_100);
            DataSetWriter writer = DataSetWriter.of(buffer);
            buffer.clear();
            for (int i = 0; i < 2; i++) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                writer.writeTo(out);
                assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, 100, 150_100));
            }
            assertThat(buffer.remaining()).isEqualTo(bytes.length);
        }
    }

    @Test
    void leavesABufferToAStreamThatTakesBuffers() throws IOException {
        Receiver receiver = new Receiver();
        DataSetWriter writer = DataSetWriter.of(ByteBuffer.allocateDirect(8).position(3));
        writer.writeTo(receiver);
        writer.writeTo(receiver);
        assertThat(receiver.taken).isEqualTo("5 direct, 5 direct, ");
    }

    @Test
    void saysHowMuchIsMissing() {
        DataSetWriter writer = DataSetWriter.of(file, 100_000, 100_005);
        assertThatIOException()
                .isThrownBy(() -> writer.writeTo(OutputStream.nullOutputStream()))
                .withMessage("the file ends 5 bytes before the data set");
    }

    @Test
    void refusesWhatIsNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> DataSetWriter.of(file, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> DataSetWriter.of(file, 1, -1));
    }

    private static final class Receiver extends OutputStream implements RestReceiver {
        private String taken = "";

        @Override
        public void write(int b) {
            throw new AssertionError("nothing is to be copied");
        }

        @Override
        public void transferRest(FileChannel source, long position, long count) {
            taken += position + "+" + count;
        }

        @Override
        public void transferRest(ByteBuffer source) {
            taken += source.remaining() + (source.isDirect() ? " direct, " : " copied, ");
            source.position(source.limit());
        }
    }
}
