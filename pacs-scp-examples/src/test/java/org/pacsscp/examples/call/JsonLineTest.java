package org.pacsscp.examples.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonLineTest {
    @Test
    void writesAnObjectInOneLineWithoutWhatIsAbsent() {
        assertThat(new JsonLine()
                        .with("text", "a \"quoted\"\nline")
                        .with("number", 7)
                        .with("fraction", 1.25)
                        .with("there", Optional.of("yes"))
                        .with("absent", Optional.empty())
                        .with("list", List.of("1.2", "1.3"))
                        .with("none", List.of()))
                .hasToString("{\"text\":\"a \\\"quoted\\\"\\nline\",\"number\":7,\"fraction\":1.25,\"there\":\"yes\","
                        + "\"list\":[\"1.2\",\"1.3\"],\"none\":[]}");
    }
}
