package org.pacsscp.core.internal.server;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Role;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** What becomes of each proposed context, role and window: PS3.8 section 9.3.3.2, PS3.7 sections D.3.3.3 and D.3.3.4. */
@ParameterizedClass
@EnumSource
class PresentationContextsIT {
    private static final Uid BOTH_ROLES = Uid.of("2.25.1");
    private static final Uid INVOKED_ONLY = Uid.of("2.25.2");

    private final Segmentation segmentation;

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(LambdaHandler.inline(
            action -> DimseStatus.SUCCESS,
            ServiceCapability.performer(BOTH_ROLES, CommandField.N_EVENT_REPORT_RQ)
                    .roles(Role.PERFORMER, Role.INVOKER),
            ServiceCapability.invoker(INVOKED_ONLY))));

    PresentationContextsIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            id 255                        | FF <verification> <implicit>                                | FF 00 00 00 <implicit>
            id 0                          | 00 <verification> <implicit>                                | 00 00 02 00 <implicit>
            id even                       | 02 <verification> <implicit>                                | 02 00 02 00 <implicit>
            abstract syntax unknown       | 01 30 00 {2: '1.2.3'} <implicit>                            | 01 00 03 00 <implicit>
            abstract syntax empty         | 01 30 00 {2: } <implicit>                                   | 01 00 03 00 <implicit>
            abstract syntax no UID        | 01 30 00 {2: '1.2.x'} <implicit>                            | 01 00 03 00 <implicit>
            no abstract syntax            | 01 <implicit>                                               | 01 00 03 00 <implicit>
            two abstract syntaxes         | 01 <verification> 30 00 {2: '1.2.3'} <implicit>             | 01 00 03 00 <implicit>
            transfer syntax unknown       | 01 <verification> 40 00 {2: '1.2.3'}                        | 01 00 04 00 40 00 {2: '1.2.3'}
            no transfer syntax            | 01 <verification>                                           | 01 00 04 00 <implicit>
            transfer syntax of 65 bytes   | 01 <verification> 40 00 {2: '1.22222222222222222222222222222222222222222222222222222222222222.4'} | 01 00 04 00 <implicit>
            second one known              | 01 <verification> 40 00 {2: '1.2.3'} <explicit>             | 01 00 00 00 <explicit>
            our preference among several  | 01 <verification> <explicit> <implicit>                     | 01 00 00 00 <implicit>
            """)
    void answersAContext(String what, String proposed, String result) throws IOException {
        String id = proposed.substring(0, 2);
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(Words.request(
                            "<application> 20 00 {2: " + id + " 00 00 00 " + proposed.substring(2) + "} <user>"))
                    .expect(Words.acceptance("21 00 {2: " + result + "} <our user>"))
                    .release();
        }
    }

    @Test
    void answersEachOfSeveralContextsInTheirOrder() throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(Words.request("""
                            <application>
                            20 00 {2: 07 00 00 00 <verification> <explicit>}
                            20 00 {2: 05 00 00 00 30 00 {2: '1.2.3'} <implicit>}
                            20 00 {2: 04 00 00 00 <verification> <implicit>}
                            20 00 {2: 01 00 00 00 <verification> <implicit>}
                            <user>
                            """))
                    .expect(Words.acceptance("""
                            21 00 {2: 07 00 00 00 <explicit>}
                            21 00 {2: 05 00 03 00 <implicit>}
                            21 00 {2: 04 00 02 00 <implicit>}
                            21 00 {2: 01 00 00 00 <implicit>}
                            <our user>
                            """))
                    .send("<C-ECHO-RQ>")
                    .expect("<0000H>")
                    .release();
        }
    }

    @Test
    void accepts128Contexts() throws IOException {
        StringBuilder proposed = new StringBuilder();
        StringBuilder results = new StringBuilder();
        for (int id = 1; id < 256; id += 2) {
            proposed.append("20 00 {2: %02X 00 00 00 <verification> <implicit>}".formatted(id));
            results.append("21 00 {2: %02X 00 00 00 <implicit>}".formatted(id));
        }

        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(Words.request("<application>" + proposed + "<user>"))
                    .expect(Words.acceptance(results + "<our user>"))
                    .send("<C-ECHO-RQ>")
                    .expect("<0000H>")
                    .release();
        }
    }

    @Test
    void abortsARequestWithMoreThan128Contexts() throws IOException {
        StringBuilder contexts = new StringBuilder();
        for (int id = 0; id <= 128; id++) {
            contexts.append("20 00 {2: %02X 00 00 00}".formatted(id));
        }

        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(Words.request("<application>" + contexts + "<user>"))
                    .expect("<A0>")
                    .finish();
        }
    }

    /** The roles are those of the peer: SCU, SCP. One that it did not propose is never answered with 1. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            SCU of what we perform         | '1.2.840.10008.1.1' | 01 00 | 00 | 01 00
            SCU and SCP of that            | '1.2.840.10008.1.1' | 01 01 | 00 | 01 00
            SCU and SCP of both            | '2.25.1'            | 01 01 | 00 | 01 01
            SCP of both                    | '2.25.1'            | 00 01 | 00 | 00 01
            SCU of both                    | '2.25.1'            | 01 00 | 00 | 01 00
            SCP of what we invoke          | '2.25.2'            | 00 01 | 00 | 00 01
            SCU and SCP of what we invoke  | '2.25.2'            | 01 01 | 00 | 00 01
            """)
    void answersARole(String what, String sopClass, String proposed, String result, String answered)
            throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(Words.request("""
                            <application>
                            20 00 {2: 01 00 00 00 30 00 {2: %s} <implicit>}
                            50 00 {2: <maximum length> <class uid> 54 00 {2: {2: %s} %s}}
                            """.formatted(sopClass, sopClass, proposed)))
                    .expect(Words.acceptance("""
                            21 00 {2: 01 00 %s 00 <implicit>}
                            50 00 {2: <our maximum length> <our class uid> 54 00 {2: {2: %s} %s} <our version name>}
                            """.formatted(result, sopClass, answered)))
                    .release();
        }
    }

    /** No role is left to answer then: PS3.7 D.3.3.4 lets the acceptor leave the item out. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            SCP of what we only perform    | '1.2.840.10008.1.1' | 54 00 {2: {2: '1.2.840.10008.1.1'} 00 01}
            neither of what we perform     | '1.2.840.10008.1.1' | 54 00 {2: {2: '1.2.840.10008.1.1'} 00 00}
            SCU of what we only invoke     | '2.25.2'            | 54 00 {2: {2: '2.25.2'} 01 00}
            SCU of that by default         | '2.25.2'            | ''
            """)
    void refusesAContextWhoseRoleIsImpossible(String what, String sopClass, String proposed) throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(Words.request("""
                            <application>
                            20 00 {2: 01 00 00 00 30 00 {2: %s} <implicit>}
                            50 00 {2: <maximum length> <class uid> %s}
                            """.formatted(sopClass, proposed)))
                    .expect(Words.acceptance("21 00 {2: 01 00 03 00 <implicit>} <our user>"))
                    .release();
        }
    }

    @Test
    void passesOverARoleOfWhatIsNotProposed() throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(Words.request(
                            "<application> <context> 50 00 {2: <maximum length> 54 00 {2: {2: '2.25.1'} 01 01}}"))
                    .expect("<A-ASSOCIATE-AC>")
                    .release();
        }
    }

    /** PS3.7 D.3.3.3: an answer only to who asked. Synchronous operation is always allowed. */
    @ParameterizedTest
    @CsvSource({"0001 0001", "0005 0007", "0000 0000", "FFFF 0001"})
    void answersAWindowWithOneEachWay(String window) throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(Words.request("<application> <context> 50 00 {2: <maximum length> 53 00 {2: " + window + "}}"))
                    .expect(Words.acceptance("""
                            <accepted>
                            50 00 {2: <our maximum length> <our class uid> 53 00 {2: 0001 0001} <our version name>}
                            """))
                    .release();
        }
    }

    /** 0 stands for no limit. */
    @ParameterizedTest
    @CsvSource({"0002 0007, 0002 0004", "0000 0001, 0004 0001", "0004 0000, 0004 0004"})
    void answersAWindowWithNoMoreThanWasProposedOrIsAllowed(String proposed, String answered) throws IOException {
        Limits limits = Limits.builder().maxOperations(4).build();
        try (Server own = TestServer.builder().limits(limits).build().start();
                ScriptedPeer peer = Peers.connect(own.endpoints().get(0).address(), segmentation)) {
            peer.send(Words.request("<application> <context> 50 00 {2: <maximum length> 53 00 {2: " + proposed + "}}"))
                    .expect(Words.acceptance("<accepted> 50 00 {2: <our maximum length> <our class uid> 53 00 {2: "
                            + answered + "} <our version name>}"))
                    .release();
        }
    }
}
