package org.pacsscp.examples;

import org.pacsscp.examples.call.Key;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Makes {@code KEYWORD} and {@code KEYWORD=VALUE}. What is wrong is told without what was typed, which may name a patient. */
final class KeyConverter implements ITypeConverter<Key> {
    @Override
    public Key convert(String text) {
        try {
            return Key.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
