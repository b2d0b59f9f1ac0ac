package org.pacsscp.examples.conformance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.pacsscp.api.conformance.ConformanceStatement;
import org.pacsscp.api.conformance.ConformanceTable;

/** A way to print a conformance statement. */
public enum StatementFormat {
    /** Tables with headings, to paste into a document. */
    MARKDOWN {
        @Override
        public String format(ConformanceStatement statement) {
            return statement.toMarkdown();
        }
    },
    /** An array of tables, for programs; each row is an object whose members are named by the columns. */
    JSON {
        @Override
        public String format(ConformanceStatement statement) {
            StringWriter text = new StringWriter();
            try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
                json.setPrettyPrinter(new DefaultPrettyPrinter());
                json.writeStartArray();
                for (ConformanceTable table : statement.tables()) {
                    write(json, table);
                }
                json.writeEndArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return text + "\n";
        }
    };

    /**
     * Formats a statement.
     *
     * @param statement the tables
     * @return a text that ends with a line feed
     */
    public abstract String format(ConformanceStatement statement);

    private static void write(JsonGenerator json, ConformanceTable table) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", table.title());
        json.writeArrayFieldStart("rows");
        for (List<String> row : table.rows()) {
            json.writeStartObject();
            for (int column = 0; column < row.size(); column++) {
                json.writeStringField(table.columns().get(column), row.get(column));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
