package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the commands that care for an archive say when they cannot open it. */
@Timeout(60)
class ArchiveCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine commandLine =
            Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @TempDir
    Path directory;

    @Test
    void sayWhatToDoWithADamagedCatalog() throws IOException {
        Files.writeString(directory.resolve(".pacs-scp.catalog"), "no database at all".repeat(500));

        assertThat(commandLine.execute("verify", directory.toString())).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .endsWith(
                        "; if .pacs-scp.catalog is damaged, move it away, and let index make it again from the files");
    }

    @Test
    void sayWhatToDoWhereNoDatabaseAnswers() {
        String nowhere = "--catalog=jdbc:postgresql://localhost:1/archive?user=archive";

        assertThat(commandLine.execute("verify", directory.toString(), nowhere)).isEqualTo(1);
        assertThat(err.toString().lines())
                .filteredOn(line -> line.startsWith("the database of the catalog cannot be used: "))
                .singleElement()
                .asString()
                .endsWith("; see that it runs where --catalog says, and takes its user");
    }

    @Test
    void takeNoDatabaseThatIsNone() {
        assertThat(commandLine.execute("verify", directory.toString(), "--catalog=jdbc:mysql://localhost/archive"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("give a URL such as jdbc:postgresql://HOST/DATABASE");
    }
}
