package org.pacsscp.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pacsscp.testing.build.Build;

/** Where the build put what is tested; the paths come from the build as system properties. */
public final class Artifacts {
    private Artifacts() {}

    /**
     * Returns the packaged jar of a module.
     *
     * @param module its short name, such as {@code core}
     */
    public static Path jar(String module) {
        Path jar = Path.of(property("pacsscp.jar." + module)).normalize();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    jar + " is missing; run the tests with 'mvn verify' from the top directory");
        }
        return jar;
    }

    /**
     * Returns the name under which a module is published.
     *
     * @param module its short name; {@code starter} is the one without a suffix
     */
    static String artifactId(String module) {
        return module.equals("starter") ? "pacs-scp" : "pacs-scp-" + module;
    }

    /** Returns the directory of a module, below that of the project. */
    static String directory(String module) {
        Path integration = Path.of("integrations", artifactId(module));
        return Files.isDirectory(top().resolve(integration)) ? integration.toString() : artifactId(module);
    }

    /** Returns the name of a module's Java module and bundle. */
    static String module(String module) {
        return module.equals("starter") ? "org.pacsscp" : "org.pacsscp." + module.replace('-', '.');
    }

    /** Returns the top directory of the project. */
    public static Path top() {
        return Path.of(property("pacsscp.top")).normalize();
    }

    /** Returns the directory of OSGi frameworks or bundles that the build has filled. */
    public static Path osgi(String group) {
        return Path.of(property("pacsscp.osgi"), group);
    }

    /** Returns a module path, or class path, of the example's jar and what lies beside it. */
    public static String examplePath() {
        Path jar = jar("examples");
        return String.join(
                File.pathSeparator,
                List.of(jar.toString(), jar.resolveSibling("lib").toString()));
    }

    /** Returns a class path of the example's jar and what lies beside it; the launcher expands the wildcard. */
    static String exampleClassPath() {
        Path jar = jar("examples");
        return jar + File.pathSeparator + jar.resolveSibling("lib") + File.separator + "*";
    }

    /** Returns a command of the Java that runs the tests. */
    public static String javaCommand() {
        return Path.of(property("java.home"), "bin", "java").toString();
    }

    /** Returns what the build has set. */
    public static String property(String name) {
        return Build.property(name);
    }
}
