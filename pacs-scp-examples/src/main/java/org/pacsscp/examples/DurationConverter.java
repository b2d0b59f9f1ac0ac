package org.pacsscp.examples;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes durations from text such as {@code 500ms}, {@code 30s}, {@code 5m} or {@code 1h}, and from a bare {@code 0}. */
final class DurationConverter extends TextConverter<Duration> {
    /** Twelve digits are more than the API takes in any unit, and no unit makes them overflow. */
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h)");

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS);

    DurationConverter() {
        super(DurationConverter::parse);
    }

    private static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "no duration; give a whole number and its unit, ms, s, m or h, such as " + "30s; or 0 for none");
        }
        return Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)));
    }
}
