package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * How many sockets, pipes and selectors this process has open, where the system tells. Files do not count: the JVM opens
 * some when it likes.
 */
public final class OpenFiles {
    /**
     * Descriptors of selectors, two each, that may be open besides: one is kept for each thread that has ever waited at the same time as
     * others, and how many have is chance.
     */
    private static final int OF_SELECTORS_KEPT = 16;

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private OpenFiles() {}

    public static long count() throws IOException {
        return count(target ->
                target.startsWith("socket:") || target.startsWith("pipe:") || target.startsWith("anon_inode:"));
    }

    private static long count(Predicate<String> isCounted) throws IOException {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "this system lists no descriptors");
        long count = 0;
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                if (isCounted.test(target(descriptor))) {
                    count++;
                }
            }
        }
        return count;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    /** What is open before the first association: after some, the last of them may still be open for a moment. */
    public record Before(long sockets, long all) {
        public static Before now() throws IOException {
            return new Before(count(target -> target.startsWith("socket:")), count());
        }

        /** Not one socket more is open, and no selectors but those that are kept. */
        public void assertNothingIsLeft() {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                Before after = now();
                assertThat(after.sockets()).as("open sockets").isLessThanOrEqualTo(sockets);
                assertThat(after.all()).as("open descriptors").isLessThanOrEqualTo(all + OF_SELECTORS_KEPT);
            });
        }
    }

    /** A closed channel gives its descriptor up when every selector has let go of it, which may be a moment later. */
    public static void assertAtMost(long expected) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(count()).as("open descriptors").isLessThanOrEqualTo(expected));
    }
}
