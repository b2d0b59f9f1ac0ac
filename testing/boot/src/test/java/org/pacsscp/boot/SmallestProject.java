package org.pacsscp.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pacsscp.testing.build.Build;
import org.pacsscp.testing.build.UserMaven;
import org.pacsscp.testing.document.Markdown;

/** What docs/spring-boot.md begins with, done in an empty directory: its files written, its commands run, for this line of Spring Boot. */
final class SmallestProject {
    private static final String PARENT = "<version>4.1.2</version>";

    /** What the starter brings, by its directory. */
    private static final List<String> MODULES = List.of(
            "pacs-scp",
            "pacs-scp-api",
            "pacs-scp-core",
            "pacs-scp-echo",
            "integrations/pacs-scp-spring-boot-autoconfigure",
            "integrations/pacs-scp-spring-boot-starter");

    /** The plug-ins that Spring Boot's parent chooses, in the versions that this build has. */
    private static final List<String> PLUGINS = List.of("resources", "compiler", "surefire", "jar");

    private final Path directory;
    private final List<String> commands;

    private SmallestProject(Path directory, List<String> commands) {
        this.directory = directory;
        this.commands = commands;
    }

    /** Writes the files, and runs all commands but the last one, which starts the application. */
    static SmallestProject build(Path directory) throws IOException, InterruptedException {
        Markdown shown = Markdown.read("docs/spring-boot.md").section("The smallest application");
        Path project = Files.createDirectories(directory.resolve("project"));
        for (Markdown.Block block : shown.blocks()) {
            if (block.file().isPresent()) {
                Path path = project.resolve(block.file().get());
                Files.createDirectories(path.getParent());
                Files.writeString(path, ofThisLine(block.file().get(), block.text()));
            }
        }
        SmallestProject built =
                new SmallestProject(project, shown.blocks("sh").get(0).lines().toList());
        String maven = maven(directory);
        for (String command : built.commands.subList(0, built.commands.size() - 1)) {
            assertThat(command).startsWith("mvn ");
            built.run(maven + command.substring("mvn".length()));
        }
        return built;
    }

    private static String maven(Path directory) throws IOException {
        UserMaven maven = UserMaven.in(directory, directory.resolve("repository"), MODULES);
        return PLUGINS.stream()
                .map(name -> "-Dmaven-" + name + "-plugin.version=" + Build.property("pacsscp.version." + name))
                .collect(Collectors.joining(" ", maven.command() + " ", ""));
    }

    private static String ofThisLine(String file, String text) {
        if (!file.equals("pom.xml")) {
            return text;
        }
        assertThat(text).contains("<artifactId>pacs-scp-spring-boot-starter</artifactId>", PARENT);
        return text.replace(PARENT, "<version>" + Build.property("pacsscp.boot.version") + "</version>");
    }

    private void run(String command) throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder("bash", "-euc", command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor())
                .as("%s: %s", command, Files.readString(output))
                .isZero();
    }

    /** Starts the application as the document says, with further arguments. */
    ApplicationProcess start(String... arguments) throws IOException {
        String last = commands.get(commands.size() - 1);
        assertThat(last).startsWith("java ");
        List<String> command = new ArrayList<>(List.of(
                Path.of(Build.property("java.home"), "bin", "java").toString(), "-Xmx128m", "-XX:TieredStopAtLevel=1"));
        Stream.of(last.split(" ", -1)).skip(1).forEach(command::add);
        command.addAll(List.of(arguments));
        return new ApplicationProcess(command, directory);
    }
}
