package org.pacsscp.examples.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.ClientSession;

class AssociationBoardTest {
    private Instant now = Instant.parse("2026-11-24T07:00:00Z");
    private final AssociationBoard board = new AssociationBoard(() -> now);

    @Test
    void showsWhatIsOpen() {
        board.opened(new AssociationEvent.Opened(Sessions.session(1, 3, 3)));
        board.opened(new AssociationEvent.Opened(Sessions.session(2, 3, 2)));
        assertThat(board.rows())
                .containsExactly(
                        new AssociationRow(
                                1, "CT_1", "PACS", "192.0.2.1:40000", Sessions.SINCE, 3, AssociationRow.State.IDLE),
                        new AssociationRow(
                                2, "CT_2", "PACS", "192.0.2.1:40000", Sessions.SINCE, 3, AssociationRow.State.BUSY));
    }

    @Test
    void showsWhatHasEndedForAWhile() {
        ClientSession first = Sessions.session(1, 1, 1);
        board.opened(new AssociationEvent.Opened(first));
        board.opened(new AssociationEvent.Opened(Sessions.session(2, 0, 0)));
        board.ended(new AssociationEvent.Ended(first, Sessions.end(AssociationEnd.Kind.RELEASED_BY_PEER)));
        assertThat(board.rows())
                .extracting(AssociationRow::state)
                .containsExactly(AssociationRow.State.IDLE, AssociationRow.State.RELEASED);
        now = now.plus(AssociationBoard.LINGER);
        assertThat(board.rows()).hasSize(2);
        now = now.plusMillis(1);
        assertThat(board.rows()).extracting(AssociationRow::id).containsExactly(2L);
    }

    @Test
    void showsOnlyTheLastThatHaveEnded() {
        for (int id = 1; id <= AssociationBoard.MOST_ENDED + 10; id++) {
            ClientSession session = Sessions.session(id, 0, 0);
            board.opened(new AssociationEvent.Opened(session));
            board.ended(new AssociationEvent.Ended(session, Sessions.end(AssociationEnd.Kind.CONNECTION_LOST)));
        }
        assertThat(board.rows())
                .hasSize(AssociationBoard.MOST_ENDED)
                .first()
                .extracting(AssociationRow::id)
                .isEqualTo(11L);
    }

    @ParameterizedTest
    @EnumSource
    void namesEveryEnd(AssociationEnd.Kind kind) {
        AssociationRow.State state = AssociationRow.State.of(kind);
        assertThat(state.open()).isFalse();
        assertThat(state.toString()).isNotBlank();
    }

    @Test
    void abortsThoseThatAreOpen() {
        List<ClientSession> sessions =
                List.of(Sessions.session(1, 0, 0), Sessions.session(2, 0, 0), Sessions.session(3, 0, 0));
        sessions.forEach(session -> board.opened(new AssociationEvent.Opened(session)));
        board.ended(new AssociationEvent.Ended(sessions.get(0), Sessions.end(AssociationEnd.Kind.RELEASED_BY_PEER)));
        board.abort(List.of(1L, 2L, 99L));
        verify(sessions.get(0), never()).abort(AbortReason.SERVICE_USER);
        verify(sessions.get(1)).abort(AbortReason.SERVICE_USER);
        verify(sessions.get(2), never()).abort(AbortReason.SERVICE_USER);
        board.abortAll();
        verify(sessions.get(2)).abort(AbortReason.SERVICE_USER);
    }

    @Test
    void forgets() {
        board.opened(new AssociationEvent.Opened(Sessions.session(1, 0, 0)));
        board.clear();
        assertThat(board.rows()).isEmpty();
    }
}
