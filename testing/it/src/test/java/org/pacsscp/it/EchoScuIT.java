package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.testing.process.Interop;

/** DCMTK's {@code echoscu} verifies the example server. */
class EchoScuIT {
    private @Nullable ExampleServer running;

    @BeforeEach
    void start() throws IOException {
        Interop.needs("echoscu", "apt-get install dcmtk");
        running = ExampleServer.start();
    }

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    private ExampleServer server() {
        return Objects.requireNonNull(running);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-pts 20", "-ppc 100", "-pdu 4096", "-pts 38 -ppc 100", "--max-pdu 131072"})
    void verifies(String options) throws IOException, InterruptedException {
        List<String> arguments = options.isEmpty() ? List.of() : List.of(options.split(" ", -1));
        assertThat(echoscu(arguments)).returns(0, Commands.Result::exitCode);
        server().awaitLog(1, "opened");
        server().awaitLog(1, "answered");
        server().awaitLog(1, "released");
        assertPlainEchoWorks();
    }

    @Test
    void answersAHundredRequestsOfOneAssociation() throws IOException, InterruptedException {
        assertThat(echoscu(List.of("--repeat", "100"))).returns(0, Commands.Result::exitCode);
        server().awaitLog(100, "answered");
        server().awaitLog(1, "released");
        assertThat(server().log()).filteredOn(line -> line.contains("opened")).hasSize(1);
        assertPlainEchoWorks();
    }

    @Test
    void bearsAnAbort() throws IOException, InterruptedException {
        assertThat(echoscu(List.of("--abort"))).returns(0, Commands.Result::exitCode);
        server().awaitLog(1, "answered");
        server().awaitLog(1, "abort");
        assertThat(server().log()).noneMatch(line -> line.contains("released"));
        assertPlainEchoWorks();
    }

    @Test
    void rejectsAnotherCalledAeTitle() throws IOException, InterruptedException {
        Commands.Result result =
                Commands.run(List.of("echoscu", "-aec", "SOMEONE", "127.0.0.1", Integer.toString(server().port())));
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output()).contains("Called AE Title Not Recognized");
        server().awaitLog(1, "reject");
        assertPlainEchoWorks();
    }

    private void assertPlainEchoWorks() throws IOException, InterruptedException {
        assertThat(echoscu(List.of())).returns(0, Commands.Result::exitCode);
    }

    private Commands.Result echoscu(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("echoscu", "-v", "-aec", ExampleServer.AE_TITLE));
        command.addAll(options);
        command.addAll(List.of("127.0.0.1", Integer.toString(server().port())));
        return Commands.run(command);
    }
}
