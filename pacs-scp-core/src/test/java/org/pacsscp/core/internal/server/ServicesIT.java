package org.pacsscp.core.internal.server;

import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/**
 * Each of the eleven services, request and answers, as the tables of PS3.7 9.3 and 10.3 have them. The SOP class is an
 * invented one; message ids say what the handler does.
 */
@ParameterizedClass
@EnumSource
class ServicesIT {
    private static final Uid SOP_CLASS = Uid.of("1.2.3");
    private static final String CLASS = "0000 0200 06000000 '1.2.3' 00 ";
    private static final String REQUESTED_CLASS = "0000 0300 06000000 '1.2.3' 00 ";
    private static final String INSTANCE = "0000 0010 06000000 '1.2.34' ";
    private static final String REQUESTED_INSTANCE = "0000 0110 06000000 '1.2.34' ";

    private static final int SUCCEEDS = 1;
    private static final int REPLIES = 2;
    private static final int FAILS = 3;

    private final Segmentation segmentation;

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(LambdaHandler.worker(
            ServicesIT::serve,
            ServiceCapability.performer(
                    SOP_CLASS,
                    CommandField.C_STORE_RQ,
                    CommandField.C_FIND_RQ,
                    CommandField.C_GET_RQ,
                    CommandField.C_MOVE_RQ,
                    CommandField.C_ECHO_RQ,
                    CommandField.N_EVENT_REPORT_RQ,
                    CommandField.N_GET_RQ,
                    CommandField.N_SET_RQ,
                    CommandField.N_ACTION_RQ,
                    CommandField.N_CREATE_RQ,
                    CommandField.N_DELETE_RQ))));

    ServicesIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    private static Response serve(Action action) throws IOException {
        action.dataSet().readAllBytes();
        switch (action.command().messageId()) {
            case SUCCEEDS -> {
                return DimseStatus.SUCCESS;
            }
            case REPLIES -> {
                return DimseStatus.SUCCESS.withDataSet(out -> out.write(new byte[] {1, 2}));
            }
            default -> {
                return DimseStatus.PROCESSING_FAILURE.withErrorComment("odd");
            }
        }
    }

    /** The affected class and instance, which DIMSE-N requests name as the requested ones. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            C-STORE        | 0001 | affected  | with data | 8001 | instance
            C-FIND         | 0020 | class     | with data | 8020 | none
            C-GET          | 0010 | class     | with data | 8010 | none
            C-MOVE         | 0021 | move      | with data | 8021 | none
            C-ECHO         | 0030 | echo      | without   | 8030 | none
            N-EVENT-REPORT | 0100 | event     | with data | 8100 | instance
            N-EVENT-REPORT | 0100 | event     | without   | 8100 | instance
            N-GET          | 0110 | requested | without   | 8110 | instance
            N-SET          | 0120 | requested | with data | 8120 | instance
            N-ACTION       | 0130 | action    | with data | 8130 | instance
            N-ACTION       | 0130 | action    | without   | 8130 | instance
            N-CREATE       | 0140 | create    | with data | 8140 | created
            N-CREATE       | 0140 | create    | without   | 8140 | created
            N-DELETE       | 0150 | requested | without   | 8150 | instance
            """)
    void areAnsweredWithWhatTheirTablesHave(
            String service, String field, String form, String data, String response, String names) throws IOException {
        boolean dataSet = data.equals("with data");
        String instance = names.equals("none") ? "" : INSTANCE;
        String instanceOfAFailure = names.equals("created") ? "" : instance;
        String comment = "0000 0209 04000000 'odd ' ";
        try (ScriptedPeer peer = associate()) {
            peer.send(request(SUCCEEDS, field, form, dataSet))
                    .expect(answer(SUCCEEDS, response, 0x0000, instance, false))
                    .send(request(FAILS, field, form, dataSet))
                    .expect(answer(FAILS, response, 0x0110, comment + instanceOfAFailure, false))
                    .release();
        }
    }

    /** A reply to an event or an action has its type besides (PS3.7 10.1.1.1.5 and 10.1.4.1.5). */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            N-EVENT-REPORT | 0100 | event     | 8100 | 0000 0210 02000000 0700
            N-GET          | 0110 | requested | 8110 | ""
            N-SET          | 0120 | requested | 8120 | ""
            N-ACTION       | 0130 | action    | 8130 | 0000 0810 02000000 0900
            N-CREATE       | 0140 | create    | 8140 | ""
            """)
    void mayReplyWithADataSet(String service, String field, String form, String response, String type)
            throws IOException {
        try (ScriptedPeer peer = associate()) {
            peer.send(request(REPLIES, field, form, false))
                    .expect(answer(REPLIES, response, 0x0000, INSTANCE + type, true))
                    .expect(Dimse.last(1, "0102"))
                    .release();
        }
    }

    private static String request(int id, String field, String form, boolean dataSet) {
        String message = "<field %sH> <message id %d>".formatted(field, id);
        String type = dataSet ? "<data set>" : "<no data set>";
        String elements = switch (form) {
            case "affected" -> CLASS + message + "<priority>" + type + INSTANCE;
            case "class" -> CLASS + message + "<priority>" + type;
            case "move" -> CLASS + message + "0000 0006 04000000 'DEST' <priority>" + type;
            case "echo" -> CLASS + message + type;
            case "event" -> CLASS + message + type + INSTANCE + "0000 0210 02000000 0700";
            case "requested" -> REQUESTED_CLASS + message + type + REQUESTED_INSTANCE;
            case "action" -> REQUESTED_CLASS + message + type + REQUESTED_INSTANCE + "0000 0810 02000000 0900";
            case "create" -> CLASS + message + type + INSTANCE;
            default -> throw new IllegalArgumentException(form);
        };
        return Dimse.command(1, elements) + (dataSet ? Dimse.last(1, "08001800 00000000") : "");
    }

    private static String answer(int id, String field, int status, String more, boolean dataSet) {
        return Dimse.command(
                1,
                CLASS
                        + "<field %sH> <responding to %d> %s <status %04XH>"
                                .formatted(field, id, dataSet ? "<our data set>" : "<no data set>", status)
                        + more);
    }

    private ScriptedPeer associate() throws IOException {
        ScriptedPeer peer = server.connect(segmentation);
        return peer.send(Words.request("<application>" + Dimse.context(1, SOP_CLASS) + "<user>"))
                .expect(Words.acceptance("<accepted> <our user>"));
    }
}
