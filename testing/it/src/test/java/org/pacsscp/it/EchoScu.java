package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

/** DCMTK's {@code echoscu}, as a user starts it to verify a server. */
public final class EchoScu {
    private EchoScu() {}

    /** Skips the test, or fails it, where the program is missing. */
    public static void needed() {
        Dcmtk.needs("echoscu");
    }

    /** Asserts that a server on this machine answers Success. */
    public static void assertVerifies(String calledAeTitle, int port) throws IOException, InterruptedException {
        Commands.Result result =
                Dcmtk.run(List.of("echoscu", "-v", "-aec", calledAeTitle, "127.0.0.1", Integer.toString(port)));
        assertThat(result.output()).contains("Received Echo Response (Success)");
    }
}
