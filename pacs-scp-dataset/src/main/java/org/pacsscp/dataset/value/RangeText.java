package org.pacsscp.dataset.value;

import java.util.Optional;
import java.util.function.Function;

/** The text of a range: two ends with a hyphen between them, one of which may be absent; or one that is both ends. */
final class RangeText {
    /** Both ends of a range. */
    record Ends<T>(Optional<T> from, Optional<T> to) {}

    private RangeText() {}

    /** Splits at the first hyphen. */
    static <T> Optional<Ends<T>> split(String text, Function<String, Optional<T>> parser) {
        return split(text, text.strip().indexOf('-'), parser);
    }

    /** Splits a text without its outer spaces at a hyphen, if it has one; empty if an end is not what it should be. */
    static <T> Optional<Ends<T>> split(String text, int hyphen, Function<String, Optional<T>> parser) {
        String stripped = text.strip();
        if (hyphen < 0) {
            return parser.apply(stripped).map(Optional::of).map(both -> new Ends<>(both, both));
        }
        String first = stripped.substring(0, hyphen).strip();
        String last = stripped.substring(hyphen + 1).strip();
        Optional<T> from = parser.apply(first);
        Optional<T> to = parser.apply(last);
        boolean understood = from.isPresent() != first.isEmpty() && to.isPresent() != last.isEmpty();
        return understood && (from.isPresent() || to.isPresent())
                ? Optional.of(new Ends<>(from, to))
                : Optional.empty();
    }

    static String join(Optional<String> from, Optional<String> to) {
        return from.orElse("") + "-" + to.orElse("");
    }
}
