package org.pacsscp.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is published: the modules that the POM at the top names, other than in a profile, and whose own POM does not keep them from being deployed. An integration
 * that says its Automatic-Module-Name itself is no module and no bundle, as what it joins is none, and has no listing
 * (docs/decisions/0043).
 */
final class PublishedModules {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final String PROFILES = "<profiles>";
    private static final String KEPT_BACK = "<maven.deploy.skip>true<";
    private static final String AUTOMATIC = "<Automatic-Module-Name>";
    private static final String WITHOUT_A_JAR = "<packaging>pom<";

    private PublishedModules() {}

    /** Returns the directories of the artifacts that have a jar. */
    static List<String> withJars() throws IOException {
        Path top = Artifacts.top();
        List<String> found = new ArrayList<>();
        String parent = Files.readString(top.resolve("pom.xml"));
        for (String module : MODULE.matcher(parent.substring(0, parent.indexOf(PROFILES)))
                .results()
                .map(result -> result.group(1))
                .toList()) {
            String pom = Files.readString(top.resolve(module).resolve("pom.xml"));
            if (!pom.contains(KEPT_BACK) && !pom.contains(WITHOUT_A_JAR) && !pom.contains(AUTOMATIC)) {
                found.add(module);
            }
        }
        return found;
    }

    /** Returns the name of the artifact in a directory. */
    static String artifact(String directory) {
        return Path.of(directory).getFileName().toString();
    }

    /** Returns the packaged jar of the artifact in a directory. */
    static Path jar(String directory) {
        return Artifacts.top()
                .resolve(directory)
                .resolve("target")
                .resolve(artifact(directory) + "-" + Artifacts.property("pacsscp.version") + ".jar");
    }
}
