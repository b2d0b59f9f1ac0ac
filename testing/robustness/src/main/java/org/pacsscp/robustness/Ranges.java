package org.pacsscp.robustness;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What options with a number may be: a wrong one is refused with the range, before anything is attacked. */
final class Ranges {
    private Ranges() {}

    /** A port, or 0 for none or any. */
    static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return (int) number(text, 0, 65_535);
        }
    }

    /** How many, at least one. */
    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return (int) number(text, 1, Integer.MAX_VALUE);
        }
    }

    /** A time of which a part of the unit is enough. */
    static final class Positive implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double value = decimal(text);
            if (!(value > 0)) {
                throw new TypeConversionException(text + " must be more than 0");
            }
            return value;
        }
    }

    /** From 0 to 100. */
    static final class Percent implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double value = decimal(text);
            if (!(value >= 0 && value <= 100)) {
                throw new TypeConversionException(text + " must be from 0 to 100");
            }
            return value;
        }
    }

    private static long number(String text, long least, long most) {
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused like a number that is out of range.
        }
        throw new TypeConversionException(text + " must be a whole number from " + least + " to " + most);
    }

    private static double decimal(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException(text + " is not a number");
        }
    }
}
