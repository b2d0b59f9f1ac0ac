package org.pacsscp.bench.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.candidate.Dcmqrscp;
import org.pacsscp.bench.candidate.JavaRuntime;

class ArchivesTest {
    private static Archives archives(Set<String> only) {
        return new Archives(
                new JavaRuntime(JavaRuntime.ownHome(), List.of()),
                Path.of("examples.jar"),
                Optional.empty(),
                new Archives.Choice(only, Set.of()));
    }

    private static List<String> names(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::name).toList();
    }

    @Test
    void allAtOnceAreThoseThatDoNotGetSlower() {
        assertThat(names(archives(Set.of()).atOnce()))
                .startsWith(Archives.STORE_SERVER, Archives.ARCHIVE_SERVER)
                .doesNotContain(Dcmqrscp.NAME);
    }

    @Test
    void allAtOnceAreWhatIsNamed() {
        Archives named = archives(Set.of(Archives.STORE_SERVER, Dcmqrscp.NAME));

        assertThat(names(named.atOnce()))
                .startsWith(Archives.STORE_SERVER)
                .doesNotContain(Archives.ARCHIVE_SERVER)
                .isEqualTo(names(named.safeFromProcess()));
    }
}
