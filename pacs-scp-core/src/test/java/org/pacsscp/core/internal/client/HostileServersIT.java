package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.SopClass;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;
import org.pacsscp.testkit.script.Vocabulary;

/**
 * Servers that lie once there is an association: to a request of ours they answer what they should not. The caller gets a status
 * that was really said, or an exception that says who did what; {@link TestClient} looks afterwards that nothing is left.
 * Those that do not let it come to an association are in {@link NotOpenedIT}, those that fall silent in {@link
 * RequestorDeadlinesIT}.
 */
@ParameterizedClass
@EnumSource
class HostileServersIT {
    /** Context 1 is for Verification, 3 for CT images, 5 for C-FIND. */
    private static final Vocabulary WORDS = words();

    private final Segmentation segmentation;

    @RegisterExtension
    private final TestClient test = TestClient.withDefaults();

    HostileServersIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    private enum Work {
        ECHO,
        STORE,
        FIND
    }

    private static Vocabulary words() {
        Vocabulary standard = Vocabulary.standard();
        String toFirst = "0000 2001 02000000 0100 ";
        return standard.with(
                        "accepted",
                        "21 00 {2: 01 00 00 00 <implicit>} 21 00 {2: 03 00 00 00 <implicit>} 21 00 {2: 05 00 00 00 <implicit>}")
                .with(
                        "stored",
                        standard.message(
                                3, "0000 0001 02000000 0180 " + toFirst + "<no data set> 0000 0009 02000000 0000"))
                .with(
                        "found",
                        standard.message(
                                5, "0000 0001 02000000 2080 " + toFirst + "<no data set> 0000 0009 02000000 0000"))
                .with(
                        "match",
                        standard.message(
                                5, "0000 0001 02000000 2080 " + toFirst + "<data set> 0000 0009 02000000 00FF"))
                .with("rest", "04 00 {4: {4: 05 02 0800 5200 02000000 2020}}");
    }

    /** What it comes to: a status or why there is none, and how the association ends if that is not by our release. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            a data set where none is due      | ECHO  | <A2/5>               | 0000H             | PROTOCOL_ERROR  | <0000H> 04 00 {4: {4: 01 02 00000000}}
            a data set with C-ECHO            | ECHO  |                      | 0000H             |                 | <with data> 04 00 {4: {4: 01 02 00000000}}
            a command where a data set is due | ECHO  | <A2/5>               | ASSOCIATION_ENDED | PROTOCOL_ERROR  | <with data> <0000H>
            a data set of another context     | FIND  | <A2/5>               | ASSOCIATION_ENDED | PROTOCOL_ERROR  | <match> 04 00 {4: {4: 03 02 00000000}}
            a match without its data set      | FIND  | <A2/2>               | ASSOCIATION_ENDED | PROTOCOL_ERROR  | <match> <A-RELEASE-RQ>
            another message                   | ECHO  | <A0>                 | ASSOCIATION_ENDED | PROTOCOL_ERROR  | <C-ECHO-RSP 2 0000H>
            another operation                 | ECHO  | <A0>                 | ASSOCIATION_ENDED | PROTOCOL_ERROR  | <stored>
            another operation to a query      | FIND  | <A0>                 | ASSOCIATION_ENDED | PROTOCOL_ERROR  | <stored>
            two final responses               | FIND  | <A0>                 | 0000H             | PROTOCOL_ERROR  | <found> <found>
            a match after the final response  | FIND  | <A0>                 | 0000H             | PROTOCOL_ERROR  | <found> <match> <rest>
            C-ECHO that is pending            | ECHO  |                      | 0000H             |                 | <FF00H> <0000H>
            no status                         | ECHO  |                      | 0110H             |                 | <no status>
            its own C-ECHO first              | ECHO  | <C-ECHO-RSP 7 0211H> | 0000H             |                 | <C-ECHO-RQ 7> <0000H>
            C-CANCEL                          | ECHO  |                      | 0000H             |                 | <cancel> <0000H>
            an acceptance again               | ECHO  | <A2/2>               | ASSOCIATION_ENDED | PROTOCOL_ERROR  | <A-ASSOCIATE-AC>
            a rejection now                   | STORE | <A2/2>               | ASSOCIATION_ENDED | PROTOCOL_ERROR  | <RJ(1,1,7)>
            the end of a release              | STORE | <A2/2>               | ASSOCIATION_ENDED | PROTOCOL_ERROR  | <A-RELEASE-RP>
            its abort                         | STORE |                      | ASSOCIATION_ENDED | ABORTED_BY_PEER | <A0>
            a longer PDU than we take         | FIND  | <A2/6>               | ASSOCIATION_ENDED | PROTOCOL_ERROR  | 04 00 00010001
            an element of 2 GiB               | ECHO  | <A0>                 | ASSOCIATION_ENDED | PROTOCOL_ERROR  | 04 00 {4: {4: 01 03 0000 0001 FFFFFF7F}}
            an element of 4 GiB               | ECHO  | <A0>                 | ASSOCIATION_ENDED | PROTOCOL_ERROR  | 04 00 {4: {4: 01 03 0000 0001 FFFFFFFF}}
            a fragment of 4 GiB               | FIND  | <A2/6>               | ASSOCIATION_ENDED | PROTOCOL_ERROR  | <match> 04 00 {4: FFFFFFFF 05 00}
            a PDU of 4 GiB                    | FIND  | <A2/6>               | ASSOCIATION_ENDED | PROTOCOL_ERROR  | <match> 04 00 FFFFFFFF
            a context that was refused        | ECHO  | <A2/6>               | ASSOCIATION_ENDED | PROTOCOL_ERROR  | 04 00 {4: {4: 07 03 0000 0001 02000000 3080}}
            """)
    void answers(
            String lie,
            Work work,
            @Nullable String heard,
            String outcome,
            AssociationEnd.@Nullable Kind end,
            String said)
            throws Exception {
        try (TestClient.Opening opening = open()) {
            RequestedAssociation association = opening.accept();
            OngoingInvocation request = association.begin(request(work));
            ScriptedPeer peer = opening.peer().speaking(wordsToLie());
            hearRequest(peer, work);
            peer.send(said);
            if (heard != null) {
                peer.expect(heard);
            }
            // Sends what waits to be sent all at once.
            peer.isSilentFor(1);
            assertThat(outcome(request)).isEqualTo(outcome);
            if (end == null) {
                association.release();
                peer.expect("<A-RELEASE-RQ>").send("<A-RELEASE-RP>").expectEnd();
            } else {
                peer.finish();
            }
            assertThat(TestClient.end(association).kind())
                    .isEqualTo(end == null ? AssociationEnd.Kind.RELEASED_BY_US : end);
        }
    }

    /** PS3.7 6.3.1: a command that never ends is not held beyond Limits.maxCommandSetLength. */
    @Test
    void answersACommandWithoutEnd() throws Exception {
        assertThat(isAbortedBy("", "04 00 {4: {4: 01 01 0000 0900 F0030000 " + "00".repeat(1_000) + "}}"))
                .isLessThan(200);
    }

