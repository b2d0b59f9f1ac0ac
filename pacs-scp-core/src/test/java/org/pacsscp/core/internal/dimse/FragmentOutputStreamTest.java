package org.pacsscp.core.internal.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.core.internal.pdu.Octets;
import org.pacsscp.core.internal.pdu.PduReader;
import org.pacsscp.testkit.script.Script;

class FragmentOutputStreamTest {
    @TempDir
    private Path directory = Path.of("");

    /** For more PDUs than one. */
    private static final int ROOM = 2 * (1 << 16);

    private final List<byte[]> pdus = new ArrayList<>();
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    /** Bytes that were sent from the stream's buffer. */
    private int copied;

    /** A fragment as a peer reads it. */
    private record Fragment(int contextId, boolean command, boolean last, Octets bytes) {}

    @Test
    void writesAPDataTfForEachFragment() throws IOException {
        FragmentOutputStream out = stream(3, false, 4, ROOM);
        out.write(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, 1, 7);
        out.write(9);
        finish(out);

        assertThat(pdus)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        Script.of("04 00 0000000A 00000006 03 00 01020304").bytes(),
                        Script.of("04 00 0000000A 00000006 03 02 05060709").bytes());
    }

    @Test
    void marksFragmentsOfACommand() throws IOException {
        FragmentOutputStream out = stream(255, true, 2, ROOM);
        out.write(new byte[] {1, 2, 3});
        finish(out);

        assertThat(pdus)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        Script.of("04 00 00000008 00000004 FF 01 0102").bytes(),
                        Script.of("04 00 00000007 00000003 FF 03 03").bytes());
    }

    @Test
    void writesOneEmptyFragmentForNoData() throws IOException {
        FragmentOutputStream out = stream(1, false, 16, ROOM);
        out.write(new byte[0]);
        finish(out);

        assertThat(pdus)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(Script.of("04 00 00000006 00000002 01 02").bytes());
    }

    /** Who writes a few bytes a second would else say nothing for minutes. */
    @Test
    void sendsWhatIsWholeOfAWriterThatIsSlow() throws IOException {
        buffer = ByteBuffer.allocate(ROOM);
        long[] seconds = {0};
        FragmentOutputStream out =
                new FragmentOutputStream(this::send, buffer, 1, false, 8, () -> seconds[0] * 1_000_000_000L);
        out.write(new byte[17]);
        assertThat(pdus).isEmpty();
        seconds[0] = 2;
        out.write(new byte[8]);
        assertThat(pdus).hasSize(3);
        out.write(new byte[8]);
        assertThat(pdus).hasSize(3);
        finish(out);
        assertThat(pdus).extracting(pdu -> read(pdu).bytes().length()).containsExactly(8, 8, 8, 8, 1);
    }

    @ParameterizedTest
    @CsvSource({"1000000000, 0", "1000000001, 2"})
    void waitsForASecond(long nanos, int sent) throws IOException {
        buffer = ByteBuffer.allocate(ROOM);
        long[] now = {0};
        FragmentOutputStream out = new FragmentOutputStream(this::send, buffer, 1, false, 8, () -> now[0]);
        out.write(new byte[16]);
        now[0] = nanos;
        out.write(1);
        assertThat(pdus).hasSize(sent);
    }

    @Test
    void sendsNothingWhileThereIsRoomForAnotherFragment() throws IOException {
        FragmentOutputStream out = stream(1, false, 8, 2 * 20);
        out.write(new byte[16]);
        out.flush();
        out.close();
        assertThat(pdus).isEmpty();

        out.write(1);
        assertThat(pdus).hasSize(2);
    }

    @Test
    void beginsBehindWhatIsThere() throws IOException {
        FragmentOutputStream command = stream(1, true, 8, 50);
        command.write(new byte[] {1});
        command.finish();
        FragmentOutputStream data = new FragmentOutputStream(this::send, buffer, 1, false, 8);
        data.write(new byte[] {2, 3});
        assertThat(pdus).isEmpty();

        finish(data);
        assertThat(pdus)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        Script.of("04 00 00000007 00000003 01 03 01").bytes(),
                        Script.of("04 00 00000008 00000004 01 02 0203").bytes());
    }

    /** There is hardly room for the command and one fragment. */
    @Test
    void sendsWhatIsThereIfItLeavesNoRoomForAFragment() throws IOException {
        FragmentOutputStream command = stream(1, true, 8, 20);
        command.write(new byte[] {1});
        command.finish();
        assertThat(pdus).isEmpty();

        FragmentOutputStream data = new FragmentOutputStream(this::send, buffer, 1, false, 8);
        assertThat(pdus).hasSize(1);
        data.write(new byte[8]);
        finish(data);
        assertThat(pdus).hasSize(2);
    }

    @Test
    void sendsWhatIsWholeOfAMessageThatCannotBeFinished() throws IOException {
        FragmentOutputStream out = stream(1, false, 8, ROOM);
        out.write(new byte[20]);
        out.giveUp();
        assertThat(pdus).hasSize(2);
    }

    /** PS3.8 D.1 counts a PDV's length, context id and header besides its fragment; section E.1 wants that even. */
    @ParameterizedTest
    @CsvSource({
        "0, 65536",
        "8, 2",
        "9, 2",
        "10, 4",
        "16384, 16378",
        "16383, 16376",
        "65536, 65530",
        "65542, 65536",
        "65543, 65536",
        "4294967295, 65536"
    })
    void knowsTheLongestFragmentOfAPeer(long maxPduLength, int longest) {
        assertThat(FragmentOutputStream.maxFragment(maxPduLength)).isEqualTo(longest);
    }

    /** Whatever is written in whatever pieces arrives, in fragments that the peer may be sent. */
    @ParameterizedTest
    @ValueSource(longs = {8, 9, 10, 11, 16, 100, 1_023, 1_024, 1_025, 8_192, 8_200, 16_384, 65_536, 100_000, 0})
    void cutsEveryDataSetToTheMaximumOfThePeer(long maxPduLength) throws Exception {
        Random random = new Random(maxPduLength);
        int maxFragment = FragmentOutputStream.maxFragment(maxPduLength);
        for (int i = 0; i < 60; i++) {
            boolean command = random.nextBoolean();
            byte[] data = new byte[lengthNear(random, maxFragment)];
            random.nextBytes(data);
            pdus.clear();
            FragmentOutputStream out = stream(7, command, maxFragment, roomFor(random, maxFragment));
            writeInPieces(random, out, data);
            finish(out);

            assertThat(pdus)
                    .allSatisfy(pdu ->
                            assertThat(pdu.length - 6L).isLessThanOrEqualTo(maxPduLength == 0 ? 65_542 : maxPduLength));
            List<Fragment> fragments =
                    pdus.stream().map(FragmentOutputStreamTest::read).toList();
            assertThat(join(fragments)).isEqualTo(data);
            assertThat(fragments).allMatch(fragment -> fragment.contextId() == 7 && fragment.command() == command);
            for (Fragment fragment : fragments.subList(0, fragments.size() - 1)) {
                assertThat(fragment.last()).isFalse();
                assertThat(fragment.bytes().length()).isEqualTo(maxFragment);
            }
            Fragment last = fragments.get(fragments.size() - 1);
            assertThat(last.last()).isTrue();
            assertThat(last.bytes().length() > 0).isEqualTo(data.length > 0);
        }
    }

    /** Bytes of a file go out as those that are written, behind others or alone. */
    @Test
    void takesTheRestFromAFile() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            int maxFragment = 2 * (1 + random.nextInt(50));
            byte[] before = new byte[random.nextInt(2) * lengthNear(random, maxFragment)];
            byte[] rest = new byte[lengthNear(random, maxFragment)];
            random.nextBytes(before);
            random.nextBytes(rest);
            pdus.clear();
            FragmentOutputStream out = stream(7, false, maxFragment, roomFor(random, maxFragment));
            out.write(before);
            try (FileChannel file = fileOf(concat(rest, new byte[random.nextInt(2) * 500]), 3)) {
                DataSetWriter.of(file, 3, rest.length).writeTo(out);
            }
            finish(out);

            List<Fragment> fragments =
                    pdus.stream().map(FragmentOutputStreamTest::read).toList();
            assertThat(join(fragments)).isEqualTo(concat(before, rest));
            List<Fragment> allButLast = fragments.subList(0, fragments.size() - 1);
            assertThat(allButLast)
                    .allMatch(fragment -> !fragment.last() && fragment.bytes().length() == maxFragment);
            Fragment last = fragments.get(fragments.size() - 1);
            assertThat(last.last()).isTrue();
            assertThat(last.bytes().length() > 0).isEqualTo(before.length + rest.length > 0);
        }
    }

    /** Only headers and what was written before are copied. */
    @Test
    void takesTheRestFromWhereItLies() throws Exception {
        Random random = new Random(6);
        for (int i = 0; i < 200; i++) {
            int maxFragment = 4096 + 2 * random.nextInt(6000);
            byte[] before = new byte[random.nextInt(2) * lengthNear(random, maxFragment)];
            byte[] rest = new byte[(1 << 15) + 1 + lengthNear(random, maxFragment) + random.nextInt(2) * 600_000];
            random.nextBytes(before);
            random.nextBytes(rest);
            pdus.clear();
            copied = 0;
            FragmentOutputStream out = stream(7, false, maxFragment, roomFor(random, maxFragment));
            out.write(before);
            ByteBuffer direct = ByteBuffer.allocateDirect(rest.length).put(rest).flip();
            out.transferRest(direct.asReadOnlyBuffer());
            finish(out);

            List<Fragment> fragments =
                    pdus.stream().map(FragmentOutputStreamTest::read).toList();
            assertThat(join(fragments)).isEqualTo(concat(before, rest));
            List<Fragment> allButLast = fragments.subList(0, fragments.size() - 1);
            assertThat(allButLast)
                    .allMatch(fragment -> !fragment.last() && fragment.bytes().length() == maxFragment);
            assertThat(fragments.get(fragments.size() - 1).last()).isTrue();
            assertThat(direct.remaining()).isEqualTo(rest.length);
            assertThat(copied).isEqualTo(before.length + 12 * fragments.size());
        }
    }

    /** Where the peer is gone half of it may be out, of which no other is to be the rest. */
    @Test
    void givesNothingMoreOfARestThatCouldNotBeSent() throws Exception {
        buffer = ByteBuffer.allocateDirect(ROOM);
        FragmentOutputStream out = new FragmentOutputStream(
                sent -> {
                    throw new IOException("gone");
                },
                buffer,
                1,
                false,
                1 << 15);
        assertThatIOException().isThrownBy(() -> out.transferRest(ByteBuffer.allocateDirect(1 << 20)));
        out.giveUp();
        assertThat(pdus).isEmpty();
    }

    @Test
    void sendsNothingOfAFileThatIsTooShort() throws Exception {
        FragmentOutputStream out = stream(7, false, 4, ROOM);
        try (FileChannel file = fileOf(new byte[20], 0)) {
            assertThatIOException()
                    .isThrownBy(() -> out.transferRest(file, 10, 12))
                    .withMessage("the file ends 2 bytes before the data set");
        }
        assertThat(pdus).isEmpty();
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
            FragmentOutputStream out = stream(7, false, 1 << 12, ROOM);
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

    /** What is short, or cut into short fragments, is copied, and what lies in the heap. */
    @ParameterizedTest
    @CsvSource({
        "32768, 4096, true, true",
        "32769, 4096, true, false",
        "40000, 4094, true, true",
        "40000, 4096, false, true"
    })
    void knowsWhatIsWorthACopy(int length, int maxFragment, boolean direct, boolean isCopied) throws Exception {
        Random random = new Random(length);
        byte[] rest = new byte[length];
        random.nextBytes(rest);
        FragmentOutputStream out = stream(7, false, maxFragment, 1 << 17);
        ByteBuffer lying = direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
        out.transferRest(lying.put(rest).flip());
        finish(out);

        assertThat(join(pdus.stream().map(FragmentOutputStreamTest::read).toList()))
                .isEqualTo(rest);
        assertThat(copied).isEqualTo(12 * pdus.size() + (isCopied ? length : 0));
    }

    /** PDUs of 64 KiB: 128 have eight MiB of data. Each piece is sent once. */
    @Test
    void sendsEightMebibytesAtOnce() throws Exception {
        List<Integer> buffers = new ArrayList<>();
        buffer = ByteBuffer.allocateDirect(ROOM);
        FragmentOutputStream out = new FragmentOutputStream(
                sent -> {
                    buffers.add(sent.length);
                    assertThat(sent).allMatch(ByteBuffer::hasRemaining);
                    send(sent);
                },
                buffer,
                1,
                false,
                1 << 16);
        out.transferRest(ByteBuffer.allocateDirect(257 << 16));
        finish(out);

        assertThat(buffers).containsExactly(256, 256, 2);
        assertThat(pdus).hasSize(257);
    }

    /** Room for the header of a second fragment, or not, behind what was written before. */
    @ParameterizedTest
    @CsvSource({"4084, 4", "4085, 2"})
    void sendsBeforeHeadersHaveNoRoom(int before, int atFirst) throws Exception {
        List<Integer> buffers = new ArrayList<>();
        buffer = ByteBuffer.allocateDirect(12 + 4096);
        FragmentOutputStream out = new FragmentOutputStream(
                sent -> {
                    buffers.add(sent.length);
                    send(sent);
                },
                buffer,
                1,
                false,
                4096);
        out.write(new byte[before]);
        out.transferRest(ByteBuffer.allocateDirect(40_000));
        finish(out);

        assertThat(buffers).hasSize(2).first().isEqualTo(atFirst);
        assertThat(pdus).hasSize(11);
    }

    private FileChannel fileOf(byte[] bytes, int before) throws IOException {
        Path path = Files.write(directory.resolve("data"), concat(new byte[before], bytes));
        return FileChannel.open(path);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private FragmentOutputStream stream(int contextId, boolean command, int maxFragment, int room) throws IOException {
        buffer = ByteBuffer.allocateDirect(room);
        return new FragmentOutputStream(this::send, buffer, contextId, command, maxFragment);
    }

    private void finish(FragmentOutputStream out) {
        out.finish();
        send(buffer.flip());
    }

    /** One fragment at least. */
    private static int roomFor(Random random, int maxFragment) {
        return 12 + maxFragment + random.nextInt(3 * maxFragment);
    }

    /** Often a multiple of the fragment's length, or next to one. */
    private static int lengthNear(Random random, int maxFragment) {
        int fragments = random.nextInt(4);
        return switch (random.nextInt(3)) {
            case 0 -> fragments * maxFragment;
            case 1 -> Math.max(0, fragments * maxFragment + random.nextInt(5) - 2);
            default -> random.nextInt(3 * maxFragment);
        };
    }

    private static void writeInPieces(Random random, FragmentOutputStream out, byte[] data) throws IOException {
        int longest = 1 + random.nextInt(Math.max(1, data.length));
        for (int at = 0, length; at < data.length; at += length) {
            length = Math.min(data.length - at, random.nextInt(longest + 1));
            switch (random.nextInt(4)) {
                case 0 -> {
                    out.write(data[at]);
                    length = 1;
                }
                case 1 -> out.write(data, at, length);
                case 2 -> out.write(ByteBuffer.wrap(data, at, length));
                default -> {
                    ByteBuffer direct = ByteBuffer.allocateDirect(length)
                            .put(data, at, length)
                            .flip();
                    out.write(direct.asReadOnlyBuffer());
                }
            }
        }
    }

    private void send(ByteBuffer... sent) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int i = 0; i < sent.length; i++) {
            byte[] bytes = new byte[sent[i].remaining()];
            sent[i].get(bytes);
            whole.writeBytes(bytes);
            // Of several, those between lie elsewhere.
            copied += i % 2 == 0 ? bytes.length : 0;
        }
        for (ByteBuffer rest = ByteBuffer.wrap(whole.toByteArray()); rest.hasRemaining(); ) {
            byte[] pdu = new byte[6 + rest.getInt(rest.position() + 2)];
            rest.get(pdu);
            pdus.add(pdu);
        }
    }

    private static Fragment read(byte[] pdu) {
        PduReader reader = new PduReader(1 << 20);
        reader.announcedMaximumLength(1 << 20);
        ByteBuffer in = ByteBuffer.wrap(pdu);
        try {
            assertThat(reader.advance(in)).isEqualTo(PduReader.Progress.TYPE);
            assertThat(reader.advance(in)).isEqualTo(PduReader.Progress.FRAGMENT);
            byte[] bytes = new byte[(int) reader.fragmentRemaining()];
            in.get(bytes);
            reader.consumed(bytes.length);
            assertThat(reader.advance(in)).isEqualTo(PduReader.Progress.END_OF_P_DATA);
            assertThat(in.hasRemaining()).isFalse();
            return new Fragment(reader.contextId(), reader.command(), reader.last(), Octets.of(bytes));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] join(List<Fragment> fragments) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        fragments.forEach(fragment -> joined.writeBytes(fragment.bytes().toByteArray()));
        return joined.toByteArray();
    }
}
