package org.pacsscp.examples.window.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LogBufferTest {
    private final LogBuffer buffer = new LogBuffer(3);

    @Test
    void givesLinesOnceInTheirOrder() {
        add("one", "two");
        assertThat(buffer.drain().lines()).extracting(LogLine::text).containsExactly("one", "two");
        assertThat(buffer.drain()).isEqualTo(new LogBuffer.Batch(java.util.List.of(), 0));
    }

    @Test
    void dropsTheOldestAndCountsThem() {
        add("one", "two", "three", "four", "five");
        LogBuffer.Batch batch = buffer.drain();
        assertThat(batch.lines()).extracting(LogLine::text).containsExactly("three", "four", "five");
        assertThat(batch.dropped()).isEqualTo(2);
        assertThat(buffer.drain().dropped()).isZero();
    }

    private void add(String... texts) {
        for (String text : texts) {
            buffer.add(new LogLine(Instant.EPOCH, Level.INFO, "test", text));
        }
    }
}
