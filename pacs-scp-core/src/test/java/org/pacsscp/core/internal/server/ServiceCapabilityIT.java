package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/**
 * Which of several handlers serves a request, by what each says that it can do. All contexts are on one association: 1
 * for Verification, 3 for storage, 5 for a meta SOP class, 7 for a SOP class that nobody names, 9 for a private one.
 */
@ParameterizedClass
@EnumSource
class ServiceCapabilityIT {
    private static final Uid PRINT = SopClass.BASIC_GRAYSCALE_PRINT_MANAGEMENT_META;
    private static final Uid FILM_SESSION = SopClass.BASIC_FILM_SESSION;
    private static final Uid UNNAMED = Uid.of("1.2.3.7");
    private static final Uid PRIVATE = Uid.of("1.2.3.9");

    private static final int META = 5;
    private static final int ANY = 7;
    private static final int OWN = 9;

    private static final String UNNAMED_CLASS = "0000 0200 08000000 '1.2.3.7' 00 ";
    private static final String PRIVATE_CLASS = "0000 0200 08000000 '1.2.3.9' 00 ";
    private static final String FILM_SESSION_CLASS = "0000 0200 16000000 '1.2.840.10008.5.1.1.1' 00 ";

    private final Segmentation segmentation;

    /** Each handler puts its name into its answers, in Error Comment. */
    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(
                    named("store", Dimse.storage().privateCommandField(0x1234)))
            .handler(named("gets ", ServiceCapability.performer(Dimse.STORAGE_UID, CommandField.N_GET_RQ)))
            .handler(named(
                    "print",
                    ServiceCapability.performer(PRINT, CommandField.N_CREATE_RQ, CommandField.N_SET_RQ)
                            .memberSopClasses(FILM_SESSION, SopClass.BASIC_FILM_BOX)))
            .handler(named(
                    "any  ",
                    ServiceCapability.anyAbstractSyntax(CommandField.C_STORE_RQ, CommandField.C_FIND_RQ)
                            .anyTransferSyntax()))
            .handler(named(
                    "own  ",
                    ServiceCapability.performer(PRIVATE, CommandField.C_ECHO_RQ)
                            .privateCommandField(0x7FFF)
                            .privateCommandField(0x0000))));

    ServiceCapabilityIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    private static ActionHandler named(String name, ServiceCapability capability) {
        return LambdaHandler.worker(action -> answer(action, name), capability);
    }

    private static DimseStatus answer(Action action, String name) throws IOException {
        byte[] dataSet = action.dataSet().readAllBytes();
        assertThat(dataSet).hasSize(action.command().hasDataSet() ? 2 : 0);
        return DimseStatus.of(0xB000).withErrorComment(name + dataSet.length);
    }

    /** What the named handler answers, after it has read so many bytes. */
    private static String status(String name, int length) {
        return "0000 0009 02000000 00B0 0000 0209 06000000 '%-5s%d' ".formatted(name, length);
    }

    private ScriptedPeer associate() throws IOException {
        String items = "<context>" + Dimse.context(Dimse.STORAGE, Dimse.STORAGE_UID) + Dimse.context(META, PRINT)
                + Dimse.context(ANY, UNNAMED) + Dimse.context(OWN, PRIVATE);
        String accepted = "<accepted>" + Dimse.accepted(Dimse.STORAGE) + Dimse.accepted(META) + Dimse.accepted(ANY)
                + Dimse.accepted(OWN);
        return server.connect(segmentation)
                .send(Words.request("<application>" + items + "<user>"))
                .expect(Words.acceptance(accepted + "<our user>"));
    }

    private void judge(int contextId, String request, String response) throws IOException {
        String dataSet = request.contains("<data set>") ? Dimse.last(contextId, "0102") : "";
        try (ScriptedPeer peer = associate()) {
            peer.send(Dimse.command(contextId, request) + dataSet + "<C-ECHO-RQ 2>")
                    .expectInAnyOrder(Dimse.command(contextId, response), "<C-ECHO-RSP 2 0000H>")
                    .release();
        }
    }

    private static String request(String sopClass, String field, String type) {
        return sopClass + "<field %sH> <message id 1>".formatted(field) + type;
    }

    private static String response(String sopClass, String field, String status) {
        return sopClass + "<field %sH> <responding to 1> <no data set>".formatted(field) + status;
    }

    /** One SOP class, three operations, two handlers. */
    @Test
    void sharesASopClassAmongHandlers() throws IOException {
        judge(
                Dimse.STORAGE,
                request(Dimse.STORAGE_CLASS, "0001", "<data set>" + Dimse.INSTANCE),
                response(Dimse.STORAGE_CLASS, "8001", status("store", 2) + Dimse.INSTANCE));
        judge(
                Dimse.STORAGE,
                request("0000 0300 1A000000 '" + Dimse.STORAGE_UID + "' 00 ", "0110", "<no data set>")
                        + "0000 0110 0A000000 '" + Dimse.INSTANCE_UID + "' 00 ",
                response(Dimse.STORAGE_CLASS, "8110", status("gets", 0) + Dimse.INSTANCE));
    }

    /** PS3.7 C.5.23: the operation is not one of those that the SOP class has here. */
    @ParameterizedTest
    @ValueSource(strings = {"<data set>", "<no data set>"})
    void refusesAnOperationThatNoHandlerOfANamedSopClassTakes(String type) throws IOException {
        judge(
                Dimse.STORAGE,
                request(Dimse.STORAGE_CLASS, "0020", type),
                response(Dimse.STORAGE_CLASS, "8020", "<status 0211H>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<data set>", "<no data set>"})
    void takesAPrivateOperationThatAHandlerClaims(String type) throws IOException {
        int length = type.equals("<data set>") ? 2 : 0;
        judge(
                Dimse.STORAGE,
                request(Dimse.STORAGE_CLASS, "1234", type),
                response(Dimse.STORAGE_CLASS, "9234", status("store", length)));
    }

    @Test
    void takesThePrivateOperationsAtBothEndsOfTheirRange() throws IOException {
        judge(OWN, request(PRIVATE_CLASS, "7FFF", "<no data set>"), response(PRIVATE_CLASS, "FFFF", status("own", 0)));
        judge(OWN, request(PRIVATE_CLASS, "0000", "<data set>"), response(PRIVATE_CLASS, "8000", status("own", 2)));
    }

    /** It need not have a SOP class, nor does its response then. */
    @Test
    void takesAPrivateOperationWithoutSopClass() throws IOException {
        judge(OWN, request("", "7FFF", "<data set>"), response("", "FFFF", status("own", 2)));
    }

    @Test
    void refusesAPrivateOperationThatNoHandlerClaims() throws IOException {
        judge(
                Dimse.STORAGE,
                request(Dimse.STORAGE_CLASS, "1235", "<data set>"),
                response(Dimse.STORAGE_CLASS, "9235", "<status 0211H>"));
        judge(OWN, request(PRIVATE_CLASS, "1234", "<data set>"), response(PRIVATE_CLASS, "9234", "<status 0211H>"));
    }

    @Test
    void takesASopClassThatNobodyNamesToTheHandlerOfAny() throws IOException {
        judge(
                ANY,
                request(UNNAMED_CLASS, "0001", "<data set>" + Dimse.INSTANCE),
                response(UNNAMED_CLASS, "8001", status("any", 2) + Dimse.INSTANCE));
        judge(ANY, request(UNNAMED_CLASS, "0020", "<data set>"), response(UNNAMED_CLASS, "8020", status("any", 2)));
        judge(ANY, request(UNNAMED_CLASS, "0021", "<data set>"), response(UNNAMED_CLASS, "8021", "<status 0211H>"));
    }

    /** It takes any context, but of each the SOP class that was negotiated. */
    @Test
    void refusesAnotherSopClassThanTheContextsToTheHandlerOfAny() throws IOException {
        judge(ANY, request(PRIVATE_CLASS, "0020", "<data set>"), response(PRIVATE_CLASS, "8020", "<status 0122H>"));
    }

    @Test
    void takesTheMembersOfAMetaSopClassOnItsContext() throws IOException {
        judge(
                META,
                request(FILM_SESSION_CLASS, "0140", "<data set>" + Dimse.INSTANCE),
                response(FILM_SESSION_CLASS, "8140", status("print", 2) + Dimse.INSTANCE));
    }

    /** PS3.7 10.1.5.1.6: no such SOP class. A member is none of another context's. */
    @Test
    void refusesWhatIsNoMemberOfAMetaSopClass() throws IOException {
        judge(META, request(UNNAMED_CLASS, "0140", "<data set>"), response(UNNAMED_CLASS, "8140", "<status 0118H>"));
        judge(
                OWN,
                request(FILM_SESSION_CLASS, "0030", "<no data set>"),
                response(FILM_SESSION_CLASS, "8030", "<status 0122H>"));
    }
}
