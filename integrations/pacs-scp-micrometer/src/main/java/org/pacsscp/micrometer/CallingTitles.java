package org.pacsscp.micrometer;

import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pacsscp.api.AeTitle;

/** Which calling AE titles are told apart: whoever calls may say any, and each would be a meter of its own. Immutable. */
final class CallingTitles {
    private static final Tags ANY_OTHER = Tags.of(Tag.CALLING, Tag.OTHER);

    private final Map<String, Tags> known;

    /** None are told apart if there are none. */
    CallingTitles(Set<AeTitle> titles) {
        known = titles.stream()
                .map(AeTitle::value)
                .collect(Collectors.toUnmodifiableMap(Function.identity(), title -> Tags.of(Tag.CALLING, title)));
    }

    boolean areWanted() {
        return !known.isEmpty();
    }

    Tags tags(String callingAeTitle) {
        return areWanted() ? known.getOrDefault(callingAeTitle, ANY_OTHER) : Tags.empty();
    }
}
