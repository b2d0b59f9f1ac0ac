package org.pacsscp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pacsscp.api.InlineHandler;

@Timeout(30)
class AuditTrailTest {
    private static final Clock CLOCK = Clock.fixed(Invented.TIME, ZoneOffset.UTC);

    private final KeptMessages sink = new KeptMessages();

    private AuditTrail.Builder builder() {
        return AuditTrail.builder()
                .sourceId("PACS_1")
                .sink(sink)
                .time(CLOCK, Duration.ofMillis(1), Duration.ofSeconds(20));
    }

    private static AuditEvent numbered(int number) {
        return new AuditEvent.SecurityAlert(
                SecurityAlertType.SOFTWARE_CONFIGURATION, Optional.empty(), "node-" + number, "", Outcome.SUCCESS);
    }

    private List<String> nodes() {
        return sink.with(Code.SECURITY_ALERT).stream()
                .map(xml -> xml.replaceAll(".*ParticipantObjectID=\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private static List<String> nodes(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> "node-" + i).toList();
    }

    @Test
    void recordsItsStartAndItsEnd() {
        AuditTrail trail = builder().aeTitles("MY_PACS", "MY_OTHER").start();
        trail.close();
        trail.close();
        assertThat(sink.all()).hasSize(2).allMatch(xml -> xml.contains("AETITLES=MY_PACS;MY_OTHER"));
        assertThat(sink.all().get(0)).contains("110120", "2026-11-30T12:00:00.500Z");
        assertThat(sink.all().get(1)).contains("110121");
        assertThat(sink.isClosed()).isTrue();
    }

    /** Of those that come while the sink blocks, as many wait as may; nobody waits for the sink. */
    @Test
    void neverBlocksAndCountsWhatItDrops() throws Exception {
        sink.block();
        AuditTrail trail = builder().queueCapacity(3).start();
        sink.awaitBlocked();
        for (int i = 1; i <= 10; i++) {
            trail.record(numbered(i));
        }
        assertThat(trail.dropped()).isEqualTo(7);
        sink.free();
        await().untilAsserted(() -> assertThat(nodes()).isEqualTo(nodes(1, 3)));
        trail.record(numbered(11));
        trail.close();
        assertThat(nodes()).containsExactly("node-1", "node-2", "node-3", "node-11");
        trail.record(numbered(12));
        assertThat(trail.dropped()).isEqualTo(8);
    }

    @Test
    void offersAgainWhatASinkHasNotTaken() {
        sink.fail(true);
        AuditTrail trail = builder().start();
        trail.record(numbered(1));
        trail.record(numbered(2));
        sink.fail(false);
        trail.close();
        assertThat(nodes()).isEqualTo(nodes(1, 2));
        assertThat(trail.dropped()).isZero();
    }

    @Test
    void countsWhatWasNotTakenUntilTheEnd() {
        sink.fail(true);
        AuditTrail trail = builder().start();
        trail.record(numbered(1));
        trail.close();
        assertThat(trail.dropped()).isEqualTo(3);
        assertThat(sink.isClosed()).isTrue();
    }

    @Test
    void hasANameAndASink() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditTrail.builder().sink(sink).start())
                .withMessageContaining("sourceId");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditTrail.builder().sourceId("PACS_1").start())
                .withMessageContaining("sink");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditTrail.builder().queueCapacity(0))
                .withMessageContaining("queueCapacity");
    }

    @Test
    void cannotStandBeforeAnInlineHandler() {
        try (AuditTrail trail = builder().start()) {
            assertThatIllegalArgumentException().isThrownBy(() -> trail.audited(mock(InlineHandler.class)));
        }
    }
}
