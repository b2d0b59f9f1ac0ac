package org.pacsscp.bench.scenario;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** Whether this process may have as many connections as a scenario needs; the servers that it starts may have as many. */
final class FileDescriptors {
    /** What a JVM has open besides. */
    private static final int OTHERS = 200;

    private FileDescriptors() {}

    /** Says what is missing, if anything is. */
    static Optional<String> missingFor(int connections) {
        int needed = connections + OTHERS;
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < needed) {
            return Optional.of("needs " + needed + " file descriptors and may have "
                    + system.getMaxFileDescriptorCount() + "; try: ulimit -n " + needed);
        }
        return Optional.empty();
    }
}
