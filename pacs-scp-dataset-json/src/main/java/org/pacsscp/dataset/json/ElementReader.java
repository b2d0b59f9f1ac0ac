package org.pacsscp.dataset.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.ReadOptions;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Tags;
import org.pacsscp.dataset.Vr;

/** Makes one data set of what JSON says (PS3.18 section F.2); for one thread. */
final class ElementReader {
    private final BulkDataSource bulkData;
    private final JsonLimits limits;
    private String path = "";

    ElementReader(BulkDataSource bulkData, JsonLimits limits) {
        this.bulkData = bulkData;
        this.limits = limits;
    }

    DataSet read(JsonValue value) throws IOException {
        EncodedElements elements = elements(value);
        if (!elements.isAscii() && !elements.contains(Tag.SPECIFIC_CHARACTER_SET)) {
            elements.put(Tag.SPECIFIC_CHARACTER_SET, Vr.CS, Model.UTF_8_TERM.getBytes(StandardCharsets.US_ASCII));
        }
        return DataSet.read(
                elements.bytes(),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                ReadOptions.builder()
                        .maxDepth(limits.maxDepth())
                        .maxElements(Math.min(limits.maxValues(), ReadOptions.MOST_ELEMENTS))
                        .maxBytesHeld(ReadOptions.MOST_BYTES_HELD)
                        .build());
    }

    private EncodedElements elements(JsonValue value) throws IOException {
        if (!(value instanceof JsonValue.Members object)) {
            throw wrong("a data set has to be an object");
        }
        EncodedElements elements = new EncodedElements();
        String outer = path;
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            int tag = tag(member.getKey());
            path = outer + Tags.format(tag);
            read(tag, member.getValue(), elements);
            path = outer;
        }
        return elements;
    }

    private int tag(String name) throws DataSetJsonException {
        if (name.length() != 8 || !name.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80)) {
            throw wrong("an attribute has a name that is no tag of eight hexadecimal digits");
        }
        return Integer.parseUnsignedInt(name, 16);
    }

    private void read(int tag, JsonValue value, EncodedElements elements) throws IOException {
        if (!(value instanceof JsonValue.Members attribute)) {
            throw wrong("an attribute has to be an object");
        }
        Vr vr = vr(attribute);
        if (elements.contains(tag)) {
            throw wrong("the attribute is there twice");
        }
        if (tag == Tag.SPECIFIC_CHARACTER_SET) {
            elements.put(tag, Vr.CS, Model.UTF_8_TERM.getBytes(StandardCharsets.US_ASCII));
        } else if (!Tags.isGroupLength(tag)) {
            readValue(tag, vr, attribute.members(), elements);
        }
    }

    private void readValue(int tag, Vr vr, Map<String, JsonValue> members, EncodedElements elements)
            throws IOException {
        JsonValue values = members.get(Model.VALUE);
        JsonValue inlineBinary = members.get(Model.INLINE_BINARY);
        JsonValue bulkDataUri = members.get(Model.BULK_DATA_URI);
        if (Stream.of(Model.VALUE, Model.INLINE_BINARY, Model.BULK_DATA_URI)
                        .filter(members::containsKey)
                        .count()
                > 1) {
            throw wrong("at most one of Value, InlineBinary and BulkDataURI may be there");
        }
        if (values != null) {
            readValues(tag, vr, values, elements);
        } else if (inlineBinary != null) {
            elements.put(tag, vr, inlineBinary(vr, inlineBinary));
        } else if (bulkDataUri != null) {
            elements.put(tag, vr, bulkData.read(string(bulkDataUri, "BulkDataURI"), tag, vr));
        } else {
            elements.put(tag, vr, new byte[0]);
        }
    }

    private Vr vr(JsonValue.Members attribute) throws DataSetJsonException {
        if (!(attribute.members().get(Model.VR) instanceof JsonValue.Text letters)) {
            throw wrong("there is no vr");
        }
        return Vr.of(letters.text()).orElseThrow(() -> wrong("the vr is none of PS3.5 Table 6.2-1"));
    }

    private void readValues(int tag, Vr vr, JsonValue value, EncodedElements elements) throws IOException {
        if (value == JsonValue.Other.NULL) {
            elements.put(tag, vr, new byte[0]);
            return;
        }
        if (!(value instanceof JsonValue.Values array)) {
            throw wrong("Value has to be an array");
        }
        if (vr == Vr.SQ) {
            elements.putSequence(tag, items(array.values()));
        } else if (Model.isBinary(vr)) {
            throw wrong(vr + " has InlineBinary, and no Value");
        } else if (vr.isText()) {
            String text = new TextValues(vr, path).join(array.values());
            elements.putText(tag, vr, text);
        } else {
            elements.put(tag, vr, new BinaryValues(vr, path).encode(array.values()));
        }
    }

    private EncodedElements.Items items(List<JsonValue> values) throws IOException {
        EncodedElements.Items items = new EncodedElements.Items();
        String outer = path;
        for (int i = 0; i < values.size(); i++) {
            path = outer + "[" + i + "]";
            items.add(values.get(i) == JsonValue.Other.NULL ? new EncodedElements() : elements(values.get(i)));
        }
        path = outer;
        return items;
    }

    private byte[] inlineBinary(Vr vr, JsonValue value) throws DataSetJsonException {
        if (!Model.isBinary(vr)) {
            throw wrong(vr + " has Value, and no InlineBinary");
        }
        try {
            return Base64.getDecoder().decode(string(value, "InlineBinary"));
        } catch (IllegalArgumentException e) {
            // The message may show a character of the value.
            throw wrong("InlineBinary is no Base64");
        }
    }

    private String string(JsonValue value, String what) throws DataSetJsonException {
        if (value instanceof JsonValue.Text text) {
            return text.text();
        }
        throw wrong(what + " has to be a string");
    }

    private DataSetJsonException wrong(String what) {
        return new DataSetJsonException((path.isEmpty() ? "the document" : path) + ": " + what);
    }
}
