package org.pacsscp.boot;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.testing.build.Javac;
import org.pacsscp.testing.document.Markdown;

/** What docs/spring-boot.md shows compiles, and its tables have the properties that there are, with their defaults. */
class DocumentIT {
    private static final String IMPORTS = """
            import static org.assertj.core.api.Assertions.assertThat;
            import java.io.*;
            import java.nio.file.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.junit.jupiter.api.Test;
            import org.pacsscp.api.*;
            import org.pacsscp.client.*;
            import org.pacsscp.spring.boot.*;
            import org.pacsscp.spring.boot.test.*;
            import org.pacsscp.testkit.requestor.*;
            import org.springframework.context.annotation.*;
            import org.springframework.stereotype.*;

            """;

    private static final Pattern ROW = Pattern.compile("^\\| (`[^|]*)\\|([^|]*)\\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern PROPERTY =
            Pattern.compile("\\{\\s*\"name\": \"(pacs-scp[^\"]*)\",([^{}]*)}", Pattern.DOTALL);
    private static final Pattern DEFAULT = Pattern.compile("\"defaultValue\": \"?([^\",\\s]+)");

    private final Markdown document = Markdown.read("docs/spring-boot.md");

    @TempDir
    Path directory;

    DocumentIT() throws IOException {}

    @Test
    void showsJavaThatCompiles() throws IOException {
        List<String> methods = document.section("Beans").blocks("java");
        List<String> classes = Stream.of("Client", "Tests")
                .flatMap(section -> document.section(section).blocks("java").stream())
                .toList();
        assertThat(methods).hasSize(1);
        assertThat(classes).hasSize(2);
        Path source = directory.resolve("Shown.java");
        Files.writeString(
                source,
                IMPORTS
                        + methods.stream().collect(joining("\n", "@Configuration class Shown {\n", "}\n"))
                        + String.join("\n", classes));
        Javac.compile(
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                directory.toString(),
                source.toString());
    }

    @Test
    void namesThePropertiesThatThereAre() throws IOException {
        Map<String, String> properties = properties();
        assertThat(properties).hasSizeGreaterThan(80);
        List<MatchResult> rows = ROW.matcher(tables()).results().toList();
        List<String> named = rows.stream()
                .flatMap(row -> NAME.matcher(row.group(1)).results())
                .map(name -> name.group(1).replace("[0]", ""))
                .toList();
        assertThat(properties.keySet())
                .allSatisfy(property -> assertThat(named).anyMatch(name -> covers(name, property)));
        assertThat(named)
                .allSatisfy(name -> assertThat(properties.keySet()).anyMatch(property -> covers(name, property)));
        for (MatchResult row : rows) {
            List<MatchResult> names = NAME.matcher(row.group(1)).results().toList();
            List<MatchResult> defaults = NAME.matcher(row.group(2)).results().toList();
            if (names.size() == 1 && defaults.size() == 1) {
                String name = names.get(0).group(1);
                assertThat(properties).as("default of %s", name).anySatisfy((property, byDefault) -> {
                    assertThat(covers(name, property)).isTrue();
                    assertThat(byDefault).isIn(defaults.get(0).group(1), "");
                });
            }
        }
    }

    private String tables() {
        return Stream.of("Properties", "Archive", "Audit messages")
                .map(section -> document.section(section).text())
                .collect(joining("\n"));
    }

    /** What ends in an ellipsis stands for all that begin so, and what begins with a dot for what it ends. */
    private static boolean covers(String name, String property) {
        String bare = name.startsWith(".") ? name.substring(1) : name;
        if (name.startsWith("additional-endpoints") || bare.equals("address") || bare.equals("ssl.…")) {
            return property.endsWith(".additional-endpoints") || property.endsWith("." + bare);
        }
        return bare.endsWith("…")
                ? property.contains("." + bare.substring(0, bare.length() - 1))
                : property.endsWith("." + bare);
    }

    /** Returns the default of each property, as far as the metadata has one. */
    private static Map<String, String> properties() throws IOException {
        Map<String, String> found = new TreeMap<>();
        ClassLoader loader = DocumentIT.class.getClassLoader();
        for (var url : Collections.list(loader.getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream in = url.openStream()) {
                String metadata = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                String ours = metadata.substring(metadata.indexOf("\"properties\""));
                PROPERTY.matcher(ours)
                        .results()
                        .forEach(property -> found.put(
                                property.group(1),
                                DEFAULT.matcher(property.group(2))
                                        .results()
                                        .map(value -> value.group(1))
                                        .findFirst()
                                        .orElse("")));
            }
        }
        return found;
    }
}
