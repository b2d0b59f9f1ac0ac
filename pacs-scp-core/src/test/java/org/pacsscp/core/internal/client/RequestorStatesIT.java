package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationException.Kind;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InlineHandler;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.core.internal.support.StateAnswers;
import org.pacsscp.testkit.script.Segmentation;
import org.pacsscp.testkit.script.Vocabulary;

/**
 * PS3.8 Table 9-10 as an acceptor sees it: what the requestor answers to each event that an acceptor can cause, in each state
 * that an acceptor can find it in. Silence is in {@link RequestorDeadlinesIT}. Two states cannot be found so: in Sta4 there is
 * no connection yet, and in Sta9 the answer to a release is sent at once, where no operation is under way.
 */
@ParameterizedClass
@EnumSource
class RequestorStatesIT {
    /** What is heard; "close" is the end of the stream without a byte before it, a dash is nothing. */
    private static final StateAnswers ANSWERS = StateAnswers.of("""
            EVENT           | Sta5   | Sta6           | Sta7           | Sta11  | Sta13
            A-ASSOCIATE-AC  | -      | <A2/2>         | <A2/2>         | <A2/2> | -
            RJ(1,1,7)       | close  | <A2/2>         | <A2/2>         | <A2/2> | -
            A-ASSOCIATE-RQ  | <A2/2> | <A2/2>         | <A2/2>         | <A2/2> | <A2/2>
            P-DATA-TF       | <A2/2> | <0000H>        | -              | <A2/2> | -
            A-RELEASE-RQ    | <A2/2> | <A-RELEASE-RP> | <A-RELEASE-RP> | <A2/2> | -
            A-RELEASE-RP    | <A2/2> | <A2/2>         | close          | close  | -
            A2/0            | close  | close          | close          | close  | close
            end of stream   | close  | close          | close          | close  | close
            reset           |        |                |                |        |
            invalid PDU     | <A2/1> | <A2/1>         | <A2/1>         | <A2/1> | <A2/1>
            """);

    /** Accepts that each side may echo the other. */
    private static final Vocabulary BOTH_ROLES = Vocabulary.standard()
            .with(
                    "acceptor's user",
                    "50 00 {2: <maximum length> <class uid> 54 00 {2: {2: '1.2.840.10008.1.1'} 01 01} <version name>}");

    private final Segmentation segmentation;

