package org.pacsscp.spring.boot;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The properties below a prefix on their way to a builder: what that refuses is said of the property that it came from. */
public final class Settings {
    private final String prefix;

    /**
     * Begins with a prefix.
     *
     * @param prefix without the last dot, such as {@code pacs-scp.server}
     */
    public Settings(String prefix) {
        this.prefix = prefix;
    }

    /**
     * Hands a value on.
     *
     * @param <T> the type of the value
     * @param name of the property below the prefix
     * @param value nothing is done with {@code null}, which stands for a property that is not set
     * @param setter of a builder
     * @throws DicomStartupException if the builder refuses it; the message names property and value
     */
    public <T> void use(String name, @Nullable T value, Consumer<? super T> setter) {
        if (value == null) {
            return;
        }
        try {
            setter.accept(value);
        } catch (IllegalArgumentException e) {
            throw new DicomStartupException(
                    "the property " + prefix + "." + name + " is " + value + ": " + e.getMessage(),
                    "Change " + prefix + "." + name + ".",
                    e);
        }
    }

    /**
     * Hands each value of a list on, as {@link #use}.
     *
     * @param <T> the type of the values
     * @param name of the property below the prefix
     * @param values none, one or more
     * @param setter is called for each of them
     * @throws DicomStartupException if the builder refuses one; the message names it
     */
    public <T> void useEach(String name, List<? extends T> values, Consumer<? super T> setter) {
        for (int i = 0; i < values.size(); i++) {
            use(name + "[" + i + "]", values.get(i), setter);
        }
    }
}
