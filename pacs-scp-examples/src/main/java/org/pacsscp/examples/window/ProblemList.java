package org.pacsscp.examples.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects all that is wrong in a form. Belongs to one thread. */
final class ProblemList {
    private final List<Problem> problems = new ArrayList<>();

    /** Returns the value, or remembers that it is wrong. */
    <T> Optional<T> at(Place place, Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(place, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /** Returns what is wrong, in the order in which it was found. */
    List<Problem> found() {
        return List.copyOf(problems);
    }

    /** Reads a whole number. */
    static int number(String name, String text, int least, int most) {
        String range = "; give a whole number from " + least + " to " + most;
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    name + (text.isEmpty() ? " is empty" : " \"" + text + "\" is no number") + range);
        }
        int value = Integer.parseInt(text);
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " " + value + " is out of range" + range);
        }
        return value;
    }
}
