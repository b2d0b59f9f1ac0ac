package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How many sockets, pipes and selectors this process has open, where the system tells. Files do not count: the JVM opens
 * some when it likes.
 */
public final class OpenFiles {
    /**
     * What may be open besides once there were associations, one after the other; one leaked for each of a kind would be more. A selector, of
     * two descriptors, is kept for each thread that has ever waited at the same time as others, and how many have is chance; the JDK
     * keeps a socket. It is to be compared with what was open before the first: after some, the last of them are still being closed.
     */
    public static final int KEPT = 16;

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private OpenFiles() {}

    public static long count() throws IOException {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "this system lists no descriptors");
        long count = 0;
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                if (isChannelOrSelector(descriptor)) {
                    count++;
                }
            }
        }
        return count;
    }

    private static boolean isChannelOrSelector(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:") || target.startsWith("pipe:") || target.startsWith("anon_inode:");
        } catch (IOException e) {
            // Closed meanwhile.
            return false;
        }
    }

    /** A closed channel gives its descriptor up when every selector has let go of it, which may be a moment later. */
    public static void assertAtMost(long expected) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(count()).as("open descriptors").isLessThanOrEqualTo(expected));
    }
}
