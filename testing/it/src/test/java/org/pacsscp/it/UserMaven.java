package org.pacsscp.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Maven as a user has it who installed what was built. All comes from files: what was built from a repository of its own, the
 * rest from the local repository of this build, which nothing is written to; nothing is looked for in the network.
 */
final class UserMaven {
    private final Path bin;

    private UserMaven(Path bin) {
        this.bin = bin;
    }

    /**
     * Makes the command.
     *
     * @param directory where it is put, and the repository of what was built
     * @param localRepository where it puts what it has resolved
     */
    static UserMaven in(Path directory, Path localRepository) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path settings = Files.writeString(
                bin.resolve("settings.xml"), settings(builtRepository(directory.resolve("built")), localRepository));
        Path command = Files.createFile(
                bin.resolve("mvn"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(
                command, """
                #!/bin/sh
                # A compiler that is quick to start saves half the time of such short runs.
                export MAVEN_OPTS='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'
                JAVA_HOME='%s' exec '%s' -B -s '%s' -gs '%3$s' "$@"
                """.formatted(Artifacts.property("java.home"), Artifacts.property("pacsscp.maven"), settings));
        return new UserMaven(bin);
    }

    /** Returns a directory for a search path, with a command {@code mvn}. */
    Path bin() {
        return bin;
    }

    private static String settings(Path builtRepository, Path localRepository) {
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
                        localRepository,
                        Path.of(Artifacts.property("pacsscp.local-repository")).toUri(),
                        builtRepository.toUri());
    }

    private static Path builtRepository(Path repository) throws IOException {
        for (String module : List.of("api", "bom", "core", "dataset", "echo", "starter", "testkit")) {
            String version = Artifacts.property("pacsscp.version");
            String artifact = Artifacts.artifactId(module);
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
