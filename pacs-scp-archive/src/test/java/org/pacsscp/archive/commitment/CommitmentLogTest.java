package org.pacsscp.archive.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.catalog.EmbeddedDatabase;
import org.pacsscp.client.ReferencedInstance;

class CommitmentLogTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(600);

    @TempDir
    private Path directory = Path.of("");

    private enum Kind {
        MEMORY,
        DATABASE
    }

    private CommitmentLog log(Kind kind) {
        if (kind == Kind.MEMORY) {
            return CommitmentLog.inMemory();
        }
        DataSource database = EmbeddedDatabase.of(directory.resolve("catalog.db"));
        Catalog.open(database).close();
        return new JdbcCommitmentLog(database);
    }

    @ParameterizedTest
    @EnumSource
    void keepsARequestUntilItIsRemoved(Kind kind) {
        CommitmentLog log = log(kind);
        CommitmentRequest request = request("a", "1.2.1", false);
        assertThat(log.isOpen(request.transaction())).isFalse();
        log.add(request, NOW);

        assertThat(log.isOpen(request.transaction())).isTrue();
        assertThat(log.take(NOW, LATER)).contains(new CommitmentLog.Taken(request, 0));
        log.committed(request.instances());
        assertThat(log.waiting()).isEqualTo(1);
        log.remove("a");
        assertThat(log.waiting()).isZero();
        assertThat(log.isOpen(request.transaction())).isFalse();
        assertThat(log.take(LATER, LATER)).isEmpty();
    }

    /** Nobody else has what is taken, until then. */
    @ParameterizedTest
    @EnumSource
    void takesWhatIsDue(Kind kind) {
        CommitmentLog log = log(kind);
        CommitmentRequest first = request("a", "1.2.1", false);
        CommitmentRequest second = request("b", "1.2.1", true);
        log.add(second, NOW);
        log.add(first, NOW.minusSeconds(1));

        assertThat(log.waiting()).isEqualTo(2);
        assertThat(log.take(NOW, LATER)).contains(new CommitmentLog.Taken(first, 0));
        assertThat(log.take(NOW, LATER)).contains(new CommitmentLog.Taken(second, 0));
        assertThat(log.take(LATER.minusSeconds(1), LATER)).isEmpty();
        log.postpone("b", NOW.plusSeconds(5));
        assertThat(log.take(NOW.plusSeconds(5), LATER)).contains(new CommitmentLog.Taken(second, 1));
        assertThat(log.take(LATER, LATER.plusSeconds(1))).isPresent();
    }

    private static CommitmentRequest request(String id, String transaction, boolean duplicate) {
        return new CommitmentRequest(
                id,
                Uid.of(transaction),
                AeTitle.of("MODALITY"),
                AeTitle.of("ARCHIVE"),
                NOW,
                List.of(
                        new ReferencedInstance(SopClass.CT_IMAGE_STORAGE, Uid.of("1.2.3")),
                        new ReferencedInstance(SopClass.MR_IMAGE_STORAGE, Uid.of("1.2.4"))),
                duplicate);
    }
}
