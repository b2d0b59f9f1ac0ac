package org.pacsscp.dataset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pacsscp.dataset.value.DecimalString;

/** Values as numbers: binary ones, and the strings IS and DS (PS3.5 section 6.2). */
final class Numbers {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Numbers() {}

    /** How many binary values there are; 0 for others. What is too short for a value does not count. */
    private static int count(Element element) {
        return switch (element.readAs()) {
            case AT, FD, FL, SL, SS, SV, UL, US, UV ->
                element.length() / element.readAs().valueSize();
            default -> 0;
        };
    }

    private static boolean isFloating(Element element) {
        return element.readAs() == Vr.FL || element.readAs() == Vr.FD;
    }

    static OptionalLong firstLong(Element element) {
        if (element.readAs().isText()) {
            Optional<String> text = Texts.first(element);
            return text.isPresent() ? parseLong(text.get()) : OptionalLong.empty();
        }
        return count(element) == 0 ? OptionalLong.empty() : binaryLong(element, 0);
    }

    static long[] longs(Element element) {
        if (element.readAs().isText()) {
            return longs(element.texts());
        }
        long[] numbers = new long[count(element)];
        for (int i = 0; i < numbers.length; i++) {
            OptionalLong number = binaryLong(element, i);
            if (number.isEmpty()) {
                return new long[0];
            }
            numbers[i] = number.getAsLong();
        }
        return numbers;
    }

    private static long[] longs(List<String> texts) {
        long[] numbers = new long[texts.size()];
        for (int i = 0; i < numbers.length; i++) {
            OptionalLong number = parseLong(texts.get(i));
            if (number.isEmpty()) {
                return new long[0];
            }
            numbers[i] = number.getAsLong();
        }
        return numbers;
    }

    private static OptionalLong binaryLong(Element element, int number) {
        if (isFloating(element) || element.readAs() == Vr.AT) {
            return OptionalLong.empty();
        }
        long bits = bits(element, number);
        return element.readAs() == Vr.UV && bits < 0 ? OptionalLong.empty() : OptionalLong.of(bits);
    }

    /** A number sign-extended as its value representation has it; a floating point number's bits. */
    private static long bits(Element element, int number) {
        byte[] bytes = element.source();
        Vr vr = element.readAs();
        int at = element.offset() + number * vr.valueSize();
        // What came as unknown is little endian.
        boolean swap = element.isBigEndian() && element.vr() != Vr.UN;
        switch (vr.valueSize()) {
            case 2 -> {
                short bits = (short) SHORT.get(bytes, at);
                short value = swap ? Short.reverseBytes(bits) : bits;
                return vr == Vr.SS ? value : Short.toUnsignedLong(value);
            }
            case 4 -> {
                int bits = (int) INT.get(bytes, at);
                int value = swap ? Integer.reverseBytes(bits) : bits;
                return vr == Vr.SL ? value : Integer.toUnsignedLong(value);
            }
            default -> {
                long bits = (long) LONG.get(bytes, at);
                return swap ? Long.reverseBytes(bits) : bits;
            }
        }
    }

    /** Two numbers of 16 bits each, group and element. */
    private static int tag(Element element, int number) {
        byte[] bytes = element.source();
        int bits = (int) INT.get(bytes, element.offset() + number * Integer.BYTES);
        return element.isBigEndian() && element.vr() != Vr.UN
                ? Integer.reverseBytes(bits)
                : Integer.rotateLeft(bits, 16);
    }

    private static OptionalLong parseLong(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return exactLong(DecimalString.parse(text).map(DecimalString::value));
        }
    }

    /** A decimal number may have no fraction. One with a monstrous exponent is not written out to find that. */
    private static OptionalLong exactLong(Optional<BigDecimal> number) {
        if (number.isEmpty() || number.get().precision() - (long) number.get().scale() > 19) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(number.get().longValueExact());
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    static Optional<BigDecimal> firstDecimal(Element element) {
        if (element.readAs().isText()) {
            return Texts.first(element).flatMap(DecimalString::parse).map(DecimalString::value);
        }
        return count(element) == 0 ? Optional.empty() : binaryDecimal(element, 0);
    }

    static List<BigDecimal> decimals(Element element) {
        List<BigDecimal> numbers = new ArrayList<>();
        if (element.readAs().isText()) {
            for (String text : element.texts()) {
                DecimalString.parse(text).map(DecimalString::value).ifPresent(numbers::add);
            }
            return numbers.size() == element.texts().size() ? List.copyOf(numbers) : List.of();
        }
        for (int i = 0; i < count(element); i++) {
            binaryDecimal(element, i).ifPresent(numbers::add);
        }
        return numbers.size() == count(element) ? List.copyOf(numbers) : List.of();
    }

    private static Optional<BigDecimal> binaryDecimal(Element element, int number) {
        if (element.readAs() == Vr.AT) {
            return Optional.empty();
        }
        if (isFloating(element)) {
            double value = floating(element, number);
            return Double.isFinite(value)
                    ? Optional.of(new BigDecimal(floatingText(element, number)))
                    : Optional.empty();
        }
        long bits = bits(element, number);
        return Optional.of(
                element.readAs() == Vr.UV
                        ? new BigDecimal(new BigInteger(Long.toUnsignedString(bits)))
                        : BigDecimal.valueOf(bits));
    }

    private static double floating(Element element, int number) {
        long bits = bits(element, number);
        return element.readAs() == Vr.FL ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
    }

    private static String floatingText(Element element, int number) {
        long bits = bits(element, number);
        return element.readAs() == Vr.FL
                ? Float.toString(Float.intBitsToFloat((int) bits))
                : Double.toString(Double.longBitsToDouble(bits));
    }

    static double[] reals(Element element) {
        if (isFloating(element)) {
            double[] numbers = new double[count(element)];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = floating(element, i);
            }
            return numbers;
        }
        return decimals(element).stream().mapToDouble(BigDecimal::doubleValue).toArray();
    }

    static int[] tags(Element element) {
        int[] tags = new int[count(element)];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = tag(element, i);
        }
        return tags;
    }

    static Optional<String> firstText(Element element) {
        return count(element) == 0 ? Optional.empty() : Optional.of(text(element, 0));
    }

    static List<String> texts(Element element) {
        String[] texts = new String[count(element)];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(element, i);
        }
        return List.of(texts);
    }

    private static String text(Element element, int number) {
        return switch (element.readAs()) {
            case AT -> Tags.format(tag(element, number));
            case FD, FL -> floatingText(element, number);
            case UV -> Long.toUnsignedString(bits(element, number));
            default -> Long.toString(bits(element, number));
        };
    }
}
