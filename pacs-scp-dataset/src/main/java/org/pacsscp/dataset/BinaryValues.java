package org.pacsscp.dataset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers as bytes, in little endian (PS3.5 section 6.2). */
final class BinaryValues {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private BinaryValues() {}

    static boolean isOfIntegers(Vr vr) {
        return switch (vr) {
            case IS, US, SS, UL, SL, UV, SV -> true;
            default -> false;
        };
    }

    static void checkIntegers(int tag, Vr vr, long... numbers) {
        checkOfIntegers(tag, vr);
        for (long number : numbers) {
            checkFits(tag, vr, number);
        }
    }

    static void checkInteger(int tag, Vr vr, long number) {
        checkOfIntegers(tag, vr);
        checkFits(tag, vr, number);
    }

    private static void checkOfIntegers(int tag, Vr vr) {
        if (!isOfIntegers(vr)) {
            throw ValueRules.refused(tag, vr, "this is no value representation of numbers without fraction");
        }
    }

    private static void checkFits(int tag, Vr vr, long number) {
        if (!fits(vr, number)) {
            throw ValueRules.refused(tag, vr, "a number does not fit into " + vr.valueSize() + " bytes");
        }
    }

    static void putIntegers(Vr vr, long[] numbers, byte[] bytes, int at) {
        int to = at;
        for (long number : numbers) {
            putInteger(vr, number, bytes, to);
            to += vr.valueSize();
        }
    }

    static void putInteger(Vr vr, long number, byte[] bytes, int at) {
        switch (vr.valueSize()) {
            case 2 -> SHORT.set(bytes, at, (short) number);
            case 4 -> INT.set(bytes, at, (int) number);
            default -> LONG.set(bytes, at, number);
        }
    }

    private static boolean fits(Vr vr, long number) {
        return switch (vr) {
            case US -> number >>> 16 == 0;
            case UL -> number >>> 32 == 0;
            case SS -> number == (short) number;
            case SL -> number == (int) number;
            default -> true;
        };
    }

    static byte[] reals(int tag, Vr vr, double... numbers) {
        if (vr != Vr.FL && vr != Vr.FD) {
            throw ValueRules.refused(tag, vr, "this is no value representation of numbers with fraction");
        }
        byte[] array = new byte[Math.multiplyExact(vr.valueSize(), numbers.length)];
        ByteBuffer bytes = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : numbers) {
            if (vr == Vr.FL) {
                bytes.putFloat((float) number);
            } else {
                bytes.putDouble(number);
            }
        }
        return array;
    }
}