    @RegisterExtension
    private final TestClient test = TestClient.with(builder -> builder.handler(InlineHandler.of(
            ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ),
            request -> DimseStatus.SUCCESS)));

    RequestorStatesIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    static Stream<Arguments> sta5() {
        return ANSWERS.argumentsIn("Sta5");
    }

    static Stream<Arguments> sta6() {
        return ANSWERS.argumentsIn("Sta6");
    }

    static Stream<Arguments> sta7() {
        return ANSWERS.argumentsIn("Sta7");
    }

    static Stream<Arguments> sta11() {
        return ANSWERS.argumentsIn("Sta11");
    }

    static Stream<Arguments> sta13() {
        return ANSWERS.argumentsIn("Sta13");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sta5(String event, String answer) throws Exception {
        try (TestClient.Opening opening = open()) {
            StateAnswers.cause(opening.peer(), event);
            if (event.equals("A-ASSOCIATE-AC")) {
                RequestedAssociation association = opening.association();
                association.abort(AbortReason.SERVICE_USER);
                opening.peer().expect("<A0>").finish();
                return;
            }
            StateAnswers.judge(opening.peer(), answer);
            AssociationException failure = opening.failure();
            assertThat(failure)
                    .hasMessageContaining(
                            "PACS_SCP at 127.0.0.1:" + test.acceptor().port());
            assertFailure(event, failure);
        }
    }

    private static void assertFailure(String event, AssociationException failure) {
        switch (event) {
            case "RJ(1,1,7)" -> {
                assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
                assertThat(failure.rejectReason()).contains(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED);
                assertThat(failure).hasMessageContaining(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED.description());
            }
            case "A2/0" -> {
                assertThat(failure.kind()).isEqualTo(Kind.ABORTED_BY_PEER);
                assertThat(failure.abortReason()).contains(AbortReason.REASON_NOT_SPECIFIED);
            }
            case "end of stream", "reset" -> assertThat(failure.kind()).isEqualTo(Kind.CONNECTION_LOST);
            case "invalid PDU" -> {
                assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL_ERROR);
                assertThat(failure.abortReason()).contains(AbortReason.UNRECOGNIZED_PDU);
            }
            default -> {
                assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL_ERROR);
                assertThat(failure.abortReason()).contains(AbortReason.UNEXPECTED_PDU);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sta6(String event, String answer) throws Exception {
        try (TestClient.Opening opening = open()) {
            RequestedAssociation association = opening.accept();
            StateAnswers.cause(opening.peer(), event);
            StateAnswers.judge(opening.peer(), answer);
            assertThat(TestClient.end(association).kind()).isEqualTo(endInSta6(event));
        }
    }

    private static AssociationEnd.Kind endInSta6(String event) {
        return switch (event) {
            case "A2/0" -> AssociationEnd.Kind.ABORTED_BY_PEER;
            // The acceptor leaves without a release after its echo.
            case "end of stream", "reset", "P-DATA-TF" -> AssociationEnd.Kind.CONNECTION_LOST;
            case "A-RELEASE-RQ" -> AssociationEnd.Kind.RELEASED_BY_PEER;
            default -> AssociationEnd.Kind.PROTOCOL_ERROR;
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sta7(String event, String answer) throws Exception {
        try (TestClient.Opening opening = open()) {
            RequestedAssociation association = release(opening);
            StateAnswers.cause(opening.peer(), event);
            if (event.equals("A-RELEASE-RQ")) {
                // Sta9, which our answer ends at once; from Sta11 the acceptor's answer leads on.
                opening.peer().expect(answer).send("<A-RELEASE-RP>").expectEnd();
            } else if (answer.equals("-")) {
                // Nothing may be sent any more (AR-6): the acceptor's request has no answer.
                opening.peer().send("<A-RELEASE-RP>").expectEnd();
            } else {
                StateAnswers.judge(opening.peer(), answer);
            }
            assertThat(TestClient.end(association).kind()).isEqualTo(endOfRelease(event));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sta11(String event, String answer) throws Exception {
        try (TestClient.Opening opening = open()) {
            RequestedAssociation association = release(opening);
            opening.peer().send("<A-RELEASE-RQ>").expect("<A-RELEASE-RP>");
            StateAnswers.cause(opening.peer(), event);
            StateAnswers.judge(opening.peer(), answer);
            AssociationEnd.Kind kind = event.equals("A-RELEASE-RQ") || event.equals("P-DATA-TF")
                    ? AssociationEnd.Kind.PROTOCOL_ERROR
                    : endOfRelease(event);
            assertThat(TestClient.end(association).kind()).isEqualTo(kind);
        }
    }

    private static AssociationEnd.Kind endOfRelease(String event) {
        return switch (event) {
            case "A2/0" -> AssociationEnd.Kind.ABORTED_BY_PEER;
            case "end of stream", "reset" -> AssociationEnd.Kind.CONNECTION_LOST;
            case "A-RELEASE-RP", "A-RELEASE-RQ", "P-DATA-TF" -> AssociationEnd.Kind.RELEASED_BY_US;
            default -> AssociationEnd.Kind.PROTOCOL_ERROR;
        };
    }

    /** That the connection is still there and nothing was said is known from what comes next: a request, and AA-7. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sta13(String event, String answer) throws Exception {
        try (TestClient.Opening opening = open()) {
            RequestedAssociation association = opening.accept();
            association.abort(AbortReason.SERVICE_USER);
            opening.peer().expect("<A0>");
            StateAnswers.cause(opening.peer(), event);
            if (answer.equals("-")) {
                opening.peer().send("<A-ASSOCIATE-RQ>").expect("<A2/2>").finish();
            } else {
                StateAnswers.judge(opening.peer(), answer);
            }
            assertThat(TestClient.end(association).kind()).isEqualTo(AssociationEnd.Kind.ABORTED_BY_US);
        }
    }

    private TestClient.Opening open() throws IOException {
        AssociationProposal proposal = test.echo()
                .roles(SopClass.VERIFICATION, Role.INVOKER, Role.PERFORMER)
                .build();
        TestClient.Opening opening = test.open(proposal, segmentation);
        opening.peer().speaking(BOTH_ROLES);
        return opening;
    }

    private static RequestedAssociation release(TestClient.Opening opening) throws Exception {
        RequestedAssociation association = opening.accept();
        association.release();
        opening.peer().expect("<A-RELEASE-RQ>");
        return association;
    }
}
