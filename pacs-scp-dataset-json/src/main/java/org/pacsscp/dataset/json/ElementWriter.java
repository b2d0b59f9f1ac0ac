package org.pacsscp.dataset.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Tags;
import org.pacsscp.dataset.Vr;
import org.pacsscp.dataset.value.DecimalString;

/** Writes elements into one JSON document (PS3.18 section F.2.2 to F.2.6); for one thread. */
final class ElementWriter {
    private static final int FILE_META_INFORMATION = 0x0002;
    private static final long GREATEST_EXACT_DOUBLE = 1L << 53;

    private final JsonGenerator json;
    private final BulkDataUris bulkData;

    ElementWriter(JsonGenerator json, BulkDataUris bulkData) {
        this.json = json;
        this.bulkData = bulkData;
    }

    void write(DataSet dataSet) throws IOException {
        json.writeStartObject();
        for (Element element : dataSet) {
            int tag = element.tag();
            if (!Tags.isGroupLength(tag) && Tags.group(tag) != FILE_META_INFORMATION) {
                json.writeObjectFieldStart(Model.name(tag));
                write(element);
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    private void write(Element element) throws IOException {
        boolean sequence = element.vr() == Vr.SQ || isUnknownSequence(element);
        Vr vr = sequence ? Vr.SQ : element.vr();
        json.writeStringField(Model.VR, vr.name());
        if (element.tag() == Tag.SPECIFIC_CHARACTER_SET) {
            writeValues(List.of(Model.UTF_8_TERM));
        } else if (sequence) {
            writeItems(element.sequence());
        } else if (!element.isEmpty()) {
            writeValue(element, vr);
        }
    }

    /** One of undefined length, whose bytes nobody has as one value (PS3.5 section 6.2.2). */
    private static boolean isUnknownSequence(Element element) {
        return element.vr() == Vr.UN
                && element.buffer().remaining() == 0
                && element.fragments().isEmpty()
                && !element.sequence().isEmpty();
    }

    private void writeItems(List<DataSet> items) throws IOException {
        if (items.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(Model.VALUE);
        for (DataSet item : items) {
            write(item);
        }
        json.writeEndArray();
    }

    private void writeValue(Element element, Vr vr) throws IOException {
        Optional<String> uri = Model.mayBeBulkData(vr) ? bulkData.uriOf(element) : Optional.empty();
        if (uri.isPresent()) {
            json.writeStringField(Model.BULK_DATA_URI, uri.get());
        } else if (Model.isBinary(vr)) {
            writeBinary(element);
        } else {
            switch (vr) {
                case AT -> writeTags(element.tags());
                case FL, FD -> writeReals(element.reals(), vr);
                case PN -> writeNames(element.texts());
                case DS, IS, SV, UV, SS, US, SL, UL -> writeNumbers(element.texts(), vr);
                default -> writeValues(element.texts());
            }
        }
    }

    private void writeBinary(Element element) throws IOException {
        if (!element.fragments().isEmpty()) {
            throw new DataSetJsonException(Tags.format(element.tag())
                    + " is encapsulated, which JSON has no form for; give it a BulkDataURI, or leave it out");
        }
        json.writeFieldName(Model.INLINE_BINARY);
        json.writeBinary(element.bytes());
    }

    private void writeTags(int[] tags) throws IOException {
        json.writeArrayFieldStart(Model.VALUE);
        for (int tag : tags) {
            json.writeString(Model.name(tag));
        }
        json.writeEndArray();
    }

    private void writeReals(double[] numbers, Vr vr) throws IOException {
        json.writeArrayFieldStart(Model.VALUE);
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                json.writeString(Double.toString(number));
            } else if (vr == Vr.FL) {
                json.writeNumber((float) number);
            } else {
                json.writeNumber(number);
            }
        }
        json.writeEndArray();
    }

    private void writeNumbers(List<String> numbers, Vr vr) throws IOException {
        if (numbers.stream().allMatch(String::isEmpty) && numbers.size() == 1) {
            return;
        }
        json.writeArrayFieldStart(Model.VALUE);
        for (String number : numbers) {
            if (number.isEmpty()) {
                json.writeNull();
            } else if (JsonNumbers.isNumber(number) && canBeHeld(number, vr)) {
                json.writeNumber(number);
            } else {
                json.writeString(number);
            }
        }
        json.writeEndArray();
    }

    /**
     * Tells whether those who read JSON can hold a number: most hold doubles, which whole numbers of 64 bits may be too large for;
     * and what is much longer than DS or IS, or has a huge exponent, is refused by many.
     */
    private static boolean canBeHeld(String number, Vr vr) {
        return switch (vr) {
            case DS, IS -> DecimalString.parse(number).isPresent();
            case SV -> Math.abs(Double.parseDouble(number)) <= GREATEST_EXACT_DOUBLE;
            case UV -> Double.parseDouble(number) <= GREATEST_EXACT_DOUBLE;
            default -> true;
        };
    }

    private void writeValues(List<String> texts) throws IOException {
        if (texts.size() == 1 && texts.get(0).isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(Model.VALUE);
        for (String text : texts) {
            if (text.isEmpty()) {
                json.writeNull();
            } else {
                json.writeString(text);
            }
        }
        json.writeEndArray();
    }

    private void writeNames(List<String> names) throws IOException {
        if (names.size() == 1 && isEmptyName(names.get(0))) {
            return;
        }
        json.writeArrayFieldStart(Model.VALUE);
        for (String name : names) {
            writeName(name);
        }
        json.writeEndArray();
    }

    /** Delimiters without a component say nothing (PS3.5 section 6.2.1). */
    private static boolean isEmptyName(String text) {
        return text.chars().allMatch(c -> c == '^' || c == '=');
    }

    /** Keeps each group as it is written; what follows the third is no part of a name. */
    private void writeName(String name) throws IOException {
        if (isEmptyName(name)) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        String[] groups = name.split("=", -1);
        for (int i = 0; i < Math.min(groups.length, Model.NAME_GROUPS.length); i++) {
            if (!isEmptyName(groups[i])) {
                json.writeStringField(Model.NAME_GROUPS[i], groups[i]);
            }
        }
        json.writeEndObject();
    }
}
