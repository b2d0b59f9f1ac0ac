package org.pacsscp.it;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pacsscp.testing.build.Javac;
import org.slf4j.LoggerFactory;
import org.slf4j.simple.SimpleLogger;

/** Compiles what documents show, each class against the packaged API and what was compiled before it. */
final class Programs {
    private static final Pattern CLASS = Pattern.compile("^(?:public )?(?:final )?class (\\w+)", Pattern.MULTILINE);

    private final Path directory;

    Programs(Path directory) {
        this.directory = directory;
    }

    /** Returns the name of the class in a source; fails if there is none. */
    static String className(String source) {
        return CLASS.matcher(source)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no class, not a whole program:\n" + source));
    }

    /** Tells whether a source is a whole class, and not statements only. */
    static boolean isWhole(String source) {
        return CLASS.matcher(source).find();
    }

    /** Compiles a class; returns its name. {@code more} goes to the class path, too. */
    String compile(String source, String... more) throws IOException {
        String name = className(source);
        Path file = Files.writeString(directory.resolve(name + ".java"), source);
        String classPath = Stream.concat(
                        Stream.of(
                                directory.toString(),
                                Artifacts.jar("api").toString(),
                                Artifacts.jar("dataset").toString(),
                                Artifacts.jar("client").toString(),
                                Artifacts.jar("storage").toString(),
                                Artifacts.jar("worklist").toString()),
                        Stream.of(more))
                .collect(Collectors.joining(File.pathSeparator));
        Javac.compile("--release", "17", "-proc:none", "-cp", classPath, "-d", directory.toString(), file.toString());
        return name;
    }

    /** Returns the command that runs a class with the engine, C-ECHO and a log on standard error. */
    List<String> command(String mainClass, String... arguments) {
        String classPath = String.join(
                File.pathSeparator,
                directory.toString(),
                Artifacts.jar("api").toString(),
                Artifacts.jar("core").toString(),
                Artifacts.jar("echo").toString(),
                Artifacts.jar("dataset").toString(),
                Artifacts.jar("dataset-json").toString(),
                Artifacts.jar("client").toString(),
                Artifacts.jar("storage").toString(),
                Artifacts.jar("worklist").toString(),
                jarOf(JsonFactory.class),
                jarOf(LoggerFactory.class),
                jarOf(SimpleLogger.class));
        return Stream.concat(Stream.of(Artifacts.javaCommand(), "-cp", classPath, mainClass), Stream.of(arguments))
                .toList();
    }

    private static String jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
