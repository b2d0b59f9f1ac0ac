package org.pacsscp.examples.window;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.event.Level;

/** Keeps settings in a file of properties. Usable by any thread, by one at a time. */
public final class SettingsFile {
    private static final String DIRECTORY = "pacs-scp";
    private static final String NAME = "window.properties";
    private static final int MOST_PEERS = 10_000;

    private final Path path;

    /**
     * Names the file; it need not exist.
     *
     * @param path where it is
     */
    public SettingsFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /**
     * Returns where an operating system wants the settings of a user.
     *
     * @param environment the variables of the environment
     * @param operatingSystem its name, as the property {@code os.name} has it
     * @param home the user's directory
     * @return the path of the file
     */
    public static Path defaultPath(Map<String, String> environment, String operatingSystem, Path home) {
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        Path directory;
        if (system.startsWith("windows")) {
            directory =
                    directory(environment, "APPDATA", home.resolve("AppData").resolve("Roaming"));
        } else if (system.startsWith("mac")) {
            directory = home.resolve("Library").resolve("Application Support");
        } else {
            directory = directory(environment, "XDG_CONFIG_HOME", home.resolve(".config"));
        }
        return directory.resolve(DIRECTORY).resolve(NAME);
    }

    private static Path directory(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.getOrDefault(variable, "");
        return value.isEmpty() ? otherwise : Path.of(value);
    }

    /**
     * Reads the file.
     *
     * @return its settings, the default where it has none; all defaults if there is no file
     * @throws IOException if the file cannot be read; the message names it and says what to do
     */
    WindowSettings load() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            return WindowSettings.defaults();
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(
                    "the settings in " + path + " cannot be read (" + reason(e)
                            + "), so these are the defaults; the next start of the server replaces the file",
                    e);
        }
        ServerForm otherwise = ServerForm.defaults();
        ServerForm form = new ServerForm(
                properties.getProperty("aeTitle", otherwise.aeTitle()),
                ServiceChoice.of(properties.getProperty("service", "")),
                properties.getProperty("directory", otherwise.directory()),
                properties.getProperty("address", otherwise.address()),
                properties.getProperty("port", otherwise.port()),
                properties.getProperty("maximumPeers", otherwise.maximumPeers()),
                properties.getProperty("idleTimeout", otherwise.idleTimeout()),
                peers(properties));
        return new WindowSettings(form, verify(properties), level(properties), size(properties));
    }

    /**
     * Writes the file, and the directories that it needs; the old one stays until the new one is whole.
     *
     * @throws IOException if that fails; the message names the file and says what to do
     */
    void save(WindowSettings settings) throws IOException {
        try {
            Files.createDirectories(path.resolveSibling("."));
            Path part = path.resolveSibling(path.getFileName() + ".part");
            try (Writer writer = Files.newBufferedWriter(part)) {
                properties(settings).store(writer, "Settings of the window of pacs-scp");
            }
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException(
                    "the settings cannot be kept in " + path + " (" + reason(e)
                            + "); make its directory writable, or name another file with --settings",
                    e);
        }
    }

    private static Properties properties(WindowSettings settings) {
        Properties properties = new Properties();
        ServerForm form = settings.form();
        properties.setProperty("aeTitle", form.aeTitle());
        properties.setProperty("service", form.service().name());
        properties.setProperty("directory", form.directory());
        properties.setProperty("address", form.address());
        properties.setProperty("port", form.port());
        properties.setProperty("maximumPeers", form.maximumPeers());
        properties.setProperty("idleTimeout", form.idleTimeout());
        for (int i = 0; i < form.allowedPeers().size(); i++) {
            AllowedPeer peer = form.allowedPeers().get(i);
            properties.setProperty(peerKey(i, "aeTitle"), peer.aeTitle());
            properties.setProperty(peerKey(i, "host"), peer.host());
            properties.setProperty(peerKey(i, "port"), peer.port());
        }
        properties.setProperty("verify.aeTitle", settings.verify().aeTitle());
        properties.setProperty("verify.host", settings.verify().host());
        properties.setProperty("verify.port", settings.verify().port());
        properties.setProperty("logLevel", settings.logLevel().toString());
        settings.size().ifPresent(size -> {
            properties.setProperty("width", Integer.toString(size.width()));
            properties.setProperty("height", Integer.toString(size.height()));
        });
        return properties;
    }

    private static List<AllowedPeer> peers(Properties properties) {
        List<AllowedPeer> peers = new ArrayList<>();
        while (peers.size() < MOST_PEERS && properties.containsKey(peerKey(peers.size(), "aeTitle"))) {
            int i = peers.size();
            peers.add(new AllowedPeer(
                    properties.getProperty(peerKey(i, "aeTitle"), ""),
                    properties.getProperty(peerKey(i, "host"), ""),
                    properties.getProperty(peerKey(i, "port"), "")));
        }
        return peers;
    }

    private static VerifyForm verify(Properties properties) {
        VerifyForm otherwise = VerifyForm.defaults();
        return new VerifyForm(
                properties.getProperty("verify.aeTitle", otherwise.aeTitle()),
                properties.getProperty("verify.host", otherwise.host()),
                properties.getProperty("verify.port", otherwise.port()));
    }

    private static Level level(Properties properties) {
        try {
            return Level.valueOf(properties.getProperty("logLevel", Level.INFO.name()));
        } catch (IllegalArgumentException e) {
            return Level.INFO;
        }
    }

    private static Optional<WindowSettings.Size> size(Properties properties) {
        try {
            int width = Integer.parseInt(properties.getProperty("width", "0"));
            int height = Integer.parseInt(properties.getProperty("height", "0"));
            return width > 0 && height > 0 ? Optional.of(new WindowSettings.Size(width, height)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String peerKey(int index, String name) {
        return "peer." + (index + 1) + "." + name;
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
