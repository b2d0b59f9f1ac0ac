package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The first hour of a user: an empty directory, a new Maven project with the dependencies and the program of a document,
 * and a peer that verifies it. What is resolved comes from a repository of files with what was built, and from the local
 * repository of this build, which nothing is written to.
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

    private void build(Path pom) throws IOException, InterruptedException {
        Path settings = Files.writeString(directory.resolve("settings.xml"), settings());
        Commands.runWell(List.of(
                Artifacts.property("pacsscp.maven"),
                "-B",
                "-q",
                "-f",
                pom.toString(),
                "-s",
                settings.toString(),
                "-gs",
                settings.toString(),
                "compile",
                "dependency:copy-dependencies"));
    }

    /** Returns settings with which nothing is looked for in the network. */
    private String settings() {
        return """
            <settings>
              <localRepository>%s</localRepository>
              <mirrors>
                <mirror>
                  <id>this-build</id>
                  <mirrorOf>*,!built</mirrorOf>
                  <url>%s</url>
                </mirror>
              </mirrors>
            </settings>
            """.formatted(
                        localRepository,
                        Path.of(Artifacts.property("pacsscp.local-repository")).toUri());
    }

    /** Returns a POM with what a document shows; the versions of the plug-ins are those of this build. */
    private String pom(String dependencies) throws IOException {
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
              <repositories>
                <repository>
                  <id>built</id>
                  <url>%s</url>
                </repository>
              </repositories>
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
                        builtRepository().toUri(),
                        all.substring(0, end) + binding + all.substring(end),
                        Artifacts.property("pacsscp.version.resources"),
                        Artifacts.property("pacsscp.version.compiler"),
                        Artifacts.property("pacsscp.version.dependency"));
    }

    /** Makes a Maven repository of what was built. */
    private Path builtRepository() throws IOException {
        Path repository = directory.resolve("built");
        for (String module : List.of("api", "bom", "core", "echo")) {
            String version = Artifacts.property("pacsscp.version");
            String artifact = "pacs-scp-" + module;
            Path versions = Files.createDirectories(
                    repository.resolve("org/pacsscp").resolve(artifact).resolve(version));
            String name = artifact + "-" + version;
            Files.copy(PublishedPom.path(module), versions.resolve(name + ".pom"));
            if (!module.equals("bom")) {
                Files.copy(Artifacts.jar(module), versions.resolve(name + ".jar"));
            }
        }
        return repository;
    }
}
