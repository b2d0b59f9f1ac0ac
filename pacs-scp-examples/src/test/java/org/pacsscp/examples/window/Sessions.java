package org.pacsscp.examples.window;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.ClientSession;

/** Associations that nobody has. */
final class Sessions {
    static final Instant SINCE = Instant.parse("2026-11-24T06:41:38Z");

    private Sessions() {}

    static ClientSession session(long id, long requests, long responses) {
        ClientSession session = mock(ClientSession.class);
        when(session.id()).thenReturn(id);
        when(session.callingAeTitle()).thenReturn(AeTitle.of("CT_" + id));
        when(session.calledAeTitle()).thenReturn(AeTitle.of("PACS"));
        when(session.remoteAddress()).thenReturn(new InetSocketAddress("192.0.2.1", 40000));
        when(session.openedAt()).thenReturn(SINCE);
        when(session.counters()).thenReturn(new Association.Counters(requests, responses, 0, 0));
        return session;
    }

    static AssociationEnd end(AssociationEnd.Kind kind) {
        return new AssociationEnd(kind, Optional.empty(), "");
    }
}
