package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.testing.build.UserMaven;
import org.pacsscp.testing.document.Markdown;

/**
 * The first hour of a user: an empty directory, a new Maven project with the dependencies and the program of a document,
 * and a peer that verifies it; and all that docs/first-hour.md says.
 */
class FirstHourIT {
    private static final String PORT = ".port(11112)";

    @TempDir
    static Path localRepository;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"README.md, README.md", "docs/packaging.md, README.md"})
    void leadsToAServerThatIsVerified(String dependencies, String program) throws IOException, InterruptedException {
        EchoScu.needed();
        Path project = Files.createDirectories(directory.resolve("my-pacs/src/main/java"));
        String source = Markdown.read(program).blocks("java").get(0);
        assertThat(source).contains("class MyPacs", PORT);
        Files.writeString(project.resolve("MyPacs.java"), source.replace(PORT, ".port(0)"));
        Path pom = Files.writeString(
                directory.resolve("my-pacs/pom.xml"),
                pom(Markdown.read(dependencies).blocks("xml").get(0)));

        build(pom);

        String classPath = pom.resolveSibling("target/classes") + File.pathSeparator
                + pom.resolveSibling("target/dependency") + File.separator + "*";
        try (ServerProgram server =
                ServerProgram.start(directory, List.of(Artifacts.javaCommand(), "-cp", classPath, "MyPacs"))) {
            EchoScu.assertVerifies("MY_PACS", server.awaitPort());
            assertThat(server.output()).contains("ECHOSCU verifies us");
        }
    }

    @Test
    void isAsItsDocumentSays() throws IOException, InterruptedException {
        EchoScu.needed();
        List<Markdown.Block> blocks = Markdown.read("docs/first-hour.md").blocks();
        assertThat(blocks)
                .filteredOn(block -> block.language().equals("console"))
                .hasSize(5);
        Path empty = Files.createDirectories(directory.resolve("hour"));
        Path commands = Files.createDirectories(directory.resolve("bin"));
        makeMaven(commands);
        try (Walk walk = new Walk(empty, directory, commands)) {
            for (Markdown.Block block : blocks) {
                walk.go(block);
            }
        }
    }

    private Path makeMaven(Path commands) throws IOException {
        List<String> modules = Stream.of("api", "bom", "core", "dataset", "echo", "starter", "testkit")
                .map(Artifacts::directory)
                .toList();
        return UserMaven.in(directory, localRepository, modules).program(commands);
    }

    private void build(Path pom) throws IOException, InterruptedException {
        Commands.runWell(List.of(
                makeMaven(directory).toString(),
                "-q",
                "-f",
                pom.toString(),
                "compile",
                "dependency:copy-dependencies"));
    }

    /** Returns a POM with what a document shows; the versions of the plug-ins are those of this build. */
    private static String pom(String dependencies) {
        String binding = """
            <dependency>
              <groupId>org.slf4j</groupId>
              <artifactId>slf4j-simple</artifactId>
              <version>%s</version>
              <scope>runtime</scope>
            </dependency>
            """.formatted(Artifacts.property("pacsscp.version.slf4j"));
        String all = dependencies.contains("<dependencies>")
                ? dependencies
                : "<dependencies>" + dependencies + "</dependencies>";
        int end = all.lastIndexOf("</dependencies>");
        return """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.example</groupId>
              <artifactId>my-pacs</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              %s
              <build>
                <plugins>
                  <plugin>
                    <artifactId>maven-resources-plugin</artifactId>
                    <version>%s</version>
                  </plugin>
                  <plugin>
                    <artifactId>maven-compiler-plugin</artifactId>
                    <version>%s</version>
                  </plugin>
                  <plugin>
                    <artifactId>maven-dependency-plugin</artifactId>
                    <version>%s</version>
                  </plugin>
                </plugins>
              </build>
            </project>
            """.formatted(
                        all.substring(0, end) + binding + all.substring(end),
                        Artifacts.property("pacsscp.version.resources"),
                        Artifacts.property("pacsscp.version.compiler"),
                        Artifacts.property("pacsscp.version.dependency"));
    }
}
