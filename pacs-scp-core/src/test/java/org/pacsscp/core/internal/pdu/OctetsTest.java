package org.pacsscp.core.internal.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OctetsTest {
    @Test
    void sharesItsBytesWithNobody() {
        byte[] given = {1, 2};
        Octets octets = Octets.of(given);
        given[0] = 9;
        octets.toByteArray()[1] = 9;

        assertThat(octets.toByteArray()).containsExactly(1, 2);
    }

    @Test
    void isEqualByContent() {
        Octets octets = Octets.of(new byte[] {1, 2});

        assertThat(octets).isEqualTo(Octets.of(new byte[] {1, 2})).hasSameHashCodeAs(Octets.of(new byte[] {1, 2}));
        assertThat(octets).isNotEqualTo(Octets.of(new byte[] {1, 3})).isNotEqualTo(Octets.EMPTY);
        assertThat(octets).isNotEqualTo("Octets[2 bytes]").isNotEqualTo(null);
        assertThat(octets.length()).isEqualTo(2);
        assertThat(octets.hashCode()).isNotEqualTo(Octets.EMPTY.hashCode());
        assertThat(octets).hasToString("Octets[2 bytes]");
    }
}
