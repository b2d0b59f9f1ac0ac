package org.pacsscp.dataset.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON into memory, up to a number of values; for one thread. */
final class JsonValueReader {
    private final JsonParser json;
    private final int maxValues;
    private int values;

    JsonValueReader(JsonParser json, int maxValues) {
        this.json = json;
        this.maxValues = maxValues;
    }

    /** Reads the whole document. */
    JsonValue read() throws IOException {
        try {
            JsonToken first = json.nextToken();
            JsonValue value = value(first);
            if (json.nextToken() != null) {
                throw new DataSetJsonException("there is more behind the JSON, at " + location());
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw new DataSetJsonException(
                    "the JSON exceeds a limit at " + location() + ": " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            // Its message may quote the document, which is about patients; so neither that nor the exception goes on.
            throw new DataSetJsonException("this is no JSON: " + kind(e) + " at " + location());
        }
    }

    private static String kind(JsonProcessingException e) {
        return e instanceof JsonParseException ? "not understood" : "ends early, or is not understood,";
    }

    private String location() {
        return "line " + json.currentLocation().getLineNr() + ", column "
                + json.currentLocation().getColumnNr();
    }

    private JsonValue value(@Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new DataSetJsonException("the JSON ends at " + location() + ", where something has to be");
        }
        if (++values > maxValues) {
            throw new DataSetJsonException(
                    "there are more than " + maxValues + " attributes and values, at " + location());
        }
        return switch (token) {
            case START_OBJECT -> members();
            case START_ARRAY -> values();
            case VALUE_STRING -> new JsonValue.Text(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Numeral(json.getText());
            case VALUE_NULL -> JsonValue.Other.NULL;
            default -> JsonValue.Other.TRUE_OR_FALSE;
        };
    }

    private JsonValue members() throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (members.put(name, value(json.nextToken())) != null) {
                throw new DataSetJsonException("an object has a name twice, at " + location());
            }
        }
        return new JsonValue.Members(members);
    }

    private JsonValue values() throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            elements.add(value(token));
        }
        return new JsonValue.Values(elements);
    }
}
