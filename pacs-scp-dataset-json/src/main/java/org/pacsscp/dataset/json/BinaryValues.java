package org.pacsscp.dataset.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.pacsscp.dataset.Vr;

/** Values of a value representation that is numbers or tags in a data set (PS3.18 Table F.2.3-1). */
final class BinaryValues {
    private static final int BITS_PER_BYTE = 8;

    private final Vr vr;
    private final String path;

    BinaryValues(Vr vr, String path) {
        this.vr = vr;
        this.path = path;
    }

    /** Returns the value field, in little endian. */
    byte[] encode(List<JsonValue> values) throws DataSetJsonException {
        ByteBuffer bytes = ByteBuffer.allocate(values.size() * vr.valueSize()).order(ByteOrder.LITTLE_ENDIAN);
        for (JsonValue value : values) {
            put(value, bytes);
        }
        return bytes.array();
    }

    private void put(JsonValue value, ByteBuffer bytes) throws DataSetJsonException {
        String text;
        if (value instanceof JsonValue.Numeral number) {
            text = number.text();
        } else if (value instanceof JsonValue.Text string) {
            text = string.text();
        } else {
            throw wrong("a value is of a type that " + vr + " does not have");
        }
        try {
            switch (vr) {
                case AT -> putTag(text, bytes);
                case FL -> bytes.putFloat(Float.parseFloat(text));
                case FD -> bytes.putDouble(Double.parseDouble(text));
                default -> putInteger(text, bytes);
            }
        } catch (NumberFormatException e) {
            // The message quotes the value.
            throw wrong("a value is none of " + vr);
        }
    }

    private static void putTag(String text, ByteBuffer bytes) {
        int tag = Integer.parseUnsignedInt(text, 16);
        bytes.putShort((short) (tag >>> 16)).putShort((short) tag);
    }

    /** A number without fraction, though it may be written with one: {@code 1.0} or {@code 1e3}. */
    private void putInteger(String text, ByteBuffer bytes) throws DataSetJsonException {
        BigDecimal decimal = new BigDecimal(text);
        int bits = vr.valueSize() * BITS_PER_BYTE;
        if ((long) decimal.precision() - decimal.scale() > bits) {
            throw wrong("a number does not fit " + vr);
        }
        BigInteger number;
        try {
            number = decimal.toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw wrong("a number of " + vr + " has a fraction");
        }
        boolean fits = isSigned() ? number.bitLength() < bits : number.signum() >= 0 && number.bitLength() <= bits;
        if (!fits) {
            throw wrong("a number does not fit " + vr);
        }
        switch (vr.valueSize()) {
            case Short.BYTES -> bytes.putShort(number.shortValue());
            case Integer.BYTES -> bytes.putInt(number.intValue());
            default -> bytes.putLong(number.longValue());
        }
    }

    private boolean isSigned() {
        return vr == Vr.SS || vr == Vr.SL || vr == Vr.SV;
    }

    private DataSetJsonException wrong(String what) {
        return new DataSetJsonException(path + ": " + what);
    }
}
