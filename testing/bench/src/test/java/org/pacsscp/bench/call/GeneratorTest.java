package org.pacsscp.bench.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.pacsscp.bench.measure.Turn;

class GeneratorTest {
    @Test
    void readsWhatTheGeneratorSays() throws IOException {
        Turn turn = Generator.turn(
                "{\"mode\":\"echo\",\"ops\":4000,\"seconds\":2.00,\"ops_per_s\": 2000,\"failures\":0,\"client_cpu_s\":1.20}");

        assertThat(turn.rate()).isEqualTo(2000);
        assertThat(turn.cpuSeconds()).isCloseTo(300e-6, within(1e-12));
    }

    @Test
    void refusesATurnInWhichRequestsFailed() {
        assertThatThrownBy(() -> Generator.turn("{\"ops\":10,\"ops_per_s\":5,\"failures\":1,\"client_cpu_s\":0.1}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has failed");
        assertThatThrownBy(() -> Generator.turn("{\"ops\":0,\"ops_per_s\":0,\"failures\":0,\"client_cpu_s\":0.1}"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> Generator.turn("{\"ops\":10,\"failures\":0,\"ops_per_s\":5}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("client_cpu_s");
    }

    @Test
    void tellsTheStatusOfAGeneratorThatFails() {
        assertThatThrownBy(() -> Generator.of("false  --whatever").run())
                .isInstanceOf(IOException.class)
                .hasMessage("status 1 of false --whatever");
    }
}
