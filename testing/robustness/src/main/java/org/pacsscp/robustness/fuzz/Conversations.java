package org.pacsscp.robustness.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.pacsscp.testkit.wire.Bytes;

/**
 * The recorded conversations. Each is a file with what the client sent, one turn a line in hexadecimal digits, after lines
 * that begin with {@code #} and say how it was recorded; {@code index.txt} names the files.
 */
final class Conversations {
    private static final String FOLDER = "conversations/";

    private Conversations() {}

    /** Reads them all, and adds those that are built. */
    static List<Conversation> load() {
        return Stream.concat(lines("index.txt").stream().map(Conversations::read), BuiltConversations.all().stream())
                .toList();
    }

    private static Conversation read(String name) {
        return Conversation.of(
                name, lines(name + ".txt").stream().map(Bytes::hex).toList());
    }

    private static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(
                        Conversations.class.getResourceAsStream(FOLDER + file), "resource " + FOLDER + file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            List<String> lines = new ArrayList<>(reader.lines().toList());
            lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + FOLDER + file + " cannot be read", e);
        }
    }
}
