package org.pacsscp.it.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.it.Commands;

/** What a COPY of a Dockerfile says: a file or the content of a directory, and where it goes. */
record CopyLine(Optional<String> from, Optional<String> owner, String source, String target) {
    private static final String FROM = "--from=";
    private static final String OWNER = "--chown=";

    static CopyLine parse(String text) {
        List<String> words = new ArrayList<>(List.of(text.split("\\s+", -1)));
        Optional<String> from = option(words, FROM);
        Optional<String> owner = option(words, OWNER);
        if (words.size() != 2 || words.get(0).startsWith("--")) {
            throw new IllegalStateException("COPY " + text + " is not known to this test");
        }
        return new CopyLine(from, owner, words.get(0), words.get(1));
    }

    private static Optional<String> option(List<String> words, String name) {
        Optional<String> found =
                words.stream().filter(word -> word.startsWith(name)).findFirst();
        found.ifPresent(words::remove);
        return found.map(word -> word.substring(name.length()));
    }

    /** Copies as the daemon does: times and modes stay, the owner is root or the one that is named. */
    void copy(Path source, Path place) throws IOException, InterruptedException {
        if (Files.isDirectory(source) || !target.endsWith("/")) {
            Files.createDirectories(place.getParent());
            Commands.runWell(
                    List.of("cp", "-rT", "--preserve=mode,timestamps,links", source.toString(), place.toString()));
        } else {
            Files.createDirectories(place);
            Commands.runWell(List.of("cp", "--preserve=mode,timestamps", source.toString(), place.toString()));
        }
        if (owner.isPresent()) {
            Commands.runWell(List.of("chown", "-R", owner.get(), place.toString()));
        }
    }
}
