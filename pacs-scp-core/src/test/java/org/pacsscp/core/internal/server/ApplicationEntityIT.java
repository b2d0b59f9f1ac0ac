package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.ApplicationEntity;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Vocabulary;

/** Several AE titles behind one port, each with handlers of its own. */
class ApplicationEntityIT {
    private static final String BOTH = "<context>" + Dimse.context(Dimse.STORAGE, Dimse.STORAGE_UID);
    private static final String REFUSED = "21 00 {2: %02X 00 03 00 <implicit>}";

    private final List<String> echoed = new CopyOnWriteArrayList<>();

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.discoverHandlers(false)
            .handler(echo("PACS_SCP"))
            .applicationEntity(ApplicationEntity.of("ARCHIVE", storage()))
            .applicationEntity(ApplicationEntity.of("WORKLIST", echo("WORKLIST"))));

    @Test
    void offersWhatTheHandlersOfTheCalledTitleDo() throws IOException {
        assertContexts("ARCHIVE", REFUSED.formatted(1) + Dimse.accepted(Dimse.STORAGE));
        assertContexts("WORKLIST", "<accepted>" + REFUSED.formatted(Dimse.STORAGE));
        assertContexts("PACS_SCP", "<accepted>" + REFUSED.formatted(Dimse.STORAGE));
    }

    @Test
    void servesWithTheHandlersOfTheCalledTitle() throws IOException {
        for (String title : List.of("WORKLIST", "PACS_SCP", "WORKLIST")) {
            try (ScriptedPeer peer = server.connect()) {
                peer.send(Words.requestBetween(title, "CT_1"))
                        .expect(Words.acceptanceBetween(title, "CT_1"))
                        .send("<C-ECHO-RQ>")
                        .expect("<0000H>")
                        .release();
            }
        }
        assertThat(echoed).containsExactly("WORKLIST", "PACS_SCP", "WORKLIST");
    }

    @Test
    void rejectsATitleOfNobody() throws IOException {
        try (ScriptedPeer peer = server.connect()) {
            peer.send(Words.requestBetween("NOBODY", "CT_1"))
                    .expect("<RJ(1,1,7)>")
                    .finish();
        }
    }

    /**
     * What {@link java.util.ServiceLoader} finds, here the handler of C-ECHO, belongs to every title; it alone is no reason
     * to answer to the default one.
     */
    @Test
    void sharesTheHandlersThatAreFound() throws IOException {
        try (Server own = TestServer.builder()
                        .applicationEntity(ApplicationEntity.of("ARCHIVE", storage()))
                        .build()
                        .start();
                ScriptedPeer ofDefault = Peers.connect(own.endpoints().get(0).address());
                ScriptedPeer peer = Peers.connect(own.endpoints().get(0).address())) {
            ofDefault.send("<A-ASSOCIATE-RQ>").expect("<RJ(1,1,7)>").finish();
            peer.send(Words.requestBetween("ARCHIVE", "CT_1"))
                    .expect(Words.acceptanceBetween("ARCHIVE", "CT_1"))
                    .send("<C-ECHO-RQ>")
                    .expect("<0000H>")
                    .release();
        }
    }

    private void assertContexts(String called, String answers) throws IOException {
        String titles = "0001 0000" + Vocabulary.title(called) + "<calling> <reserved> <application>";
        try (ScriptedPeer peer = server.connect()) {
            peer.send("01 00 {4: " + titles + BOTH + "<user>}")
                    .expect("02 00 {4: " + titles + answers + "<our user>}")
                    .release();
        }
    }

    private ActionHandler echo(String name) {
        return LambdaHandler.inline(
                action -> {
                    echoed.add(name);
                    return DimseStatus.SUCCESS;
                },
                ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ));
    }

    private static ActionHandler storage() {
        return LambdaHandler.worker(action -> DimseStatus.SUCCESS, Dimse.storage());
    }
}
