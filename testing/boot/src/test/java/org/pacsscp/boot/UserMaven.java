package org.pacsscp.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Maven as a user has it who installed what was built. What was built comes from a repository of its own, the rest from the local
 * repository of this build, which nothing is written to; nothing is looked for in the network.
 */
final class UserMaven {
    /** What the starter brings, by its directory. */
    private static final List<String> MODULES = List.of(
            "pacs-scp",
            "pacs-scp-api",
            "pacs-scp-core",
            "pacs-scp-echo",
            "integrations/pacs-scp-spring-boot-autoconfigure",
            "integrations/pacs-scp-spring-boot-starter");

    private final Path settings;

    private UserMaven(Path settings) {
        this.settings = settings;
    }

    /** Puts repositories and settings into a directory. */
    static UserMaven in(Path directory) throws IOException {
        Path built = directory.resolve("built");
        for (String module : MODULES) {
            copy(Path.of(Build.property("pacsscp.top"), module), built);
        }
        return new UserMaven(Files.writeString(directory.resolve("settings.xml"), """
            <settings>
              <localRepository>%s</localRepository>
              <mirrors>
                <mirror>
                  <id>this-build</id>
                  <mirrorOf>*,!built</mirrorOf>
                  <url>%s</url>
                </mirror>
              </mirrors>
              <profiles>
                <profile>
                  <id>built</id>
                  <repositories>
                    <repository>
                      <id>built</id>
                      <url>%s</url>
                    </repository>
                  </repositories>
                </profile>
              </profiles>
              <activeProfiles>
                <activeProfile>built</activeProfile>
              </activeProfiles>
            </settings>
            """.formatted(
                        directory.resolve("repository"),
                        Path.of(Build.property("pacsscp.local-repository")).toUri(),
                        built.toUri())));
    }

    private static void copy(Path module, Path repository) throws IOException {
        String artifact = module.getFileName().toString();
        String version = Build.property("pacsscp.version");
        String name = artifact + "-" + version;
        Path versions = Files.createDirectories(
                repository.resolve("org/pacsscp").resolve(artifact).resolve(version));
        Files.copy(module.resolve("target/published-pom.xml"), versions.resolve(name + ".pom"));
        Files.copy(module.resolve("target").resolve(name + ".jar"), versions.resolve(name + ".jar"));
    }

    /** Returns the command of a shell that runs what {@code mvn} stands for in a document. */
    String command() {
        // Of what Spring Boot's parent chooses, those versions that this build has.
        String plugins =
                "-Dmaven-resources-plugin.version=%s -Dmaven-compiler-plugin.version=%s -Dmaven-surefire-plugin.version=%s"
                        + " -Dmaven-jar-plugin.version=%s";
        return "MAVEN_OPTS='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' JAVA_HOME='%s' '%s' -B -s '%3$s' -gs '%3$s' "
                        .formatted(Build.property("java.home"), Build.property("pacsscp.maven"), settings)
                + plugins.formatted(
                        Build.property("pacsscp.version.resources"),
                        Build.property("pacsscp.version.compiler"),
                        Build.property("pacsscp.version.surefire"),
                        Build.property("pacsscp.version.jar"));
    }
}
