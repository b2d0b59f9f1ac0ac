package org.pacsscp.core.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.core.internal.io.FakeTime;
import org.pacsscp.core.internal.support.CapturedLog;

class EventsTest {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress("192.0.2.1", 4660);

    private final FakeTime time = new FakeTime();
    private final Events events = new Events(List.of(), time);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    static Stream<Consumer<Events>> refusals() {
        return Stream.of(
                events -> events.refused(ADDRESS, "no DICOM"), events -> events.proxyRefused(ADDRESS, "no header"));
    }

    /** A scanner of ports, or a proxy that is set up wrong, makes thousands of connections. */
    @ParameterizedTest
    @MethodSource("refusals")
    void logTwentyRefusalsASecond(Consumer<Events> refusal) {
        for (int i = 0; i < 25; i++) {
            refusal.accept(events);
        }
        assertThat(log.text().lines())
                .hasSize(20)
                .allMatch(line -> line.contains("192.0.2.1:4660 ended without an association: no "));

        time.advance(Duration.ofSeconds(1));
        refusal.accept(events);
        assertThat(log.text().lines().skip(20)).hasSize(2).first().asString().contains("5 more connections");
    }
}
