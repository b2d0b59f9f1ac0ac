package org.pacsscp.bench.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    @Test
    void hasAllUnlessSomeAreNamed() {
        assertThat(new Archives.Choice(Set.of(), Set.of()).has("Orthanc")).isTrue();
        assertThat(new Archives.Choice(Set.of("store-server"), Set.of()).has("Orthanc"))
                .isFalse();
        assertThat(new Archives.Choice(Set.of(), Set.of("Orthanc")).has("Orthanc"))
                .isFalse();
    }

    @Test
    void tellsTheArchivesApartByWhatStandsBehindTheComma() {
        Archives.Choice plain = new Archives.Choice(Set.of("archive-server"), Set.of());
        Archives.Choice postgres = new Archives.Choice(Set.of("PostgreSQL"), Set.of());

        assertThat(plain.has(Archives.ARCHIVE_SERVER)).isTrue();
        assertThat(plain.has(Archives.WITH_POSTGRESQL)).isFalse();
        assertThat(postgres.has(Archives.ARCHIVE_SERVER)).isFalse();
        assertThat(postgres.has(Archives.WITH_POSTGRESQL)).isTrue();
    }
}
