package org.pacsscp.bench.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BesideTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** The client does a hundred more each time, and the generator always a thousand. */
    @Test
    void comparesTurnsInPairs() throws Exception {
        Generator generator =
                Generator.of("echo {\"ops\":2000,\"ops_per_s\":1000,\"failures\":0,\"client_cpu_s\":0.05}");
        double[] rate = {900};

        new Beside(generator, new PrintStream(out, true, StandardCharsets.UTF_8)).compare(3, 1.5, () -> rate[0] += 100);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(4)
                .last()
                .asString()
                .startsWith("3 pairs of 1.5 s: 1.10 (1.05 – 1.15) times the rate; processor time ")
                .endsWith(" µs, of the generator 25.0");
    }
}
