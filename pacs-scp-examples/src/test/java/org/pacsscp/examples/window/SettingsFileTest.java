package org.pacsscp.examples.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

class SettingsFileTest {
    private static final WindowSettings SETTINGS = new WindowSettings(
            new ServerForm(
                    "MY_PACS",
                    ServiceChoice.ARCHIVE,
                    "an archive",
                    "",
                    "no number",
                    "7",
                    "0",
                    List.of(
                            new AllowedPeer("CT=1", "10.1.0.0/16", "104"),
                            new AllowedPeer("\u00dcN\u00cfC\u00d6DE", "", ""))),
            new VerifyForm("ARCHIVE", "pacs.example.org", "no number either"),
            Level.DEBUG,
            Optional.of(new WindowSettings.Size(800, 600)));

    @TempDir
    Path directory;

    @Test
    void remembersWhatWasTyped() throws IOException {
        Path path = directory.resolve("made").resolve("too").resolve("window.properties");
        new SettingsFile(path).save(SETTINGS);
        assertThat(new SettingsFile(path).load()).isEqualTo(SETTINGS);
        assertThat(path.getParent()).isDirectoryNotContaining(file -> !file.equals(path));
    }

    @Test
    void replacesWhatWasThere() throws IOException {
        SettingsFile file = new SettingsFile(directory.resolve("window.properties"));
        file.save(SETTINGS);
        file.save(WindowSettings.defaults());
        assertThat(file.load()).isEqualTo(WindowSettings.defaults());
    }

    @Test
    void hasDefaultsTheFirstTime() throws IOException {
        assertThat(new SettingsFile(directory.resolve("none")).load()).isEqualTo(WindowSettings.defaults());
    }

    @Test
    void hasDefaultsForWhatIsMissingOrWrong() throws IOException {
        Path path = directory.resolve("window.properties");
        Files.writeString(path, "port=104\nservice=COFFEE\nlogLevel=LOUD\nwidth=wide\n");
        WindowSettings settings = new SettingsFile(path).load();
        assertThat(settings.form().port()).isEqualTo("104");
        assertThat(settings.form().aeTitle()).isEqualTo("PACS_SCP");
        assertThat(settings.form().service()).isEqualTo(ServiceChoice.VERIFICATION);
        assertThat(settings.verify()).isEqualTo(VerifyForm.defaults());
        assertThat(settings.logLevel()).isEqualTo(Level.INFO);
        assertThat(settings.size()).isEmpty();
    }

    @Test
    void saysWhichFileCannotBeRead() throws IOException {
        Path path = directory.resolve("window.properties");
        Files.writeString(path, "aeTitle=\\u12");
        assertThatThrownBy(() -> new SettingsFile(path).load())
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(path.toString(), "defaults");
    }

    @Test
    void saysWhichFileCannotBeWritten() throws IOException {
        Path path = Files.createFile(directory.resolve("file")).resolve("window.properties");
        assertThatThrownBy(() -> new SettingsFile(path).save(SETTINGS))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(path.toString(), "--settings");
    }

    @Test
    void liesWhereTheSystemWantsIt() {
        Path home = Path.of("home");
        assertThat(SettingsFile.defaultPath(Map.of(), "Linux", home))
                .isEqualTo(Path.of("home", ".config", "pacs-scp", "window.properties"));
        assertThat(SettingsFile.defaultPath(Map.of("XDG_CONFIG_HOME", "mine"), "Linux", home))
                .isEqualTo(Path.of("mine", "pacs-scp", "window.properties"));
        assertThat(SettingsFile.defaultPath(Map.of("APPDATA", "roaming"), "Windows 11", home))
                .isEqualTo(Path.of("roaming", "pacs-scp", "window.properties"));
        assertThat(SettingsFile.defaultPath(Map.of(), "Mac OS X", home))
                .isEqualTo(Path.of("home", "Library", "Application Support", "pacs-scp", "window.properties"));
    }
}
