package org.pacsscp.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.pacsscp.it.Commands;

/**
 * The libraries of the base that an image may count on, copied from this machine: those of the C library, and what Debian's own
 * builds of the JDK need besides. Each of the bases that docs/containers.md names has them.
 */
final class BaseLibraries {
    private static final List<String> NAMES = List.of(
            "libc.so.6",
            "libdl.so.2",
            "libgcc_s.so.1",
            "libm.so.6",
            "libpthread.so.0",
            "libresolv.so.2",
            "librt.so.1",
            "libstdc++.so.6",
            "libz.so.1");

    private static final Pattern ENTRY = Pattern.compile("\\s*(\\S+) \\(libc6,(?:x86-64|AArch64)\\S*\\) => (\\S+)");

    private BaseLibraries() {}

    static void copyTo(Path root) throws IOException, InterruptedException {
        List<String> entries = Commands.runWell(List.of("env", "PATH=/usr/sbin:/sbin:/usr/bin:/bin", "ldconfig", "-p"))
                .out()
                .lines()
                .toList();
        int copied = 0;
        for (String line : entries) {
            var entry = ENTRY.matcher(line);
            if (entry.matches() && NAMES.contains(entry.group(1))) {
                copied += copy(Path.of(entry.group(2)), root);
            }
        }
        assertThat(copied).as("libraries of the base").isGreaterThanOrEqualTo(NAMES.size());
        for (String loader : List.of("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1")) {
            if (Files.exists(Path.of(loader))) {
                copy(Path.of(loader), root);
            }
        }
    }

    private static int copy(Path library, Path root) throws IOException {
        Path target = root.resolve(library.toString().substring(1));
        if (Files.exists(target)) {
            return 0;
        }
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.copy(library, target);
        return 1;
    }
}
