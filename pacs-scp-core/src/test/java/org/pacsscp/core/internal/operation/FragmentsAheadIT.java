package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Limits;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.wire.Pdus;

/**
 * Several fragments may be read with one call of the system, in the hope that they are alike: whatever they are, and
 * wherever the network cuts them, a handler with a large direct buffer gets the same bytes, and the next message is whole.
 */
class FragmentsAheadIT {
    private final ScriptedHandler handler = ScriptedHandler.create();

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(handler)
            .limits(Limits.builder().maxPduLength(0x10000).build()));

    /** How a data set is cut: into fragments of mostly one length, mostly one a PDU. */
    private static final class Cutter {
        private final Random random;
        private final int usual;
        private final ByteArrayOutputStream dataSet = new ByteArrayOutputStream();
        private final ByteArrayOutputStream wire = new ByteArrayOutputStream();

        Cutter(Random random) {
            this.random = random;
            usual = new int[] {1, 10, 100, 1000, 16_378, 65_530}[random.nextInt(6)];
        }

        Cutter cut() {
            for (int left = random.nextInt(20); left >= 0; left--) {
                if (left > 0 && random.nextInt(10) == 0) {
                    pdu(fragment(usual / 4, false), fragment(length() / 4, false));
                } else {
                    pdu(fragment(length(), left == 0));
                }
            }
            return this;
        }

        private int length() {
            return switch (random.nextInt(8)) {
                case 0 -> random.nextInt(usual + 1);
                case 1 -> Math.min(65_530, usual + random.nextInt(usual + 1));
                default -> usual;
            };
        }

        private byte[] fragment(int length, boolean last) {
            byte[] data = new byte[length];
            random.nextBytes(data);
            dataSet.writeBytes(data);
            return Pdus.pdv(Dimse.STORAGE, last ? Pdus.LAST_DATA : Pdus.DATA, data);
        }

        private void pdu(byte[]... fragments) {
            wire.writeBytes(Pdus.pData(fragments));
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void giveTheSameBytesWhateverTheyAre(long seed) throws Exception {
        Random random = new Random(seed);
        Cutter cutter = new Cutter(random).cut();
        byte[] expected = cutter.dataSet.toByteArray();
        int room = new int[] {20, 5000, 70_000, 300_000}[random.nextInt(4)];
        handler.does(action -> {
            assertThat(readFully(action.dataSet(), room)).isEqualTo(expected);
            return DimseStatus.SUCCESS;
        });

        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer);
            for (int id = 1; id <= 3; id++) {
                peer.send(Dimse.storeRequest(id));
                sendInPieces(peer, cutter.wire.toByteArray(), random);
                peer.expect(Dimse.storeResponse(id, 0x0000));
                assertThat(handler.outcome()).isEqualTo(DimseStatus.SUCCESS);
            }
            peer.send("<C-ECHO-RQ 9>").expect("<C-ECHO-RSP 9 0000H>").release();
        }
    }

    /** The second request is in the socket when the first data set is read. */
    @RepeatedTest(10)
    void leaveWhatFollowsTheDataSet(RepetitionInfo repetition) throws Exception {
        byte[] dataSet = Dimse.bytes(90_000 + repetition.getCurrentRepetition());
        handler.does(action -> {
            assertThat(readFully(action.dataSet(), 300_000)).isEqualTo(dataSet);
            return DimseStatus.SUCCESS;
        });
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int id = 1; id <= 5; id++) {
            all.writeBytes(Words.bytes(Dimse.storeRequest(id)));
            all.writeBytes(Dimse.dataSet(Dimse.STORAGE, dataSet, 1000));
        }

        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer).send(all.toByteArray());
            for (int id = 1; id <= 5; id++) {
                peer.expect(Dimse.storeResponse(id, 0x0000));
            }
            peer.release();
        }
    }

    /** After fragments that are alike, where another like them is expected. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            an abort           | 07 00 00000004 00 00 00 00          | ABORTED
            a release          | <A-RELEASE-RQ>                      | MALFORMED
            a command          | 04 00 {4: {4: 03 01 0102030405060708090A}} | MALFORMED
            another context    | 04 00 {4: {4: 05 00 0102030405060708090A}} | MALFORMED
            an unknown context | 04 00 {4: {4: 07 00 0102030405060708090A}} | MALFORMED
            too long a PDV     | 04 00 00000010 0000000D 03 00 0102030405060708090A | MALFORMED
            no PDU at all      | 48 54 54 50 2F 31 2E 31 20 32 30 30 20 4F 4B 0D 0A | MALFORMED
            too long a PDU     | 04 00 7FFFFFFF 7FFFFFFB 03 00 0102  | MALFORMED
            """)
    void breakWhereTheProtocolIsBroken(String what, String script, DataSetException.Cause cause) throws Exception {
        handler.does(action -> {
            readFully(action.dataSet(), 300_000);
            return DimseStatus.SUCCESS;
        });
        StringBuilder alike = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            alike.append(Dimse.fragment(Dimse.STORAGE, "0102030405060708090A"));
        }

        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer).send(Dimse.storeRequest(1)).send(alike + script);
            assertThat(handler.outcome())
                    .isInstanceOfSatisfying(
                            DataSetException.class,
                            broken -> assertThat(broken.reason()).as(what).isEqualTo(cause));
        }
    }

    private static byte[] readFully(DataSetStream in, int room) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(room);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (in.read(buffer) >= 0) {
            byte[] read = new byte[buffer.flip().remaining()];
            buffer.get(read);
            out.writeBytes(read);
            buffer.clear();
            assertThat(in.position()).isEqualTo(out.size());
        }
        return out.toByteArray();
    }

    private static void sendInPieces(ScriptedPeer peer, byte[] bytes, Random random) throws IOException {
        int longest = random.nextBoolean() ? bytes.length : 1 + random.nextInt(3000);
        for (int at = 0; at < bytes.length; ) {
            int count = Math.min(bytes.length - at, 1 + random.nextInt(longest));
            peer.send(bytes, at, count);
            at += count;
        }
    }
}
