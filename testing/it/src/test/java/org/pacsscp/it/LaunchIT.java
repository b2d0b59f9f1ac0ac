package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.wire.Heard;

/** The example server is launched as the README says, and answers a C-ECHO of our own bytes. */
class LaunchIT {
    private static final String VERIFICATION_HANDLER = "org.pacsscp.echo.VerificationHandler";

    @ParameterizedTest
    @EnumSource(ExampleServer.Launch.class)
    void answersAndEndsWithZero(ExampleServer.Launch launch) throws IOException, InterruptedException {
        try (ExampleServer server = ExampleServer.start(launch, "", "--log-level", "debug")) {
            assertThat(server.listening())
                    .singleElement()
                    .returns(ExampleServer.AE_TITLE, ExampleServer.Listening::aeTitle);
            assertThat(Verifier.echoOnce("127.0.0.1", server.port())).isZero();
            server.awaitLog(1, "released");
            server.terminate();
            assertThat(server.awaitExit()).isZero();
            assertThat(server.log()).anyMatch(line -> line.contains(VERIFICATION_HANDLER));
            assertThat(server.outLines()).hasSize(1);
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void drainsWithinTheTimeGiven() throws IOException, InterruptedException {
        try (ExampleServer server = ExampleServer.start("--drain", "2s");
                Requestor client = Verifier.open("127.0.0.1", server.port())) {
            assertThat(Verifier.echo(client)).isZero();
            long start = System.nanoTime();
            server.terminate();
            // Nobody answers the server's A-RELEASE-RQ, or asks for a release: it has to end the association itself.
            assertThat(server.awaitExit()).isZero();
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
        }
    }

    @Test
    void saysThatThePortIsInUse() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Commands.Result result = run("echo-server", "--bind", "127.0.0.1", "--port", port);
            assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
            assertThat(result.err().lines()).singleElement().asString().contains("127.0.0.1", port);
            assertThat(result.out()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port=70000",
                "--port=many",
                "--idle-timeout=soon",
                "--ae-title=LONGER_THAN_SIXTEEN_CHARACTERS",
                "--allow=@",
                "--unheard-of"
            })
    void explainsABadOption(String option) throws IOException, InterruptedException {
        Commands.Result result = run("echo-server", option);
        assertThat(result.exitCode()).as(result.output()).isEqualTo(2);
        String value = option.substring(option.indexOf('=') + 1);
        assertThat(result.err()).contains(value).contains("--help").doesNotContain("\tat ");
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "echo-server --help",
                "echo --help",
                "store --help",
                "find --help",
                "move --help",
                "get --help",
                "dump --help",
                "convert --help",
                "json --help",
                "generate-completion"
            })
    void printsAndEndsWithZero(String arguments) throws IOException, InterruptedException {
        Commands.Result result = run(arguments.split(" ", -1));
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.out()).isNotBlank();
    }

    @Test
    void listensOnSeveralAddresses() throws IOException, InterruptedException {
        if (!canBind("::1")) {
            abort("skipped: this machine has no ::1");
        }
        try (ExampleServer server = ExampleServer.start("--bind", "127.0.0.1", "--bind", "::1")) {
            server.awaitOut(2, "listening on");
            for (ExampleServer.Listening listening : server.listening()) {
                assertThat(Verifier.echoOnce(listening.host(), listening.port()))
                        .as(listening.host())
                        .isZero();
            }
        }
    }

    @Test
    void admitsOnlyWhoIsAllowed() throws IOException {
        try (ExampleServer server =
                ExampleServer.start("--allow", "VERIFIER@127.0.0.0/8", "--allow", "OTHER@192.0.2.1")) {
            assertThat(Verifier.echoOnce("127.0.0.1", server.port())).isZero();
            for (String refused : List.of("STRANGER", "OTHER")) {
                Heard answer = Verifier.proposal(refused).ask("127.0.0.1", server.port());
                assertThat(answer.word()).as(refused).isEqualTo("RJ(1,1,3)");
            }
            server.awaitLog(2, "reject");
        }
    }

    private static Commands.Result run(String... arguments) throws IOException, InterruptedException {
        return Commands.run(ExampleServer.command(ExampleServer.Launch.JAR, "", List.of(arguments)));
    }

    private static boolean canBind(String address) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
