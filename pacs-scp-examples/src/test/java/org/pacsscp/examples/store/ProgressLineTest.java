package org.pacsscp.examples.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.ClientSession;

class ProgressLineTest {
    private final AtomicLong nanoTime = new AtomicLong();
    private final StoreMonitor monitor = new StoreMonitor(nanoTime::get);
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final ProgressLine line = new ProgressLine(monitor, new PrintStream(shown, true, StandardCharsets.UTF_8));
    private final ClientSession session = mock(ClientSession.class);

    @AfterEach
    void stop() {
        line.close();
    }

    @Test
    void showsLongAssociationsAndThenClears() {
        when(session.callingAeTitle()).thenReturn(AeTitle.of("CT_1"));
        received(0);
        monitor.opened(new AssociationEvent.Opened(session));
        line.show();
        assertThat(shown.size()).isZero();
        nanoTime.addAndGet(Duration.ofSeconds(3).toNanos());
        received(5L << 20);
        line.show();
        assertThat(taken()).contains("storing: 0 instances, 5.0 MiB, 5.0 MiB/s, associations: 1");
        received(7L << 20);
        line.show();
        assertThat(taken()).contains("7.0 MiB, 2.0 MiB/s").endsWith("\r").doesNotContain("\n");
        monitor.ended(new AssociationEvent.Ended(
                session, new AssociationEnd(AssociationEnd.Kind.RELEASED_BY_PEER, Optional.empty(), "released")));
        line.show();
        assertThat(taken()).isNotEmpty().isBlank();
        line.show();
        assertThat(shown.size()).isZero();
    }

    private void received(long bytes) {
        when(session.counters()).thenReturn(new Association.Counters(0, 0, bytes, 0));
    }

    private String taken() {
        String text = shown.toString(StandardCharsets.UTF_8);
        shown.reset();
        return text;
    }
}
