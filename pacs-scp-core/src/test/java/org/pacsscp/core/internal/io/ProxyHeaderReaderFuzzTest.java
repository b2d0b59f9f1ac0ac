package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A header is read or refused, the same however it is cut, and never a byte beyond it. */
class ProxyHeaderReaderFuzzTest {
    /** What a reader made of some bytes. */
    private record Outcome(Optional<String> header, Optional<String> refusal, int consumed) {}

    @FuzzTest
    void readsTheSameHoweverItIsCut(byte[] bytes) {
        Outcome whole = read(bytes, Integer.MAX_VALUE);
        assertThat(read(bytes, 1)).isEqualTo(whole);
        assertThat(read(bytes, 7)).isEqualTo(whole);
    }

    private static Outcome read(byte[] bytes, int atOnce) {
        ProxyHeaderReader reader = new ProxyHeaderReader();
        int consumed = 0;
        try {
            while (consumed < bytes.length) {
                assertThat(reader.needed()).isBetween(1, 16 + 4096);
                int count = Math.min(Math.min(reader.needed(), atOnce), bytes.length - consumed);
                Optional<ProxyHeader> header = reader.take(ByteBuffer.wrap(bytes, consumed, count));
                consumed += count;
                if (header.isPresent()) {
                    return new Outcome(header.map(ProxyHeaderReaderFuzzTest::describe), Optional.empty(), consumed);
                }
            }
            return new Outcome(Optional.empty(), Optional.empty(), consumed);
        } catch (IOException e) {
            // How much it had asked for when it refused depends on how it was cut; that it did, and why, does not.
            return new Outcome(Optional.empty(), Optional.of(String.valueOf(e.getMessage())), 0);
        }
    }

    private static String describe(ProxyHeader header) {
        return header.source() + " " + header.destination() + " "
                + header.tlvs().keySet();
    }
}
