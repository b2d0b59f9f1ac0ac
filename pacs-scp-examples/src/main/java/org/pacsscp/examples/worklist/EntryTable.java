package org.pacsscp.examples.worklist;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A table of entries: a row each, with keywords as the names of its columns. */
public final class EntryTable {
    private static final JsonFactory JSON = new JsonFactory();

    private EntryTable() {}

    /**
     * Reads a table.
     *
     * @param path a file named *.csv or *.json, in UTF-8
     * @return its rows
     * @throws IOException if it cannot be read, or is neither; the message has the place
     */
    public static List<EntryRow> read(Path path) throws IOException {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return csv(Files.readString(path));
        }
        if (name.endsWith(".json")) {
            return json(Files.readString(path));
        }
        throw new IOException("its name ends neither in .csv nor in .json");
    }

    static List<EntryRow> csv(String text) throws IOException {
        List<List<String>> lines = CsvText.lines(text.startsWith("\uFEFF") ? text.substring(1) : text);
        List<EntryRow> rows = new ArrayList<>();
        for (List<String> line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            List<String> names = lines.get(0);
            int number = rows.size() + 1;
            if (line.size() != names.size()) {
                throw new IOException("row " + number + " has " + line.size() + " values, and the first line "
                        + names.size() + " names");
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i).strip(), line.get(i));
            }
            rows.add(new EntryRow(number, values));
        }
        return rows;
    }

    static List<EntryRow> json(String text) throws IOException {
        List<EntryRow> rows = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            expect(parser, parser.nextToken(), JsonToken.START_ARRAY);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                expect(parser, parser.currentToken(), JsonToken.START_OBJECT);
                Map<String, String> values = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (value == null || !value.isScalarValue()) {
                        throw new IOException("row " + (rows.size() + 1) + " has a value of " + name
                                + " that is no text; a list of data sets can be put on the worklist as it is");
                    }
                    values.put(name, value == JsonToken.VALUE_NULL ? "" : parser.getText());
                }
                rows.add(new EntryRow(rows.size() + 1, values));
            }
        } catch (JsonProcessingException e) {
            throw new IOException("this is no JSON: " + e.getOriginalMessage(), e);
        }
        return rows;
    }

    private static void expect(JsonParser parser, JsonToken found, JsonToken wanted) throws IOException {
        if (found != wanted) {
            throw new IOException("this is no array of objects, at line "
                    + parser.currentLocation().getLineNr());
        }
    }
}
