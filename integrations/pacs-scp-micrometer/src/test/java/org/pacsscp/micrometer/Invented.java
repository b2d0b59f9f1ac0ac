package org.pacsscp.micrometer;

import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;

/** Associations and events that an engine might tell of. */
final class Invented {
    static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

    private Invented() {}

    static ClientSession ofPeer(long id, String calling) {
        return association(ClientSession.class, id, calling);
    }

    static RequestedAssociation ofOurs(long id) {
        return association(RequestedAssociation.class, id, "MY_ROUTER");
    }

    private static <A extends Association> A association(Class<A> type, long id, String calling) {
        A association = mock(type);
        when(association.id()).thenReturn(id);
        when(association.callingAeTitle()).thenReturn(AeTitle.of(calling));
        when(association.calledAeTitle()).thenReturn(AeTitle.of("MY_PACS"));
        when(association.remoteAddress()).thenReturn(PEER);
        went(association, 0, 0);
        return association;
    }

    static void went(Association association, long received, long sent) {
        when(association.counters()).thenReturn(new Association.Counters(0, 0, received, sent));
    }

    static CommandSet request(CommandField field, Uid sopClass) {
        CommandSet request = mock(CommandSet.class);
        when(request.commandFieldCode()).thenReturn(field.code());
        when(request.messageId()).thenReturn(1);
        when(request.sopClassUid()).thenReturn(Optional.of(sopClass));
        when(request.uid(anyInt())).thenReturn(Optional.of(sopClass));
        return request;
    }

    static AssociationEvent.Answered echoed(Association association, Duration elapsed) {
        return new AssociationEvent.Answered(
                association, request(CommandField.C_ECHO_RQ, SopClass.VERIFICATION), DimseStatus.SUCCESS, elapsed);
    }

    static AssociationEvent.Ended ended(Association association, AssociationEnd.Kind kind) {
        return new AssociationEvent.Ended(association, new AssociationEnd(kind, Optional.empty(), ""));
    }
}
