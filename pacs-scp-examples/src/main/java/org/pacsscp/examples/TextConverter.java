package org.pacsscp.examples;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Makes a value from what was typed.
 *
 * @param <T> the type of the value
 */
abstract class TextConverter<T> implements ITypeConverter<T> {
    private final Function<String, T> parser;

    /**
     * Sets what does it.
     *
     * @param parser throws an {@link IllegalArgumentException} that says what is wrong
     */
    TextConverter(Function<String, T> parser) {
        this.parser = parser;
    }

    @Override
    public final T convert(String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "': " + e.getMessage());
        }
    }
}
