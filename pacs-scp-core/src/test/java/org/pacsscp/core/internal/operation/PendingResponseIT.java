package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.api.SubOperations;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Vocabulary;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.MessageCutter;
import org.pacsscp.testkit.wire.Pdu;
import org.pacsscp.testkit.wire.Pdus;

/** Responses that a worker sends: any number of pending ones, then the final one, as long as the peer can take. */
class PendingResponseIT {
    private final ScriptedHandler handler = ScriptedHandler.create();

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(handler));

    /** Every byte of one pending response with an identifier and of the final one, counted by hand. */
    @Test
    void isTheGoldenOne() throws Exception {
        handler.does(action -> {
            action.sendPending(DimseStatus.PENDING.withDataSet(out -> out.write(new byte[] {8, 0, 5, 0, 0, 0, 0, 0})));
            return DimseStatus.SUCCESS;
        });

        find("""
                04 00 0000005E                                        # P-DATA-TF, 4 + 90
                0000005A 05 03                                        # context 5, last of a command, 2 + 88
                0000 0000 04000000 4C000000                           # group length, 36 + 4 * 10
                0000 0200 1C000000 '1.2.840.10008.5.1.4.1.2.2.1' 00   # affected SOP class UID
                0000 0001 02000000 2080                               # command field C-FIND-RSP
                0000 2001 02000000 0100                               # message id being responded to
                0000 0008 02000000 0100                               # a data set follows: not 0101H
                0000 0009 02000000 00FF                               # status Pending
                04 00 0000000E                                        # P-DATA-TF, 4 + 10
                0000000A 05 02 0800050000000000                       # context 5, last of a data set, 2 + 8
                04 00 0000005E
                0000005A 05 03
                0000 0000 04000000 4C000000
                0000 0200 1C000000 '1.2.840.10008.5.1.4.1.2.2.1' 00
                0000 0001 02000000 2080
                0000 2001 02000000 0100
                0000 0008 02000000 0101                               # no data set
                0000 0009 02000000 0000                               # status Success
                """);
    }

    @Test
    void isOneOfHundreds() throws Exception {
        int many = 500;
        StringBuilder answers = new StringBuilder();
        for (int i = 0; i < many; i++) {
            answers.append(Dimse.findResponseWithDataSet(1, i % 2 == 0 ? 0xFF00 : 0xFF01))
                    .append(Dimse.last(Dimse.FIND, Vocabulary.littleEndian(i)));
        }
        handler.does(action -> {
            for (int i = 0; i < many; i++) {
                byte[] identifier = {(byte) i, (byte) (i >>> 8)};
                action.sendPending((i % 2 == 0 ? DimseStatus.PENDING : DimseStatus.PENDING_WITH_WARNING)
                        .withDataSet(out -> out.write(identifier)));
            }
            return DimseStatus.SUCCESS;
        });

        find(answers + Dimse.findResponse(1, 0x0000));
    }

    /** They are the same on the wire as if each was sent by itself. */
    @Test
    void isOneOfHundredsSentTogether() throws Exception {
        int many = 500;
        StringBuilder answers = new StringBuilder();
        List<Response> responses = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            byte[] identifier = {(byte) i, (byte) (i >>> 8)};
            DimseStatus status = i % 2 == 0 ? DimseStatus.PENDING : DimseStatus.PENDING_WITH_WARNING;
            responses.add(i % 5 == 0 ? status : status.withDataSet(out -> out.write(identifier)));
            answers.append(
                    i % 5 == 0
                            ? Dimse.findResponse(1, status.code())
                            : Dimse.findResponseWithDataSet(1, status.code())
                                    + Dimse.last(Dimse.FIND, Vocabulary.littleEndian(i)));
        }
        handler.does(action -> {
            action.sendPending(responses);
            action.sendPending(List.of());
            return DimseStatus.SUCCESS;
        });

        find(answers + Dimse.findResponse(1, 0x0000));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 100, 16_384, 1 << 20, 0})
    void isCutToWhatThePeerTakesWhenSentTogether(int maxLength) throws Exception {
        byte[] few = Dimse.bytes(101);
        byte[] many = Dimse.bytes(maxLength == 8 ? 1001 : 40_001);
        int fragment = maxLength == 0 ? 1 << 16 : Math.min((maxLength - 6) & ~1, 1 << 16);
        handler.does(action -> {
            action.sendPending(List.of(
                    DimseStatus.PENDING.withDataSet(inPiecesOf(few, few.length)),
                    DimseStatus.PENDING.withDataSet(inPiecesOf(many, 999)),
                    DimseStatus.PENDING.withDataSet(inPiecesOf(few, 7))));
            return DimseStatus.SUCCESS;
        });
        byte[] pending = recut(Dimse.findResponseWithDataSet(1, 0xFF00), fragment);

        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer, maxLength, "", "")
                    .send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, ""))
                    .expect(pending)
                    .expect(Dimse.dataSet(Dimse.FIND, few, fragment))
                    .expect(pending)
                    .expect(Dimse.dataSet(Dimse.FIND, many, fragment))
                    .expect(pending)
                    .expect(Dimse.dataSet(Dimse.FIND, few, fragment))
                    .expect(recut(Dimse.findResponse(1, 0x0000), fragment))
                    .release();
        }
    }

    /** PS3.7 Table 9.3-4 and C-GET's and C-MOVE's tables: elements ascending, whatever the order they are given in. */
    @Test
    void hasCountsAndOtherElements() throws Exception {
        handler.does(action -> {
            action.sendPending(
                    DimseStatus.PENDING.with(CommandElements.none().subOperations(new SubOperations(3, 2, 1, 0))));
            action.sendPending(DimseStatus.PENDING);
            return DimseStatus.of(0xC001)
                    .withErrorComment("odd")
                    .with(CommandElements.none().errorId(99))
                    .with(CommandElements.none()
                            .moveOriginator(AeTitle.of("ABC"), 7)
                            .offendingElements(0x00100020, 0x7FE00010)
                            .affectedSopInstanceUid(Dimse.INSTANCE_UID));
        });
        String common = Dimse.FIND_CLASS + "<field 8020H> <responding to 1> <no data set>";

        find(Dimse.command(Dimse.FIND, common + """
                        <status FF00H>
                        0000 2010 02000000 0300
                        0000 2110 02000000 0200
                        0000 2210 02000000 0100
                        0000 2310 02000000 0000
                        """)
                + Dimse.findResponse(1, 0xFF00)
                + Dimse.command(Dimse.FIND, common + """
                        <status C001H>
                        0000 0109 08000000 1000 2000 E07F 1000
                        0000 0209 04000000 'odd '
                        0000 0010 0A000000 '1.2.3.4.5' 00
                        0000 3010 04000000 'ABC '
                        0000 3110 02000000 0700
                        """));
    }

    @Test
    void mayBeTheFinalOneWithADataSet() throws Exception {
        handler.does(action -> DimseStatus.SUCCESS
                .withDataSet(out -> out.write(1))
                .withDataSet(out -> out.write(new byte[] {1, 2, 3, 4}))
                .with(CommandElements.none().number(0x1008, 5)));

        find(Dimse.command(Dimse.FIND, Dimse.FIND_CLASS + """
                                <field 8020H> <responding to 1> <our data set> <status 0000H>
                                0000 0810 02000000 0500
                                """) + Dimse.last(Dimse.FIND, "01020304"));
    }

    @Test
    void mayHaveAnEmptyDataSet() throws Exception {
        handler.does(action -> {
            action.sendPending(DimseStatus.PENDING.withDataSet(out -> {}));
            return DimseStatus.SUCCESS;
        });

        find(Dimse.findResponseWithDataSet(1, 0xFF00) + Dimse.last(Dimse.FIND, "") + Dimse.findResponse(1, 0x0000));
    }

    @ParameterizedTest
    @CsvSource({"64, 64", "65, 64", "200, 64", "63, 64", "1, 2"})
    void hasAnErrorCommentOfAtMost64Characters(int length, int sent) throws Exception {
        handler.does(action -> DimseStatus.of(0xA700).withErrorComment("x".repeat(length)));
        String comment = "x".repeat(Math.min(length, 64)) + " ".repeat(Math.min(length, 64) % 2);

        find(Dimse.command(
                Dimse.FIND,
                Dimse.FIND_CLASS + "<field 8020H> <responding to 1> <no data set> <status A700H>"
                        + "0000 0209 %02X000000 '%s'".formatted(sent, comment)));
    }

    /** PS3.8 D.1: the maximum counts the P-DATA-TF after its header; here 6 bytes are the item's own. */
    @ParameterizedTest
    @ValueSource(ints = {8, 9, 16, 100, 4096, 16_384, 1 << 20, 0, -1})
    void isCutToWhatThePeerTakes(int maxLength) throws Exception {
        byte[] dataSet = Dimse.bytes(maxLength == 8 || maxLength == 9 ? 1001 : 200_001);
        int fragment = maxLength == 0 || maxLength == -1 ? 1 << 16 : Math.min((maxLength - 6) & ~1, 1 << 16);
        handler.does(action -> {
            action.sendPending(DimseStatus.PENDING.withDataSet(inPiecesOf(dataSet, 1)));
            action.sendPending(DimseStatus.PENDING.withDataSet(inPiecesOf(dataSet, 999)));
            action.sendPending(DimseStatus.PENDING.withDataSet(inPiecesOf(dataSet, dataSet.length)));
            return DimseStatus.SUCCESS;
        });
        byte[] pending = recut(Dimse.findResponseWithDataSet(1, 0xFF00), fragment);
        byte[] identifier = Dimse.dataSet(Dimse.FIND, dataSet, fragment);

        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer, maxLength, "", "")
                    .send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, ""))
                    .expect(pending)
                    .expect(identifier)
                    .expect(pending)
                    .expect(identifier)
                    .expect(pending)
                    .expect(identifier)
                    .expect(recut(Dimse.findResponse(1, 0x0000), fragment))
                    .release();
        }
    }

    /** The last fragment says that it is the last, whether it is full or not. */
    @ParameterizedTest
    @ValueSource(ints = {9, 10, 11, 19, 20, 21, 30})
    void isCutExactly(int length) throws Exception {
        byte[] dataSet = Dimse.bytes(length);
        handler.does(action -> {
            action.sendPending(DimseStatus.PENDING.withDataSet(inPiecesOf(dataSet, length)));
            action.sendPending(DimseStatus.PENDING.withDataSet(inPiecesOf(dataSet, 7)));
            return DimseStatus.SUCCESS;
        });
        byte[] pending = recut(Dimse.findResponseWithDataSet(1, 0xFF00), 10);
        byte[] identifier = Dimse.dataSet(Dimse.FIND, dataSet, 10);

        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer, 16, "", "")
                    .send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, ""))
                    .expect(pending)
                    .expect(identifier)
                    .expect(pending)
                    .expect(identifier)
                    .expect(recut(Dimse.findResponse(1, 0x0000), 10))
                    .release();
        }
    }

    private static DataSetWriter inPiecesOf(byte[] dataSet, int length) {
        return out -> {
            for (int at = 0; at < dataSet.length; at += length) {
                write(out, Arrays.copyOfRange(dataSet, at, Math.min(at + length, dataSet.length)));
            }
            out.flush();
            out.close();
        };
    }

    private static void write(OutputStream out, byte[] piece) throws IOException {
        if (piece.length == 1) {
            out.write(piece[0]);
        } else {
            out.write(piece);
        }
    }

    /** The command of a message, cut into fragments of a length. */
    private static byte[] recut(String message, int fragment) {
        byte[] command = Pdu.read(Words.bytes(message)).get(0).values().get(0).fragment();
        return Bytes.join(MessageCutter.fragments(Dimse.FIND, Pdus.COMMAND, command, fragment)
                .toArray(byte[][]::new));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0000, 0xFE00, 0xA700, 0xB000})
    void cannotBeFinal(int status) throws Exception {
        handler.does(action -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> action.sendPending(DimseStatus.of(status)))
                    .withMessageContaining("not a pending status");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> action.sendPending(DimseStatus.of(status).withDataSet(out -> {})));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> action.sendPending(List.of(DimseStatus.PENDING, DimseStatus.of(status))));
            return DimseStatus.SUCCESS;
        });

        find(Dimse.findResponse(1, 0x0000));
        assertThat(handler.outcome()).isEqualTo(DimseStatus.SUCCESS);
    }

    private void find(String answers) throws Exception {
        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer)
                    .send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, "08000500 00000000"))
                    .expect(answers)
                    .send("<C-ECHO-RQ 2>")
                    .expect("<C-ECHO-RSP 2 0000H>")
                    .release();
        }
    }
}
