package org.pacsscp.core.internal.engine;

import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;

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

    private final Segments segments;

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

    ServicesIT(Segments segments) {
        this.segments = segments;
    }

    private static DimseStatus serve(Action action) throws IOException {
        action.dataSet().readAllBytes();
        switch (action.command().messageId()) {
            case SUCCEEDS -> {
                return DimseStatus.SUCCESS;
            }
            case REPLIES -> {
                action.finalDataSet(out -> out.write(new byte[] {1, 2}));
                return DimseStatus.SUCCESS;
            }
            default -> {
                return DimseStatus.PROCESSING_FAILURE.withErrorComment("odd");
            }
        }
    }

    /** The affected class and instance, which DIMSE-N requests name as the requested ones. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            C-STORE        | 0100 | affected  | with data | 0180 | instance
            C-FIND         | 2000 | class     | with data | 2080 | none
            C-GET          | 1000 | class     | with data | 1080 | none
            C-MOVE         | 2100 | move      | with data | 2180 | none
            C-ECHO         | 3000 | echo      | without   | 3080 | none
            N-EVENT-REPORT | 0001 | event     | with data | 0081 | instance
            N-EVENT-REPORT | 0001 | event     | without   | 0081 | instance
            N-GET          | 1001 | requested | without   | 1081 | instance
            N-SET          | 2001 | requested | with data | 2081 | instance
            N-ACTION       | 3001 | action    | with data | 3081 | instance
            N-ACTION       | 3001 | action    | without   | 3081 | instance
            N-CREATE       | 4001 | create    | with data | 4081 | created
            N-CREATE       | 4001 | create    | without   | 4081 | created
            N-DELETE       | 5001 | requested | without   | 5081 | instance
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
            N-EVENT-REPORT | 0001 | event     | 0081 | 0000 0210 02000000 0700
            N-GET          | 1001 | requested | 1081 | ""
            N-SET          | 2001 | requested | 2081 | ""
            N-ACTION       | 3001 | action    | 3081 | 0000 0810 02000000 0900
            N-CREATE       | 4001 | create    | 4081 | ""
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
        String message = Dimse.field(field) + Dimse.messageId(id);
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
                        + Dimse.field(field)
                        + Dimse.respondedTo(id)
                        + (dataSet ? "0000 0008 02000000 0100" : "<no data set>")
                        + Dimse.status(status)
                        + more);
    }

    private ScriptedPeer associate() throws IOException {
        ScriptedPeer peer = server.connect(segments);
        return peer.send(Words.request("<application>" + Dimse.context(1, SOP_CLASS) + "<user>"))
                .expect(Words.acceptance("<accepted> <our user>"));
    }
}
