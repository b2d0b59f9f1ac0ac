package org.pacsscp.bench.candidate;

import java.nio.file.Path;

/** The build that this program comes from. */
public final class ThisBuild {
    private ThisBuild() {}

    /**
     * Names one of its files; this program is testing/bench/target/pacs-scp-bench.jar.
     *
     * @param path from the root of the repository
     */
    public static Path file(String path) {
        return Path.of(System.getProperty("java.class.path"))
                .toAbsolutePath()
                .resolve("../../../..")
                .resolve(path)
                .normalize();
    }
}
