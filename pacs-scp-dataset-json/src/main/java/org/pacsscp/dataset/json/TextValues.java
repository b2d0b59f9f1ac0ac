package org.pacsscp.dataset.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.dataset.Vr;
import org.pacsscp.dataset.value.DecimalString;

/** Values of a value representation that is text in a data set (PS3.18 Table F.2.3-1). */
final class TextValues {
    private static final int LAST_OF_ONE_BYTE = 0xFF;

    private final Vr vr;
    private final String path;

    TextValues(Vr vr, String path) {
        this.vr = vr;
        this.path = path;
    }

    /** Returns the value field: the values with backslashes between them. */
    String join(List<JsonValue> values) throws DataSetJsonException {
        if (values.size() > 1 && !vr.isMultiValued()) {
            throw wrong(vr + " has one value, and not " + values.size());
        }
        List<String> texts = new ArrayList<>(values.size());
        for (JsonValue value : values) {
            texts.add(text(value));
        }
        String joined = String.join("\\", texts);
        // What is wrong, but has one byte, is kept as DataSet reads it: as ISO 8859-1.
        if (!vr.isCharacterSetDependent() && joined.chars().anyMatch(c -> c > LAST_OF_ONE_BYTE)) {
            throw wrong("a value has a character that " + vr + " does not have");
        }
        return joined;
    }

    private String text(JsonValue value) throws DataSetJsonException {
        if (value == JsonValue.Other.NULL) {
            return "";
        }
        if (value instanceof JsonValue.Text text) {
            return text.text();
        }
        if (value instanceof JsonValue.Numeral number && (vr == Vr.DS || vr == Vr.IS)) {
            return number(number.text());
        }
        if (value instanceof JsonValue.Members name && vr == Vr.PN) {
            return name(name);
        }
        throw wrong("a value is of a type that " + vr + " does not have");
    }

    /** Keeps a number as it is written if it is not too long, as those of computed doubles often are. */
    private String number(String text) throws DataSetJsonException {
        if (text.length() <= DecimalString.MAX_LENGTH || vr == Vr.IS) {
            return text;
        }
        try {
            return DecimalString.of(new BigDecimal(text)).text();
        } catch (NumberFormatException e) {
            throw wrong("a number is too large");
        } catch (IllegalArgumentException e) {
            throw wrong("a number is too large");
        }
    }

    private String name(JsonValue.Members name) throws DataSetJsonException {
        StringBuilder text = new StringBuilder();
        int delimiters = 0;
        for (String group : Model.NAME_GROUPS) {
            JsonValue value = name.members().get(group);
            if (value instanceof JsonValue.Text written && !written.text().isEmpty()) {
                text.append("=".repeat(delimiters)).append(written.text());
                delimiters = 0;
            } else if (value != null && !(value instanceof JsonValue.Text) && value != JsonValue.Other.NULL) {
                throw wrong("a group of a name has to be a string");
            }
            delimiters++;
        }
        return text.toString();
    }

    private DataSetJsonException wrong(String what) {
        return new DataSetJsonException(path + ": " + what);
    }
}
