package org.pacsscp.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers as bytes, in little endian (PS3.5 section 6.2). */
final class BinaryValues {
    private BinaryValues() {}

    static boolean isOfIntegers(Vr vr) {
        return switch (vr) {
            case IS, US, SS, UL, SL, UV, SV -> true;
            default -> false;
        };
    }

    static byte[] integers(int tag, Vr vr, long... numbers) {
        if (!isOfIntegers(vr)) {
            throw ValueRules.refused(tag, vr, "this is no value representation of numbers without fraction");
        }
        byte[] array = new byte[Math.multiplyExact(vr.valueSize(), numbers.length)];
        ByteBuffer bytes = littleEndian(array);
        for (long number : numbers) {
            if (!fits(vr, number)) {
                throw ValueRules.refused(tag, vr, "a number does not fit into " + vr.valueSize() + " bytes");
            }
            switch (vr.valueSize()) {
                case 2 -> bytes.putShort((short) number);
                case 4 -> bytes.putInt((int) number);
                default -> bytes.putLong(number);
            }
        }
        return array;
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
        ByteBuffer bytes = littleEndian(array);
        for (double number : numbers) {
            if (vr == Vr.FL) {
                bytes.putFloat((float) number);
            } else {
                bytes.putDouble(number);
            }
        }
        return array;
    }

    private static ByteBuffer littleEndian(byte[] array) {
        return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    }
}
