package org.pacsscp.testing.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Maven as a user has it who installed what was built. All comes from files: what was built from a repository of its own, the
 * rest from the local repository of this build, which nothing is written to; nothing is looked for in the network.
 */
public final class UserMaven {
    private static final String WITHOUT_A_JAR = "<packaging>pom<";

    private final Path settings;

    private UserMaven(Path settings) {
        this.settings = settings;
    }

    /**
     * Puts settings and the repository of what was built into a directory.
     *
     * @param directory which directory
     * @param localRepository where Maven puts what it has resolved
     * @param modules the directories of what was built and packaged, below that of the project
     */
    public static UserMaven in(Path directory, Path localRepository, List<String> modules) throws IOException {
        Path built = directory.resolve("built");
        for (String module : modules) {
            install(Path.of(Build.property("pacsscp.top"), module).normalize(), built);
        }
        Path settings = Files.writeString(directory.resolve("settings.xml"), settings(built, localRepository));
        return new UserMaven(settings);
    }

    private static void install(Path module, Path repository) throws IOException {
        String artifact = module.getFileName().toString();
        String version = Build.property("pacsscp.version");
        String name = artifact + "-" + version;
        Path versions = Files.createDirectories(
                repository.resolve("org/pacsscp").resolve(artifact).resolve(version));
        Path pom = Files.copy(built(module, "published-pom.xml"), versions.resolve(name + ".pom"));
        if (!Files.readString(pom).contains(WITHOUT_A_JAR)) {
            Files.copy(built(module, name + ".jar"), versions.resolve(name + ".jar"));
        }
    }

    private static Path built(Path module, String name) {
        Path file = module.resolve("target").resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(
                    file + " is missing; run the tests with 'mvn verify' from the top directory");
        }
        return file;
    }

    private static String settings(Path built, Path localRepository) {
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
                        Path.of(Build.property("pacsscp.local-repository")).toUri(),
                        built.toUri());
    }

    /** Returns the command of a shell that stands for {@code mvn}; arguments go behind it. */
    public String command() {
        // A compiler that is quick to start saves half the time of such short runs.
        return "env MAVEN_OPTS='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' JAVA_HOME='%s' '%s' -B -s '%3$s' -gs '%3$s'"
                .formatted(Build.property("java.home"), Build.property("pacsscp.maven"), settings);
    }

    /** Makes a program {@code mvn} in a directory for a search path. */
    public Path program(Path directory) throws IOException {
        Path program = Files.createFile(
                directory.resolve("mvn"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.writeString(program, "#!/bin/sh\nexec " + command() + " \"$@\"\n");
    }
}
