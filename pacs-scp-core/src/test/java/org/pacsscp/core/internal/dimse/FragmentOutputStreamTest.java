package org.pacsscp.core.internal.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.testkit.script.Script;

class FragmentOutputStreamTest {
    /** For more PDUs than one. */
    private static final int ROOM = 2 * (1 << 16);

    @Test
    void writesAPDataTfForEachFragment() throws IOException {
        SentPdus sent = new SentPdus(ROOM);
        FragmentOutputStream out = sent.begin(3, false, 4);
        out.write(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, 1, 7);
        out.write(9);
        sent.finish(out);

        assertThat(sent.pdus())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        Script.of("04 00 0000000A 00000006 03 00 01020304").bytes(),
                        Script.of("04 00 0000000A 00000006 03 02 05060709").bytes());
    }

    @Test
    void marksFragmentsOfACommand() throws IOException {
        SentPdus sent = new SentPdus(ROOM);
        FragmentOutputStream out = sent.begin(255, true, 2);
        out.write(new byte[] {1, 2, 3});
        sent.finish(out);

        assertThat(sent.pdus())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        Script.of("04 00 00000008 00000004 FF 01 0102").bytes(),
                        Script.of("04 00 00000007 00000003 FF 03 03").bytes());
    }

    @Test
    void writesOneEmptyFragmentForNoData() throws IOException {
        SentPdus sent = new SentPdus(ROOM);
        FragmentOutputStream out = sent.begin(1, false, 16);
        out.write(new byte[0]);
        sent.finish(out);

        assertThat(sent.pdus())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(Script.of("04 00 00000006 00000002 01 02").bytes());
    }

    /** Who writes a few bytes a second would else say nothing for minutes. */
    @Test
    void sendsWhatIsWholeOfAWriterThatIsSlow() throws IOException {
        SentPdus sent = new SentPdus(ROOM);
        long[] seconds = {0};
        FragmentOutputStream out = sent.begin(1, false, 8, () -> seconds[0] * 1_000_000_000L);
        out.write(new byte[17]);
        assertThat(sent.pdus()).isEmpty();
        seconds[0] = 2;
        out.write(new byte[8]);
        assertThat(sent.pdus()).hasSize(3);
        out.write(new byte[8]);
        assertThat(sent.pdus()).hasSize(3);
        sent.finish(out);
        assertThat(sent.fragments())
                .extracting(fragment -> fragment.bytes().length())
                .containsExactly(8, 8, 8, 8, 1);
    }

    @ParameterizedTest
    @CsvSource({"1000000000, 0", "1000000001, 2"})
    void waitsForASecond(long nanos, int count) throws IOException {
        SentPdus sent = new SentPdus(ROOM);
        long[] now = {0};
        FragmentOutputStream out = sent.begin(1, false, 8, () -> now[0]);
        out.write(new byte[16]);
        now[0] = nanos;
        out.write(1);
        assertThat(sent.pdus()).hasSize(count);
    }

    @Test
    void sendsNothingWhileThereIsRoomForAnotherFragment() throws IOException {
        SentPdus sent = new SentPdus(2 * 20);
        FragmentOutputStream out = sent.begin(1, false, 8);
        out.write(new byte[16]);
        out.flush();
        out.close();
        assertThat(sent.pdus()).isEmpty();

        out.write(1);
        assertThat(sent.pdus()).hasSize(2);
    }

    @Test
    void beginsBehindWhatIsThere() throws IOException {
        SentPdus sent = new SentPdus(50);
        FragmentOutputStream command = sent.begin(1, true, 8);
        command.write(new byte[] {1});
        command.finish();
        FragmentOutputStream data = sent.begin(1, false, 8);
        data.write(new byte[] {2, 3});
        assertThat(sent.pdus()).isEmpty();

        sent.finish(data);
        assertThat(sent.pdus())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        Script.of("04 00 00000007 00000003 01 03 01").bytes(),
                        Script.of("04 00 00000008 00000004 01 02 0203").bytes());
    }

    /** There is hardly room for the command and one fragment. */
    @Test
    void sendsWhatIsThereIfItLeavesNoRoomForAFragment() throws IOException {
        SentPdus sent = new SentPdus(20);
        FragmentOutputStream command = sent.begin(1, true, 8);
        command.write(new byte[] {1});
        command.finish();
        assertThat(sent.pdus()).isEmpty();

        FragmentOutputStream data = sent.begin(1, false, 8);
        assertThat(sent.pdus()).hasSize(1);
        data.write(new byte[8]);
        sent.finish(data);
        assertThat(sent.pdus()).hasSize(2);
    }

    @Test
    void sendsWhatIsWholeOfAMessageThatCannotBeFinished() throws IOException {
        SentPdus sent = new SentPdus(ROOM);
        FragmentOutputStream out = sent.begin(1, false, 8);
        out.write(new byte[20]);
        out.giveUp();
        assertThat(sent.pdus()).hasSize(2);
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
            byte[] data = new byte[RandomLengths.ofData(random, maxFragment)];
            random.nextBytes(data);
            SentPdus sent = new SentPdus(RandomLengths.ofBuffer(random, maxFragment));
            FragmentOutputStream out = sent.begin(7, command, maxFragment);
            writeInPieces(random, out, data);
            sent.finish(out);

            assertThat(sent.pdus())
                    .allSatisfy(pdu ->
                            assertThat(pdu.length - 6L).isLessThanOrEqualTo(maxPduLength == 0 ? 65_542 : maxPduLength));
            assertThat(sent.message(maxFragment)).isEqualTo(data);
            assertThat(sent.fragments())
                    .allMatch(fragment -> fragment.contextId() == 7 && fragment.command() == command);
        }
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
}
