package org.pacsscp.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What docs/spring-boot.md begins with, done in an empty directory: its files written, its commands run, for this line of Spring Boot. */
final class SmallestProject {
    private static final String PARENT = "<version>4.1.2</version>";

    private final Path directory;
    private final List<String> commands;

    private SmallestProject(Path directory, List<String> commands) {
        this.directory = directory;
        this.commands = commands;
    }

    /** Writes the files, and runs all commands but the last one, which starts the application. */
    static SmallestProject build(Path directory) throws IOException, InterruptedException {
        Document shown = Document.read().section("The smallest application");
        Path project = Files.createDirectories(directory.resolve("project"));
        for (Document.File file : shown.files()) {
            Path path = project.resolve(file.name());
            Files.createDirectories(path.getParent());
            Files.writeString(path, ofThisLine(file));
        }
        SmallestProject built =
                new SmallestProject(project, shown.blocks("sh").get(0).lines().toList());
        String maven = UserMaven.in(directory).command();
        for (String command : built.commands.subList(0, built.commands.size() - 1)) {
            assertThat(command).startsWith("mvn ");
            built.run(maven + command.substring("mvn".length()));
        }
        return built;
    }

    private static String ofThisLine(Document.File file) {
        if (!file.name().equals("pom.xml")) {
            return file.text();
        }
        assertThat(file.text()).contains("<artifactId>pacs-scp-spring-boot-starter</artifactId>", PARENT);
        return file.text().replace(PARENT, "<version>" + Build.property("pacsscp.boot.version") + "</version>");
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
