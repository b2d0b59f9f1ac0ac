package org.pacsscp.dataset.json;

import java.util.List;
import java.util.Map;

/** What JSON says before it is known what it means: the value representation may stand behind the values. */
sealed interface JsonValue {
    /** A string. */
    record Text(String text) implements JsonValue {}

    /** A number as it is written. */
    record Numeral(String text) implements JsonValue {}

    /** An object. */
    record Members(Map<String, JsonValue> members) implements JsonValue {}

    /** An array. */
    record Values(List<JsonValue> values) implements JsonValue {}

    /** What has no meaning in this model. */
    enum Other implements JsonValue {
        NULL,
        TRUE_OR_FALSE
    }
}
