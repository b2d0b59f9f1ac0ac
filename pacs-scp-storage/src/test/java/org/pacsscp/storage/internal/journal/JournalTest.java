package org.pacsscp.storage.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("journal");
    }

    private Journal open() throws IOException {
        return Journal.open(file(), false);
    }

    /** As a process finds it that comes after one that was killed. */
    private List<String> pendingAfterwards() throws IOException {
        try (Journal journal = open()) {
            return List.copyOf(journal.pending().values());
        }
    }

    @Test
    void knowsWhatHasBegunAndNotEnded() throws IOException {
        try (Journal journal = open()) {
            long first = journal.begin("first");
            journal.begin("second, ä");
            long third = journal.begin("third");
            journal.end(first);
            journal.end(third);
            journal.end(third);
            assertThat(journal.pending().values()).containsExactly("second, ä");
        }
        assertThat(pendingAfterwards()).containsExactly("second, ä");
    }

    /** The lines are written with the next one, or when it is closed; who is killed before finds them once more. */
    @Test
    void notesWhatEndsSoonWithWhatBeginsNext() throws IOException {
        byte[] killed;
        byte[] killedLater;
        try (Journal journal = open()) {
            journal.endSoon(journal.begin("first"));
            journal.endSoon(7);
            assertThat(journal.pending()).isEmpty();
            killed = Files.readAllBytes(file());
            long second = journal.begin("second");
            killedLater = Files.readAllBytes(file());
            journal.endSoon(second);
        }
        assertThat(pendingAfterwards()).isEmpty();
        Files.write(file(), killed);
        assertThat(pendingAfterwards()).containsExactly("first");
        Files.write(file(), killedLater);
        assertThat(pendingAfterwards()).containsExactly("second");
    }

    @Test
    void staysShortThoughAllEndsSoon() throws IOException {
        String text = "x".repeat(1000);
        try (Journal journal = open()) {
            journal.begin("stays");
            for (int i = 0; i < 5000; i++) {
                journal.endSoon(journal.begin(text));
            }
            assertThat(Files.size(file())).isLessThan(2 << 20);
        }
        assertThat(pendingAfterwards()).containsExactly("stays");
    }

    @Test
    void numbersOnAfterARestart() throws IOException {
        long before;
        try (Journal journal = open()) {
            before = journal.begin("before");
        }
        try (Journal journal = open()) {
            assertThat(journal.begin("after")).isGreaterThan(before);
            journal.end(before);
        }
        assertThat(pendingAfterwards()).containsExactly("after");
    }

    /** What a crash of the machine leaves of the last line. */
    @Test
    void passesOverEveryPieceOfALine() throws IOException {
        try (Journal journal = open()) {
            journal.begin("whole");
        }
        byte[] whole = Files.readAllBytes(file());
        try (Journal journal = open()) {
            journal.begin("torn");
        }
        byte[] both = Files.readAllBytes(file());
        for (int length = whole.length; length < both.length - 1; length++) {
            byte[] torn = Arrays.copyOf(both, length);
            Files.write(file(), torn);
            assertThat(pendingAfterwards()).containsExactly("whole");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "garbage\n", "00000000 +7 forged\n", "\0\0\0\0\0\0\0\0\0\0\0\0\n", "\u00FF\u00FE\n"})
    void passesOverDamage(String damage) throws IOException {
        try (Journal journal = open()) {
            journal.begin("one");
        }
        Files.writeString(file(), damage, StandardOpenOption.APPEND);
        try (Journal journal = open()) {
            journal.begin("two");
        }
        assertThat(pendingAfterwards()).containsExactly("one", "two");
    }

    @Test
    void staysShort() throws IOException {
        String text = "x".repeat(1000);
        try (Journal journal = open()) {
            journal.begin("stays");
            for (int i = 0; i < 5000; i++) {
                journal.end(journal.begin(text));
            }
            assertThat(file()).isRegularFile();
            assertThat(Files.size(file())).isLessThan(2 << 20);
        }
        assertThat(pendingAfterwards()).containsExactly("stays");
    }

    @Test
    void servesManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Journal journal = Journal.open(file(), true)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                String name = "thread " + thread + " ".repeat(9000);
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 60; i++) {
                        long id = journal.begin(name + i);
                        journal.awaitSafe(id);
                        if (i != 7) {
                            journal.end(id);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(pendingAfterwards()).hasSize(4).allMatch(text -> text.endsWith("7"));
    }

    @Test
    void goesOnAfterAThreadWasInterrupted() throws IOException {
        try (Journal journal = open()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> journal.begin("interrupted")).isInstanceOf(IOException.class);
            assertThat(Thread.interrupted()).isTrue();
            journal.begin("afterwards");
        }
        assertThat(pendingAfterwards()).contains("afterwards");
    }

    /** The interrupt closed what is forced; nobody has written since. */
    @Test
    void isSafeAfterAThreadWasInterrupted() throws IOException {
        try (Journal journal = Journal.open(file(), true)) {
            long before = journal.begin("before");
            journal.awaitSafe(before);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> journal.begin("interrupted")).isInstanceOf(IOException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThatCode(() -> journal.awaitSafe(before + 1)).doesNotThrowAnyException();
        }
    }

    @Test
    void saysThatNothingIsSafeOnceItIsClosed() throws IOException {
        Journal journal = Journal.open(file(), true);
        journal.close();
        journal.close();
        assertThatThrownBy(() -> journal.awaitSafe(1)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void takesOneLineOnly() throws IOException {
        try (Journal journal = open()) {
            assertThatThrownBy(() -> journal.begin("a\nb")).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