    /** A response's data set that never ends, of which no more than a mebibyte is held. */
    @Test
    void answersADataSetWithoutEnd() throws Exception {
        assertThat(isAbortedBy("<match>", "04 00 {4: {4: 05 00 " + "00".repeat(16_000) + "}}"))
                .isLessThan(200);
    }

    /** Says something again and again until it hears an abort; returns how often. */
    private int isAbortedBy(String first, String again) throws Exception {
        try (TestClient.Opening opening = test.open(proposal(), Segmentation.AS_WRITTEN)) {
            opening.peer().speaking(WORDS);
            RequestedAssociation association = opening.accept();
            OngoingInvocation find = association.begin(request(Work.FIND));
            hearRequest(opening.peer(), Work.FIND);
            byte[] more = WORDS.script(again).bytes();
            opening.peer().send(first);
            int times = 0;
            while (opening.peer().isSilentFor(1) && times < 1_000) {
                opening.peer().send(more);
                times++;
            }
            opening.peer().expectPdu("A0", "A2/5", "A2/6");
            assertThat(outcome(find)).isEqualTo("ASSOCIATION_ENDED");
            assertThat(TestClient.end(association).kind()).isEqualTo(AssociationEnd.Kind.PROTOCOL_ERROR);
            opening.peer().reset();
            return times;
        }
    }

    /** PS3.7 9.3.1.3: who has refused does not want the rest, and reads it all the same. */
    @Test
    void refusesAnInstanceBeforeItHasCome() throws Exception {
        try (TestClient.Opening opening = open()) {
            RequestedAssociation association = opening.accept();
            OngoingInvocation[] store = new OngoingInvocation[1];
            Thread sending = new Thread(() -> store[0] = begin(association, Requests.store(new byte[8 << 20])));
            sending.start();
            opening.peer().expectPdu("C-STORE-RQ");
            opening.peer()
                    .send(WORDS.message(
                            3,
                            "0000 0001 02000000 0180 0000 2001 02000000 0100 <no data set>"
                                    + " 0000 0009 02000000 00A7"));
            hearDataSet(opening.peer());
            sending.join();
            assertThat(outcome(store[0])).isEqualTo("A700H");
            association.release();
            opening.peer().expect("<A-RELEASE-RQ>").send("<A-RELEASE-RP>").expectEnd();
        }
    }

    private static void hearDataSet(ScriptedPeer peer) throws IOException {
        byte[] pdu;
        do {
            pdu = peer.hearPdu();
        } while ((pdu[11] & 2) == 0);
    }

    private static OngoingInvocation begin(RequestedAssociation association, Invocation invocation) {
        try {
            return association.begin(invocation);
        } catch (InvocationException | IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Invocation request(Work work) {
        return switch (work) {
            case ECHO -> Requests.echoRequest();
            case STORE -> Requests.store(new byte[8]);
            case FIND -> Requests.find();
        };
    }

    private static void hearRequest(ScriptedPeer peer, Work work) throws IOException {
        peer.expectPdu("C-" + work + "-RQ");
        if (work != Work.ECHO) {
            peer.expectPdu("data");
        }
    }

    private static String outcome(OngoingInvocation request) throws InterruptedException {
        try {
            ReceivedResponse response = request.next();
            while (response.isPending()) {
                response = request.next();
            }
            DimseStatus status = response.status();
            return "%04XH".formatted(status.code());
        } catch (InvocationException e) {
            return e.reason().name();
        }
    }

    private static Vocabulary wordsToLie() {
        String toFirst = "0000 2001 02000000 0100 ";
        return WORDS.with(
                        "with data",
                        WORDS.message(1, "0000 0001 02000000 3080 " + toFirst + "<data set> 0000 0009 02000000 0000"))
                .with("no status", WORDS.message(1, "0000 0001 02000000 3080 " + toFirst + "<no data set>"))
                .with("cancel", WORDS.message(1, "0000 0001 02000000 FF0F " + toFirst + "<no data set>"));
    }

    private AssociationProposal proposal() {
        return test.echo()
                .context(SopClass.CT_IMAGE_STORAGE)
                .context(SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND)
                .build();
    }

    private TestClient.Opening open() throws IOException {
        TestClient.Opening opening = test.open(proposal(), segmentation);
        opening.peer().speaking(WORDS);
        return opening;
    }
}
