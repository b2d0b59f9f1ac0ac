package org.pacsscp.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** docs/spring-boot.md, of which tests run what it shows. */
final class Document {
    private final String text;

    private Document(String text) {
        this.text = text;
    }

    static Document read() throws IOException {
        return new Document(Files.readString(Path.of(Build.property("pacsscp.top"), "docs/spring-boot.md")));
    }

    /** Returns what stands under a heading of the second level. */
    Document section(String heading) {
        Pattern section = Pattern.compile(
                "^## " + Pattern.quote(heading) + "$(.*?)(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL);
        return new Document(section.matcher(text)
                .results()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no section '" + heading + "'"))
                .group(1));
    }

    /** Returns the code blocks in a language. */
    List<String> blocks(String language) {
        Pattern block = Pattern.compile("^```" + language + "\\R(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
        return block.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** A file that is shown: the line before its block begins with its name and ends with a colon. */
    record File(String name, String text) {}

    /** Returns the files. */
    List<File> files() {
        Pattern file =
                Pattern.compile("^`([^`\\n]+)` [^\\n]*:\\n\\n```\\w+\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
        return file.matcher(text)
                .results()
                .map(found -> new File(found.group(1), found.group(2)))
                .toList();
    }

    String text() {
        return text;
    }
}
