package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** What the peer is told when a handler does what it may, and what it must not: the association lives on. */
@ParameterizedClass
@EnumSource
class InlineHandlerIT {
    /** A private SOP class for each kind of handler. */
    private static final Map<String, LambdaHandler.InlineBody> HANDLERS = Map.of(
            "2.25.10", action -> DimseStatus.SUCCESS,
            "2.25.11", action -> DimseStatus.of(0xB007),
            "2.25.12", action -> DimseStatus.of(0xA700).withErrorComment("full"),
            "2.25.13",
                    action -> {
                        throw new DimseException(DimseStatus.NOT_AUTHORIZED);
                    },
            "2.25.14",
                    action -> {
                        throw new IOException("fails on purpose");
                    },
            "2.25.15",
                    action -> {
                        throw new AssertionError("fails badly on purpose");
                    },
            "2.25.16", action -> nothing(),
            "2.25.17", action -> DimseStatus.PENDING);

    private final Segmentation segmentation;

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> {
        HANDLERS.forEach((sopClass, body) -> builder.handler(
                LambdaHandler.inline(body, ServiceCapability.performer(Uid.of(sopClass), CommandField.C_ECHO_RQ))));
        return builder;
    });

    InlineHandlerIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    @SuppressWarnings("NullAway") // the contract is broken on purpose
    private static DimseStatus nothing() {
        @Nullable DimseStatus none = null;
        return none;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            success                     | 2.25.10 | 0000
            warning                     | 2.25.11 | 07B0
            failure with error comment  | 2.25.12 | 00A7 0000 0209 04000000 'full'
            DimseException              | 2.25.13 | 2401
            """)
    void tellsTheStatus(String what, String sopClass, String status) throws IOException {
        judge(sopClass, status);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            an exception                | 2.25.14 | fails on purpose
            an error                    | 2.25.15 | fails badly on purpose
            null                        | 2.25.16 | null
            a pending status            | 2.25.17 | FF00H
            """)
    void tellsOfAProcessingFailure(String what, String sopClass, String logged) throws IOException {
        judge(sopClass, "1001");

        server.log().assertError(LambdaHandler.class.getName());
        assertThat(server.log().text()).contains(logged);
    }

    @Test
    void tellsListenersTheStatus() throws IOException, InterruptedException {
        judge("2.25.12", "00A7 0000 0209 04000000 'full'");

        assertThat(server.witness().answered()).isEqualTo(DimseStatus.of(0xA700).withErrorComment("full"));
    }

    private void judge(String sopClass, String status) throws IOException {
        String affected = "0000 0200 08000000 '" + sopClass + "' 00";
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(Words.request("<application> <context> 20 00 {2: 03 00 00 00 30 00 {2: '" + sopClass
                            + "'} <implicit>} <user>"))
                    .expect(Words.acceptance("<accepted> 21 00 {2: 03 00 00 00 <implicit>} <our user>"))
                    .send(onContext3(affected + "<echo> <id> <no data set>"))
                    .expect(onContext3(affected + "0000 0001 02000000 3080 0000 2001 02000000 0100 <no data set>"
                            + "0000 0009 02000000 " + status))
                    .send("<C-ECHO-RQ 2>")
                    .expect("<C-ECHO-RSP 2 0000H>")
                    .release();
        }
    }

    private static String onContext3(String elements) {
        return Words.OURS.message(3, elements);
    }
}
