package org.pacsscp.bench.candidate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java virtual machine for servers.
 *
 * @param home where it is installed
 * @param options what it is started with
 */
public record JavaRuntime(Path home, List<String> options) {
    public JavaRuntime {
        options = List.copyOf(options);
        if (!Files.isExecutable(home.resolve("bin/java"))) {
            throw new IllegalArgumentException("no Java in " + home + ": there is no bin/java; give a JDK's directory");
        }
    }

    /** The one that this program runs on. */
    public static Path ownHome() {
        return Path.of(System.getProperty("java.home"));
    }

    /** The command that runs a class or jar in it. */
    public List<String> command(List<String> more) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        command.addAll(options);
        command.addAll(more);
        return command;
    }

    /** The command that runs a sub-command of this program. */
    public List<String> benchCommand(List<String> arguments) {
        List<String> more =
                new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), "org.pacsscp.bench.Main"));
        more.addAll(arguments);
        return command(more);
    }
}
