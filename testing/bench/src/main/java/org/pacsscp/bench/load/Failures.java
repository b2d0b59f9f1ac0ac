package org.pacsscp.bench.load;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts what went wrong, and remembers the first of it. */
final class Failures {
    private long count;
    private @Nullable String first;

    void add(Exception failure) {
        count++;
        if (first == null) {
            first = failure instanceof LoadException ? failure.getMessage() : failure.toString();
        }
    }

    long count() {
        return count;
    }

    Optional<String> first() {
        return Optional.ofNullable(first);
    }
}
