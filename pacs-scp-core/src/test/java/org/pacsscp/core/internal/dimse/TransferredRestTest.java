package org.pacsscp.core.internal.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.DataSetWriter;

/** What is given as the rest of a data set, copied or sent from where it lies. */
class TransferredRestTest {
    /** For more PDUs than one. */
    private static final int ROOM = 2 * (1 << 16);

    @TempDir
    private Path directory = Path.of("");

    /** Bytes of a file go out as those that are written, behind others or alone. */
    @Test
    void takesTheRestFromAFile() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            int maxFragment = 2 * (1 + random.nextInt(50));
            byte[] before = new byte[random.nextInt(2) * RandomLengths.ofData(random, maxFragment)];
            byte[] rest = new byte[RandomLengths.ofData(random, maxFragment)];
            random.nextBytes(before);
            random.nextBytes(rest);
            SentPdus sent = new SentPdus(RandomLengths.ofBuffer(random, maxFragment));
            FragmentOutputStream out = sent.begin(7, false, maxFragment);
            out.write(before);
            try (FileChannel file = fileOf(concat(rest, new byte[random.nextInt(2) * 500]), 3)) {
                DataSetWriter.of(file, 3, rest.length).writeTo(out);
            }
            sent.finish(out);

            assertThat(sent.message(maxFragment)).isEqualTo(concat(before, rest));
        }
    }

    @Test
    void sendsNothingOfAFileThatIsTooShort() throws Exception {
        SentPdus sent = new SentPdus(ROOM);
        FragmentOutputStream out = sent.begin(7, false, 4);
        try (FileChannel file = fileOf(new byte[20], 0)) {
            assertThatIOException()
                    .isThrownBy(() -> out.transferRest(file, 10, 12))
                    .withMessage("the file ends 2 bytes before the data set");
        }
        assertThat(sent.pdus()).isEmpty();
    }

    /** Only headers and what was written before are copied. */
    @Test
    void takesTheRestFromWhereItLies() throws Exception {
        Random random = new Random(6);
        for (int i = 0; i < 200; i++) {
            int maxFragment = 4096 + 2 * random.nextInt(6000);
            byte[] before = new byte[random.nextInt(2) * RandomLengths.ofData(random, maxFragment)];
            byte[] rest =
                    new byte[(1 << 15) + 1 + RandomLengths.ofData(random, maxFragment) + random.nextInt(2) * 600_000];
            random.nextBytes(before);
            random.nextBytes(rest);
            SentPdus sent = new SentPdus(RandomLengths.ofBuffer(random, maxFragment));
            FragmentOutputStream out = sent.begin(7, false, maxFragment);
            out.write(before);
            ByteBuffer direct = directly(rest);
            out.transferRest(direct.asReadOnlyBuffer());
            sent.finish(out);

            assertThat(sent.message(maxFragment)).isEqualTo(concat(before, rest));
            assertThat(direct.remaining()).isEqualTo(rest.length);
            assertThat(sent.copied()).isEqualTo(before.length + 12 * sent.pdus().size());
        }
    }

    /** What is short, or cut into short fragments, is copied, and what lies in the heap. */
    @ParameterizedTest
    @CsvSource({
        "32768, 4096, true, true",
        "32769, 4096, true, false",
        "40000, 4094, true, true",
        "40000, 4096, false, true"
    })
    void knowsWhatIsWorthACopy(int length, int maxFragment, boolean direct, boolean isCopied) throws Exception {
        byte[] rest = new byte[length];
        new Random(length).nextBytes(rest);
        SentPdus sent = new SentPdus(1 << 17);
        FragmentOutputStream out = sent.begin(7, false, maxFragment);
        out.transferRest(direct ? directly(rest) : ByteBuffer.wrap(rest));
        sent.finish(out);

        assertThat(sent.message(maxFragment)).isEqualTo(rest);
        assertThat(sent.copied()).isEqualTo(12 * sent.pdus().size() + (isCopied ? length : 0));
    }

    /** PDUs of 64 KiB: 128 have eight MiB of data. Each piece is sent once. */
    @Test
    void sendsEightMebibytesAtOnce() throws Exception {
        SentPdus sent = new SentPdus(ROOM);
        FragmentOutputStream out = sent.begin(1, false, 1 << 16);
        out.transferRest(ByteBuffer.allocateDirect(257 << 16));
        sent.finish(out);

        assertThat(sent.buffersOfEach()).containsExactly(256, 256, 2);
        assertThat(sent.pdus()).hasSize(257);
    }

    /** Room for the header of a second fragment, or not, behind what was written before. */
    @ParameterizedTest
    @CsvSource({"4084, 4", "4085, 2"})
    void sendsBeforeHeadersHaveNoRoom(int before, int atFirst) throws Exception {
        SentPdus sent = new SentPdus(12 + 4096);
        FragmentOutputStream out = sent.begin(1, false, 4096);
        out.write(new byte[before]);
        out.transferRest(ByteBuffer.allocateDirect(40_000));
        sent.finish(out);

        assertThat(sent.buffersOfEach()).hasSize(2).first().isEqualTo(atFirst);
        assertThat(sent.pdus()).hasSize(11);
    }

    /** Where the peer is gone half of it may be out, of which no other is to be the rest. */
    @Test
    void givesNothingMoreOfARestThatCouldNotBeSent() throws Exception {
        List<ByteBuffer[]> tried = new ArrayList<>();
        PduSink gone = buffers -> {
            tried.add(buffers);
            throw new IOException("gone");
        };
        FragmentOutputStream out = new FragmentOutputStream(gone, ByteBuffer.allocateDirect(ROOM), 1, false, 1 << 15);
        assertThatIOException()
                .isThrownBy(() -> out.transferRest(ByteBuffer.allocateDirect(1 << 20)))
                .withMessage("gone");
        out.giveUp();

        assertThat(tried).hasSize(1);
    }

    private interface Writing {
        void to(FragmentOutputStream out) throws IOException;
    }

    @ParameterizedTest
    @MethodSource("rests")
    void takesNothingBehindTheRest(Writing rest) throws Exception {
        try (FileChannel file = fileOf(new byte[20], 0)) {
            List<Writing> more = List.of(
                    out -> out.write(1),
                    out -> out.write(new byte[1]),
                    out -> out.write(ByteBuffer.allocate(1)),
                    out -> out.transferRest(file, 0, 20),
                    out -> out.transferRest(ByteBuffer.allocate(1)),
                    out -> out.transferRest(ByteBuffer.allocateDirect(1 << 16)));
            FragmentOutputStream out = new SentPdus(ROOM).begin(7, false, 1 << 12);
            rest.to(out);
            for (Writing writing : more) {
                assertThatIOException()
                        .isThrownBy(() -> writing.to(out))
                        .withMessage("nothing can be written behind what was given as the rest of a data set");
            }
        }
    }

    private static List<Writing> rests() {
        return List.of(
                out -> {
                    Path path = Files.write(Files.createTempFile("rest", ""), new byte[20]);
                    try (FileChannel file = FileChannel.open(path, StandardOpenOption.DELETE_ON_CLOSE)) {
                        out.transferRest(file, 0, 20);
                    }
                },
                out -> out.transferRest(ByteBuffer.allocate(20)),
                out -> out.transferRest(ByteBuffer.allocateDirect(1 << 16)));
    }

    private FileChannel fileOf(byte[] bytes, int before) throws IOException {
        return FileChannel.open(Files.write(directory.resolve("data"), concat(new byte[before], bytes)));
    }

    private static ByteBuffer directly(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
