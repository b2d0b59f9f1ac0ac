package org.pacsscp.examples.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.status.StorageStatus;
import org.pacsscp.examples.store.StoreMonitor.Progress;
import org.pacsscp.testing.log.CapturedLog;

class StoreMonitorTest {
    private static final AssociationEnd RELEASED =
            new AssociationEnd(AssociationEnd.Kind.RELEASED_BY_PEER, Optional.empty(), "released");

    private final AtomicLong nanoTime = new AtomicLong(-5);
    private final StoreMonitor monitor = new StoreMonitor(nanoTime::get);

    @Test
    void summarizesAnAssociationWhenItEnds() {
        ClientSession session = session(7, 3L << 20);
        monitor.opened(new AssociationEvent.Opened(session));
        request(session, CommandField.C_STORE_RQ, DimseStatus.SUCCESS);
        request(session, CommandField.C_STORE_RQ, StorageStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS_WARNING);
        request(session, CommandField.C_STORE_RQ, StorageStatus.OUT_OF_RESOURCES);
        request(session, CommandField.C_ECHO_RQ, DimseStatus.SUCCESS);
        // One that was broken off before it was answered.
        monitor.requested(new AssociationEvent.Requested(session, command(CommandField.C_STORE_RQ)));
        nanoTime.addAndGet(Duration.ofMillis(1500).toNanos());
        try (CapturedLog log = new CapturedLog()) {
            monitor.ended(new AssociationEvent.Ended(session, RELEASED));
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("INFO")
                    .endsWith("association 7 with CT_1: 2 instances stored, 2 failed,"
                            + " 3.0 MiB in 1.500 s, 2.0 MiB/s");
        }
    }

    @Test
    void addsUpOpenAssociationsThatAreOld() {
        ClientSession first = session(1, 1000);
        ClientSession second = session(2, 500);
        monitor.opened(new AssociationEvent.Opened(first));
        request(first, CommandField.C_STORE_RQ, DimseStatus.SUCCESS);
        nanoTime.addAndGet(Duration.ofSeconds(3).toNanos());
        monitor.opened(new AssociationEvent.Opened(second));
        request(second, CommandField.C_STORE_RQ, DimseStatus.SUCCESS);
        assertThat(monitor.progress(Duration.ofSeconds(2))).isEqualTo(new Progress(1, 1, 1000));
        nanoTime.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(monitor.progress(Duration.ofSeconds(2))).isEqualTo(new Progress(2, 2, 1500));
        monitor.ended(new AssociationEvent.Ended(first, RELEASED));
        assertThat(monitor.progress(Duration.ofSeconds(2))).isEqualTo(new Progress(1, 1, 500));
    }

    private void request(ClientSession session, CommandField field, DimseStatus status) {
        CommandSet request = command(field);
        monitor.requested(new AssociationEvent.Requested(session, request));
        monitor.answered(new AssociationEvent.Answered(session, request, status, Duration.ofMillis(1)));
    }

    private static CommandSet command(CommandField field) {
        CommandSet command = mock(CommandSet.class);
        when(command.commandFieldCode()).thenReturn(field.code());
        return command;
    }

    private static ClientSession session(long id, long bytesReceived) {
        ClientSession session = mock(ClientSession.class);
        when(session.id()).thenReturn(id);
        when(session.callingAeTitle()).thenReturn(AeTitle.of("CT_1"));
        when(session.counters()).thenReturn(new Association.Counters(0, 0, bytesReceived, 0));
        return session;
    }
}
