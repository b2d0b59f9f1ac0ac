package org.pacsscp.bench.candidate;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what servers in Java run on, to be mixed into a command. */
public final class ServerJvm {
    @Option(
            names = "--java",
            paramLabel = "HOME",
            description = "The JDK of the servers. Default: that of this program")
    private @Nullable Path java;

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description = "For the JVM of the servers, such as --jvm-option=-Xmx1g; may be repeated. Default:"
                    + " ${DEFAULT-VALUE}")
    private List<String> options;

    /**
     * Nothing is said yet.
     *
     * @param usual the JVM's options where none is given
     */
    public ServerJvm(String... usual) {
        options = new Usual(List.of(usual));
    }

    /** What was said. */
    public JavaRuntime runtime() {
        return new JavaRuntime(Optional.ofNullable(java).orElse(JavaRuntime.ownHome()), options);
    }

    /** Reads in the help as it would be given. */
    private static final class Usual extends AbstractList<String> {
        private final List<String> options;

        Usual(List<String> options) {
            this.options = options;
        }

        @Override
        public String get(int index) {
            return options.get(index);
        }

        @Override
        public int size() {
            return options.size();
        }

        @Override
        public String toString() {
            return isEmpty() ? "none" : String.join(" ", this);
        }
    }
}
