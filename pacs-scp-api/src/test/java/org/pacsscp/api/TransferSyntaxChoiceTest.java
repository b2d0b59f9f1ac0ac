package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferSyntaxChoiceTest {
    /** UIDs of one number stand for transfer syntaxes; 0 for none. */
    @ParameterizedTest
    @CsvSource({
        "1 2 3, 3 2, 3, 2",
        "1 2 3, 2 3, 2, 2",
        "1 2,   3,   0, 0",
        "2 1,   '',  2, 2",
        "'',    1,   0, 0",
        "'',    '',  0, 0",
    })
    void takesTheFirstThatBothHave(String proposed, String supported, String byServersOrder, String byPeersOrder) {
        assertThat(TransferSyntaxChoice.SERVERS_ORDER.choose(SopClass.VERIFICATION, uids(proposed), uids(supported)))
                .isEqualTo(expected(byServersOrder));
        assertThat(TransferSyntaxChoice.PEERS_ORDER.choose(SopClass.VERIFICATION, uids(proposed), uids(supported)))
                .isEqualTo(expected(byPeersOrder));
    }

    private static List<Uid> uids(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ", -1)).map(Uid::of).toList();
    }

    private static Optional<Uid> expected(String uid) {
        return Optional.of(Uid.of(uid)).filter(chosen -> !uid.equals("0"));
    }
}
