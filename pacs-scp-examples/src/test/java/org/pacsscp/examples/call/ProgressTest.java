package org.pacsscp.examples.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.pacsscp.examples.terminal.StatusLine;

class ProgressTest {
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE);
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Progress progress =
            new Progress(new StatusLine(new PrintStream(shown, true, StandardCharsets.UTF_8)), nanoTime::get);

    @Test
    void showsTheFirstAndThenNoMoreThanTenASecond() {
        progress.show(() -> "1 of 9");
        assertThat(taken()).endsWith("1 of 9\r");
        progress.show(() -> {
            throw new AssertionError("nobody would see it");
        });
        nanoTime.addAndGet(Duration.ofMillis(100).toNanos());
        progress.show(() -> "2 of 9");
        assertThat(taken()).endsWith("2 of 9\r");
    }

    @Test
    void clearsWhatItHasShown() {
        progress.clear();
        assertThat(taken()).isEmpty();
        progress.show(() -> "1 of 9");
        taken();
        progress.clear();
        assertThat(taken()).isNotEmpty().isBlank();
        progress.clear();
        assertThat(taken()).isEmpty();
    }

    private String taken() {
        String text = shown.toString(StandardCharsets.UTF_8);
        shown.reset();
        return text;
    }
}
