package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client in JavaScript, npm's {@code dcmjs-dimse}, verifies the example server. */
class DcmjsDimseIT {
    @BeforeAll
    static void install() throws IOException, InterruptedException {
        DcmjsDimse.install();
    }

    @Test
    void verifiesSeveralTimesAndReleases() throws IOException, InterruptedException {
        try (ExampleServer server = ExampleServer.start()) {
            Commands.Result result = echo(server, ExampleServer.AE_TITLE, 5, "release");
            assertThat(result.exitCode()).as(result.output()).isZero();
            assertThat(result.out().lines().filter(line -> line.startsWith("status")))
                    .containsExactlyElementsOf(Collections.nCopies(5, "status 0000"));
            assertThat(result.out().lines()).contains("accepted", "released", "closed");
            server.awaitLog(1, "opened");
            server.awaitLog(5, "answered");
            server.awaitLog(1, "released");
        }
    }

    @Test
    void aborts() throws IOException, InterruptedException {
        try (ExampleServer server = ExampleServer.start()) {
            Commands.Result result = echo(server, ExampleServer.AE_TITLE, 1, "abort");
            assertThat(result.out().lines()).contains("accepted", "status 0000", "aborted");
            server.awaitLog(1, "abort");
            assertThat(echo(server, ExampleServer.AE_TITLE, 1, "release").out()).contains("status 0000");
        }
    }

    @Test
    void isRejectedForAnotherCalledAeTitle() throws IOException, InterruptedException {
        try (ExampleServer server = ExampleServer.start()) {
            assertThat(echo(server, "SOMEONE", 1, "release").out().lines()).contains("rejected 1,1,7");
            server.awaitLog(1, "reject");
        }
    }

    private static Commands.Result echo(ExampleServer server, String called, int count, String ending)
            throws IOException, InterruptedException {
        return DcmjsDimse.run("echo.js", server.port(), called, Integer.toString(count), ending);
    }
}
