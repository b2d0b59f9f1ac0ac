package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** What breaks the protocol in the middle of a data set, and right after it, is answered alike whoever reads it. */
@ParameterizedClass(name = "{0} to {1}")
@MethodSource("cases")
class DataSetProtocolIT {
    /** Who has the receiving side. */
    private enum Receiver {
        HANDLER(Dimse.storeRequest(1)),
        /** Its handler has returned. */
        DRAINING_WORKER(Dimse.storeRequest(1)),
        /** The operation is refused, and its data set dropped. */
        LOOP(Dimse.command(Dimse.STORAGE, "<sop class 1.2> <field 0001H> <message id 1> <data set>"));

        private final String request;

        Receiver(String request) {
            this.request = request;
        }
    }

    private final Segmentation segmentation;
    private final Receiver receiver;
    private final ScriptedHandler handler = ScriptedHandler.create();

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(handler));

    DataSetProtocolIT(Segmentation segmentation, Receiver receiver) {
        this.segmentation = segmentation;
        this.receiver = receiver;
        if (receiver == Receiver.HANDLER) {
            handler.does(action -> {
                action.dataSet().transferTo(OutputStream.nullOutputStream());
                return DimseStatus.SUCCESS;
            });
        }
    }

    static Stream<Arguments> cases() {
        return Arrays.stream(Segmentation.values())
                .flatMap(segmentation ->
                        Arrays.stream(Receiver.values()).map(receiver -> Arguments.of(segmentation, receiver)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            another context                 | 04 00 {4: {4: 05 00 0000}}                               | <A2/5>
            another context in a PDU        | 04 00 {4: {4: 03 00 0000} {4: 05 00 0000}}               | <A2/5>
            the end on another context      | 04 00 {4: {4: 01 02}}                                    | <A2/5>
            a context not proposed          | 04 00 {4: {4: 07 00 0000}}                               | <A2/6>
            an even context                 | 04 00 {4: {4: 02 00 0000}}                               | <A2/6>
            context 0                       | 04 00 {4: {4: 00 00 0000}}                               | <A2/6>
            a command                       | 04 00 {4: {4: 03 03 0000}}                               | <A2/5>
            half a command                  | 04 00 {4: {4: 03 01 0000}}                               | <A2/5>
            a command in the same PDU       | 04 00 {4: {4: 03 00 0000} {4: 03 03 0000}}               | <A2/5>
            a command on another context    | <C-ECHO-RQ 2>                                            | <A2/5>
            A-RELEASE-RQ                    | <A-RELEASE-RQ>                                           | <A2/2>
            A-RELEASE-RP                    | <A-RELEASE-RP>                                           | <A2/2>
            A-ASSOCIATE-RQ                  | <A-ASSOCIATE-RQ>                                         | <A2/2>
            A-ASSOCIATE-AC                  | <A-ASSOCIATE-AC>                                         | <A2/2>
            A-ASSOCIATE-RJ                  | <A-ASSOCIATE-RJ>                                         | <A2/2>
            the first byte of another       | 01                                                       | <A2/2>
            an unknown PDU                  | 08                                                       | <A2/1>
            A-RELEASE-RQ of length 5        | 05 00 00000005                                           | <A2/6>
            P-DATA-TF of length 0           | 04 00 00000000                                           | <A2/6>
            P-DATA-TF longer than announced | 04 00 00010001                                           | <A2/6>
            P-DATA-TF of length 4 GiB - 1   | 04 00 FFFFFFFF                                           | <A2/6>
            PDV length 0                    | 04 00 00000006 00000000                                  | <A2/6>
            PDV length 1                    | 04 00 00000006 00000001                                  | <A2/6>
            PDV length past the PDU's end   | 04 00 00000006 00000003                                  | <A2/6>
            PDV length 4 GiB - 1            | 04 00 00000006 FFFFFFFF                                  | <A2/6>
            a second PDV past the PDU's end | 04 00 00000010 00000004 03 00 0000 00000005              | <A2/6>
            trailing bytes                  | 04 00 0000000B 00000006 03 00 00000000                   | <A2/6>
            """)
    void isAbortedInTheMiddleOfADataSetFor(String what, String sent, String answer) throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer)
                    .send(receiver.request + Dimse.fragment(Dimse.STORAGE, "01020304") + sent)
                    .expect(answer)
                    .finish();
        }

        assertProtocolError(answer);
        if (receiver == Receiver.HANDLER) {
            assertThat(handler.outcome())
                    .isInstanceOfSatisfying(
                            DataSetException.class,
                            e -> assertThat(e.reason()).isEqualTo(DataSetException.Cause.MALFORMED));
        }
    }

    @Test
    void isAbortedForDataAfterTheLastOfIt() throws Exception {
        String response = receiver == Receiver.LOOP
                ? Dimse.command(
                        Dimse.STORAGE, "<sop class 1.2> <field 8001H> <responding to 1> <no data set> <status 0122H>")
                : Dimse.storeResponse(1, 0x0000);
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer)
                    .send(receiver.request
                            + Dimse.last(Dimse.STORAGE, "01020304")
                            + Dimse.last(Dimse.STORAGE, "01020304"))
                    .expect(response + "<A2/5>")
                    .finish();
        }

        assertProtocolError("<A2/5>");
    }

    @Test
    void isAbortedByThePeer() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer)
                    .send(receiver.request + Dimse.fragment(Dimse.STORAGE, "01020304") + "<A-ABORT>")
                    .expectEnd();
        }

        assertThat(server.witness().ended().kind()).isEqualTo(AssociationEnd.Kind.ABORTED_BY_PEER);
        if (receiver == Receiver.HANDLER) {
            assertThat(handler.outcome())
                    .isInstanceOfSatisfying(
                            DataSetException.class,
                            e -> assertThat(e.reason()).isEqualTo(DataSetException.Cause.ABORTED));
        }
    }

    private void assertProtocolError(String answer) throws InterruptedException {
        AssociationEnd end = server.witness().ended();
        assertThat(end.kind()).isEqualTo(AssociationEnd.Kind.PROTOCOL_ERROR);
        assertThat(Words.bytes(answer)).endsWith(end.abortReason().orElseThrow().reason());
    }
}
