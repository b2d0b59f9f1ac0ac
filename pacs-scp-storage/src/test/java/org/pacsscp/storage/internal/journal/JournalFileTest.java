package org.pacsscp.storage.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalFileTest {
    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("journal");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesThePlaceOfWhatIsThere(boolean fsync) throws IOException {
        Files.writeString(path, "of an earlier run, and longer\n");
        try (JournalFile file = new JournalFile(path, fsync, Stream.of("a\n", "ä\n"))) {
            assertThat(path).content().isEqualTo("a\nä\n");
            assertThat(file.length()).isEqualTo(5);

            file.append("b\n");
            assertThat(path).content().isEqualTo("a\nä\nb\n");

            FileChannel before = file.channel();
            file.replace(Stream.of("c\n"));
            file.append("d\n");
            assertThat(path).content().isEqualTo("c\nd\n");
            assertThat(file.length()).isEqualTo(4);
            assertThat(before.isOpen()).isFalse();
        }
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    /** An interrupt closes a channel, and half of what was to be written may be there. */
    @Test
    void goesOnBehindWhatItHadBeforeAnInterrupt() throws IOException {
        try (JournalFile file = new JournalFile(path, false, Stream.of("a\n"))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> file.append("interrupted\n")).isInstanceOf(ClosedByInterruptException.class);
            assertThat(Thread.interrupted()).isTrue();
            Files.writeString(path, "half of a long line", StandardOpenOption.APPEND);

            assertThat(file.channel().isOpen()).isTrue();
            assertThat(path).content().isEqualTo("a\n");
            file.append("b\n");
            assertThat(path).content().isEqualTo("a\nb\n");
        }
    }

    @Test
    void takesNothingOnceItIsClosed() throws IOException {
        JournalFile file = new JournalFile(path, false, Stream.of("a\n"));
        assertThat(file.isClosed()).isFalse();
        file.close();

        assertThat(file.isClosed()).isTrue();
        assertThatThrownBy(() -> file.append("b\n")).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> file.replace(Stream.of("c\n"))).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(file::channel).isInstanceOf(ClosedChannelException.class);
        assertThat(path).content().isEqualTo("a\n");
    }
}
