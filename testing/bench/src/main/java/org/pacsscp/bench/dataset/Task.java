package org.pacsscp.bench.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Metric;

/** What is done to a data set again and again. */
public enum Task {
    /** Reads up to the pixel data. */
    HEADER("The header, until the pixel data"),

    /** Reads the same, and asks for the text of some of its elements. */
    VALUES("The header, and ten of its values as text"),

    /** Reads all of it into memory. */
    WHOLE("The whole data set, held in memory"),

    /** Reads all of it, and asks for each value once. */
    ALL("The whole data set, and each of its texts and numbers"),

    /** Writes one that was read, in an encoding which it does not have. */
    CONVERT("Written in the other of Implicit and Explicit VR"),

    /** Builds a data set and writes it. */
    BUILD("Built of thirty values, and written"),

    /** Copies the bytes from stream to stream, and has the header afterwards. */
    TEE("Copied from stream to stream while the header is read");

    private final String title;

    Task(String title) {
        this.title = title;
    }

    Description description() {
        return new Description(
                name().toLowerCase(Locale.ROOT), title, "data set", "library", Metric.TIME, Optional.empty());
    }

    /** Returns those that are named, or all. */
    static List<Task> named(List<String> names) {
        return names.isEmpty()
                ? List.of(values())
                : names.stream()
                        .map(name -> valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList();
    }
}
