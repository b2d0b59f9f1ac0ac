package org.pacsscp.testing.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.pacsscp.testing.build.Build;

/** A document of the project, of which tests run what it shows. */
public final class Markdown {
    private static final Pattern BLOCK = Pattern.compile(
            "(?:^`([^`\\n]+)`[^`\\n]*(?:`[^`\\n]+`[^`\\n]*)*:\\n\\n)?^```(\\w+)\\n(.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);

    private final String text;

    /**
     * A code block.
     *
     * @param file the name of a file, if the line before begins with it and ends with a colon
     */
    public record Block(Optional<String> file, String language, String text) {}

    private Markdown(String text) {
        this.text = text;
    }

    /** Reads a file, given by its path from the top directory. */
    public static Markdown read(String path) throws IOException {
        return new Markdown(Files.readString(Path.of(Build.property("pacsscp.top"), path)));
    }

    /** Returns what stands under a heading of the second level. */
    public Markdown section(String heading) {
        Pattern section = Pattern.compile(
                "^## " + Pattern.quote(heading) + "$(.*?)(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL);
        return new Markdown(section.matcher(text)
                .results()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no section '" + heading + "'"))
                .group(1));
    }

    /** Returns the code blocks in a language. */
    public List<String> blocks(String language) {
        Pattern block = Pattern.compile("^```" + language + "\\R(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
        return block.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** Returns all code blocks, in their order. */
    public List<Block> blocks() {
        return BLOCK.matcher(text)
                .results()
                .map(found -> new Block(Optional.ofNullable(found.group(1)), found.group(2), found.group(3)))
                .toList();
    }

    /** Returns the words of the first shell command that starts a program; a backslash continues its line. */
    public List<String> command(String program) {
        Pattern command = Pattern.compile("^" + Pattern.quote(program) + " (?:.*\\\\\\R)*.*$", Pattern.MULTILINE);
        String found = command.matcher(text)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no command " + program));
        return List.of(found.replaceAll("\\\\\\R", " ").trim().split("\\s+", -1));
    }

    /** Returns all of it. */
    public String text() {
        return text;
    }
}
