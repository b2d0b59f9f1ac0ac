package org.pacsscp.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SpoolTest {
    @TempDir
    Path directory;

    private static String takeFirst(Spool spool) throws Exception {
        Spool.Entry entry = spool.first().orElseThrow();
        String message = Files.readString(entry.file());
        spool.removeFirst(entry);
        return message;
    }

    private static void add(Spool spool, String message) throws Exception {
        spool.add(message.getBytes(UTF_8));
    }

    @Test
    void keepsTheOrderAcrossARestart() throws Exception {
        Spool before = new Spool(directory, 1000);
        add(before, "one");
        add(before, "two");
        add(before, "three");
        assertThat(takeFirst(before)).isEqualTo("one");
        // A message that was not finished when the process ended.
        Files.writeString(directory.resolve("0000000000000000009.tmp"), "tor");
        Spool after = new Spool(directory, 1000);
        add(after, "four");
        after.end();
        assertThat(takeFirst(after)).isEqualTo("two");
        assertThat(takeFirst(after)).isEqualTo("three");
        assertThat(takeFirst(after)).isEqualTo("four");
        assertThat(after.first()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void isBoundedAlsoForWhatIsThereAlready() throws Exception {
        add(new Spool(directory, 10), "12345678");
        Spool spool = new Spool(directory, 10);
        add(spool, "9A");
        assertThatIOException().isThrownBy(() -> add(spool, "B")).withMessageContaining("full: 2 messages of 10 bytes");
        assertThat(takeFirst(spool)).isEqualTo("12345678");
        add(spool, "B");
        assertThat(takeFirst(spool)).isEqualTo("9A");
        assertThat(takeFirst(spool)).isEqualTo("B");
    }

    @Test
    void holdsSomething() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Spool(directory, 0));
    }
}
