package org.pacsscp.it;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each jar's OSGi manifest promises, against a text that a reviewer sees change. */
class BundleManifestIT {
    private static final List<String> HEADERS = List.of(
            "Bundle-ManifestVersion",
            "Bundle-SymbolicName",
            "Bundle-Version",
            "DynamicImport-Package",
            "Export-Package",
            "Import-Package",
            "Private-Package",
            "Provide-Capability",
            "Require-Bundle",
            "Require-Capability");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api",
                "archive",
                "audit",
                "client",
                "core",
                "dataset",
                "dataset-json",
                "echo",
                "micrometer",
                "starter",
                "storage",
                "testkit",
                "worklist"
            })
    void matchesTheExpectedManifest(String name) throws IOException {
        String version = Artifacts.property("pacsscp.version");
        String expected = Resources.text("manifests/" + Artifacts.module(name) + ".txt")
                .replace("${bundle.version}", bundleVersion(version))
                .replace("${package.version}", packageVersion(version))
                .replace("${import.range}", importRange(version));
        try (JarFile jar = new JarFile(Artifacts.jar(name).toFile())) {
            assertThat(render(jar.getManifest().getMainAttributes())).isEqualTo(expected);
        }
    }

    /** One line a header, and one line a clause of it, in the order of the alphabet: bnd does not promise another. */
    private static String render(Attributes attributes) {
        return HEADERS.stream()
                .filter(header -> attributes.getValue(header) != null)
                .flatMap(header -> Stream.concat(
                        Stream.of(header + ":"),
                        clauses(attributes.getValue(header)).stream().sorted().map(clause -> "  " + clause)))
                .collect(joining("\n", "", "\n"));
    }

    /** Splits a header at the commas that stand outside of quotation marks. */
    private static List<String> clauses(String value) {
        List<String> clauses = new ArrayList<>();
        StringBuilder clause = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            }
            if (c == ',' && !quoted) {
                clauses.add(clause.toString());
                clause.setLength(0);
            } else {
                clause.append(c);
            }
        }
        clauses.add(clause.toString());
        return clauses;
    }

    /** Turns 0.1.0-SNAPSHOT into 0.1.0.SNAPSHOT: a qualifier follows a dot in OSGi. */
    private static String bundleVersion(String mavenVersion) {
        return mavenVersion.replace('-', '.');
    }

    /** Turns 0.1.0-SNAPSHOT into 0.1.0: packages carry no qualifier. */
    private static String packageVersion(String mavenVersion) {
        return mavenVersion.split("-", -1)[0];
    }

    /** The versions of a package that a user of this one accepts: from this minor version up to the next major one. */
    private static String importRange(String mavenVersion) {
        String[] parts = mavenVersion.split("[.-]", -1);
        int major = Integer.parseInt(parts[0]);
        int minor = Integer.parseInt(parts[1]);
        return "[" + major + "." + minor + "," + (major + 1) + ")";
    }
}
