package org.pacsscp.robustness.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.testkit.wire.Bytes.join;
import static org.pacsscp.testkit.wire.Bytes.zeros;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Endpoint;
import org.pacsscp.testkit.wire.Items;
import org.pacsscp.testkit.wire.Pdus;

/** Acceptors that answer wrongly do not get past the judge; one that does right does. */
class JudgeIT {
    private static final byte[] ACCEPTANCE = acceptance(1, 0);
    private static final byte[] ANSWER = echo(1);
    private static final byte[] RELEASED = Pdus.releaseRp();

    private static final Conversation CONVERSATION = Conversation.of(
            "echo and release",
            List.of(join(
                    Pdus.associateRq(
                            "SCP",
                            "SCU",
                            Items.applicationContext(),
                            Items.presentationContext(1, Items.VERIFICATION, Items.IMPLICIT_VR_LITTLE_ENDIAN),
                            Items.userInformation(Items.maximumLength(256))),
                    Pdus.pData(Pdus.pdv(1, Pdus.LAST_COMMAND, Commands.echoRq(1))),
                    Pdus.releaseRq())));

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private static byte[] acceptance(int contextId, int result) {
        return Pdus.associateAc(
                "SCP",
                "SCU",
                Items.applicationContext(),
                Items.acceptedContext(contextId, result, Items.IMPLICIT_VR_LITTLE_ENDIAN),
                Items.usualUserInformation());
    }

    private static byte[] echo(int messageId) {
        return Pdus.pData(Pdus.pdv(
                1, Pdus.LAST_COMMAND, Commands.response(Items.VERIFICATION, Commands.C_ECHO_RQ, messageId, 0)));
    }

    static List<Arguments> wrong() {
        byte[] abort = Pdus.abort(2, 2);
        return List.of(
                Arguments.of("another AC", join(ACCEPTANCE, ACCEPTANCE), "a second A-ASSOCIATE-AC"),
                Arguments.of("another context", acceptance(3, 0), "presentation context 3, which nobody proposed"),
                Arguments.of("result 5", acceptance(1, 5), "presentation context with result 5"),
                Arguments.of("RJ(1,1,4)", Pdus.associateRj(1, 1, 4), "A-ASSOCIATE-RJ with values"),
                Arguments.of("A2/3", Pdus.abort(2, 3), "A-ABORT with values"),
                Arguments.of("A1/0", Pdus.abort(1, 0), "A-ABORT with values"),
                Arguments.of("data first", ANSWER, "P-DATA-TF before the association"),
                Arguments.of("two answers", join(ACCEPTANCE, ANSWER, ANSWER), "response 2 to 1"),
                Arguments.of("another id", join(ACCEPTANCE, echo(2)), "a response to 2, which nobody asked"),
                Arguments.of("refused context", join(acceptance(1, 3), ANSWER), "which was not accepted"),
                Arguments.of("answer after RP", join(ACCEPTANCE, RELEASED, ANSWER), "after the farewell"),
                Arguments.of("answer after A-ABORT", join(ACCEPTANCE, abort, ANSWER), "after the farewell"),
                Arguments.of("RP after RJ", join(Pdus.associateRj(1, 1, 1), RELEASED), "after the farewell"),
                Arguments.of("no RP", join(ACCEPTANCE, ANSWER), "does not end with A-RELEASE-RP"),
                Arguments.of("A-RELEASE-RQ", join(ACCEPTANCE, Pdus.releaseRq()), "a PDU of type 5 from an acceptor"),
                Arguments.of("half a PDU", join(ACCEPTANCE, zeros(3)), "half a PDU"),
                Arguments.of(
                        "too long",
                        join(ACCEPTANCE, Pdus.pData(Pdus.pdv(1, Pdus.COMMAND, zeros(300)))),
                        "P-DATA-TF of length 306"),
                Arguments.of(
                        "fragment too long",
                        join(ACCEPTANCE, Pdus.pData(Pdus.pdvClaiming(99, 1, Pdus.COMMAND, zeros(9)))),
                        "a fragment of length 99"),
                Arguments.of(
                        "data set of nothing",
                        join(ACCEPTANCE, Pdus.pData(Pdus.pdv(1, Pdus.LAST_DATA, zeros(8)))),
                        "a data set that was not announced"),
                Arguments.of(
                        "release in a message",
                        join(ACCEPTANCE, Pdus.pData(Pdus.pdv(1, Pdus.COMMAND, zeros(8))), RELEASED),
                        "A-RELEASE-RP in the middle of a message"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void findsWhatIsWrong(String name, byte[] answer, String what) throws Exception {
        assertThat(judge(answer))
                .map(Failure::what)
                .hasValueSatisfying(found -> assertThat(found).contains(what));
    }

    @Test
    void findsNothingWrongWithWhatIsRight() throws Exception {
        assertThat(judge(join(ACCEPTANCE, ANSWER, RELEASED))).isEmpty();
    }

    private Optional<Failure> judge(byte[] answer) throws Exception {
        try (ServerSocket acceptor = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> answer(acceptor, answer));
            return new FuzzSession(Attack.unchanged(1, CONVERSATION))
                    .run(Endpoint.plain("127.0.0.1", acceptor.getLocalPort()), threads);
        }
    }

    private static void answer(ServerSocket acceptor, byte[] answer) {
        try (Socket socket = acceptor.accept()) {
            socket.getOutputStream().write(answer);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
