package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;

/** A handler learns how its data set is encoded, and that of its answer has to be, from the presentation context. */
class TransferSyntaxIT {
    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(handler()));

    /** Implicit VR, Explicit VR little and big endian, deflated, RLE, JPEG baseline and one that no standard knows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.840.10008.1.2",
                "1.2.840.10008.1.2.1",
                "1.2.840.10008.1.2.2",
                "1.2.840.10008.1.2.1.99",
                "1.2.840.10008.1.2.5",
                "1.2.840.10008.1.2.4.50",
                "2.25.99"
            })
    void isThatOfThePresentationContext(String transferSyntax) throws Exception {
        String item = "40 00 {2: '" + transferSyntax + "'}";
        String ascii = "'" + (transferSyntax + " ".repeat(transferSyntax.length() % 2)) + "'";

        try (ScriptedPeer peer = server.connect()) {
            peer.send(Words.request("<application> 20 00 {2: 03 00 00 00 30 00 {2: '" + Dimse.STORAGE_UID + "'} " + item
                            + "} <user>"))
                    .expect(Words.acceptance("21 00 {2: 03 00 00 00 " + item + "} <our user>"))
                    .send(Dimse.storeRequest(1) + Dimse.last(Dimse.STORAGE, ascii))
                    .expect(Dimse.storeResponse(1, 0x0000))
                    .release();
        }
    }

    /** The data set spells its transfer syntax in plain text. */
    private static ActionHandler handler() {
        return LambdaHandler.worker(
                action -> {
                    String spelled = new String(action.dataSet().readAllBytes(), StandardCharsets.US_ASCII).trim();
                    assertThat(action.dataSet().transferSyntax()).isEqualTo(Uid.of(spelled));
                    assertThat(action.presentationContext().transferSyntax()).isEqualTo(Uid.of(spelled));
                    return DimseStatus.SUCCESS;
                },
                Dimse.storage().anyTransferSyntax());
    }
}
