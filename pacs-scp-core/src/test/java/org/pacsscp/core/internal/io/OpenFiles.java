package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** How many descriptors this process has open, where the system tells. */
final class OpenFiles {
    private OpenFiles() {}

    static long count() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        assumeTrue(system instanceof UnixOperatingSystemMXBean, "this system counts no descriptors");
        return ((UnixOperatingSystemMXBean) system).getOpenFileDescriptorCount();
    }

    /** A closed channel gives its descriptor up when every selector has let go of it, which may be a moment later. */
    static void assertAtMost(long expected) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(count()).as("open descriptors").isLessThanOrEqualTo(expected));
    }
}
