package org.pacsscp.examples.window.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.event.Level;

/**
 * A line of the log.
 *
 * @param time when it was logged
 * @param level how much it matters
 * @param source the last part of the logger's name
 * @param text what was logged, without line breaks
 */
public record LogLine(Instant time, Level level, String source, String text) {
    private static final DateTimeFormatter DATE_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    /**
     * Returns the line as it is copied and saved, like those of the servers without a window.
     *
     * @param zone where the reader lives
     * @return the text, without a line break
     */
    public String format(ZoneId zone) {
        return DATE_AND_TIME.format(time.atZone(zone)) + " " + level + " " + source + " - " + text;
    }
}
