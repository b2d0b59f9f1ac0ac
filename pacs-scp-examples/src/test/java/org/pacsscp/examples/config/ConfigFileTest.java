package org.pacsscp.examples.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    private Path directory;

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("server.properties"), text);
    }

    @Test
    void hasEntriesWithTheirLines() throws IOException {
        Path path = write("""
            # a note = none
            port = 104

              ! another
            ae-title: M\\u00dcLLER
            directory=/a\\
                /b
            discard
            bind=C:\\\\
            fsync=true
            """);
        assertThat(ConfigFile.read(path).entries())
                .containsExactly(
                        new ConfigEntry("port", "104", 2),
                        new ConfigEntry("ae-title", "M\u00dcLLER", 5),
                        new ConfigEntry("directory", "/a/b", 6),
                        new ConfigEntry("discard", "", 8),
                        new ConfigEntry("bind", "C:\\", 9),
                        new ConfigEntry("fsync", "true", 10));
    }

    @Test
    void endsWhereALineGoesOnThatIsNotThere() throws IOException {
        assertThat(ConfigFile.read(write("port=104\\")).entries()).containsExactly(new ConfigEntry("port", "104", 1));
    }

    @Test
    void saysInWhichLineAnEscapeIsBroken() throws IOException {
        Path path = write("port=104\ndirectory=C:\\users\n");
        assertThatThrownBy(() -> ConfigFile.read(path))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(path + ":2: ")
                .hasMessageEndingWith("; write \\\\ for a backslash");
    }

    @Test
    void saysThatThereIsNoFileOrNoText() throws IOException {
        Path none = directory.resolve("none");
        assertThatThrownBy(() -> ConfigFile.read(none)).hasMessageStartingWith("there is no file " + none);
        Path latin = Files.write(directory.resolve("latin"), new byte[] {'a', '=', (byte) 0xfc, '\n'});
        assertThatThrownBy(() -> ConfigFile.read(latin)).hasMessage(latin + " is not in UTF-8; save it so");
    }
}
