package org.pacsscp.dataset.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import org.pacsscp.dataset.DataSet;

/**
 * Writes data sets as JSON (PS3.18 Annex F). Immutable; threads may share it.
 *
 * <pre>{@code
 * DataSetJsonWriter writer = DataSetJsonWriter.create();
 * writer.write(dataSet, out);
 * }</pre>
 *
 * <p>Text is in UTF-8, and so Specific Character Set is {@code ISO_IR 192} wherever a data set or an item has one. Lengths of
 * groups and file meta information are left out. DS, IS, SV and UV are numbers if JSON can write them as they are, and else
 * strings: {@code +1}, or a whole number that a double cannot hold. What is infinite or no number in FL and FD, for which
 * Annex F has no form, becomes one of the strings {@code "Infinity"}, {@code "-Infinity"} and {@code "NaN"}.
 *
 * <p>Encapsulated pixel data have no place in JSON but a BulkDataURI: see {@link #withBulkData}.
 *
 * @since 0.1.0
 */
public final class DataSetJsonWriter {
    private final boolean indented;
    private final BulkDataUris bulkData;

    private DataSetJsonWriter(boolean indented, BulkDataUris bulkData) {
        this.indented = indented;
        this.bulkData = bulkData;
    }

    /**
     * Returns a writer of JSON without white space, with all values in it.
     *
     * @return the writer
     */
    public static DataSetJsonWriter create() {
        return new DataSetJsonWriter(false, element -> Optional.empty());
    }

    /**
     * Returns a writer with lines for people.
     *
     * @return the writer
     */
    public DataSetJsonWriter indented() {
        return new DataSetJsonWriter(true, bulkData);
    }

    /**
     * Returns a writer that leaves values out which are to be had elsewhere.
     *
     * @param uris says which, and where
     * @return the writer
     */
    public DataSetJsonWriter withBulkData(BulkDataUris uris) {
        return new DataSetJsonWriter(indented, Objects.requireNonNull(uris, "uris"));
    }

    /**
     * Writes a data set as an object.
     *
     * @param dataSet the data set
     * @param out where to; it is flushed, and not closed
     * @throws DataSetJsonException if the data set has encapsulated pixel data without an address
     * @throws IOException if it cannot be written
     */
    public void write(DataSet dataSet, OutputStream out) throws IOException {
        try (JsonGenerator json = generator(out)) {
            new ElementWriter(json, bulkData).write(dataSet);
        }
    }

    /**
     * Writes data sets as an array of objects, one after the other.
     *
     * @param dataSets the data sets
     * @param out where to; it is flushed, and not closed
     * @throws DataSetJsonException if one of them has encapsulated pixel data without an address
     * @throws IOException if they cannot be written
     */
    public void writeAll(Iterable<DataSet> dataSets, OutputStream out) throws IOException {
        try (JsonGenerator json = generator(out)) {
            ElementWriter elements = new ElementWriter(json, bulkData);
            json.writeStartArray();
            for (DataSet dataSet : dataSets) {
                elements.write(dataSet);
            }
            json.writeEndArray();
        }
    }

    /**
     * Returns the JSON of a data set.
     *
     * @param dataSet the data set
     * @return an object
     * @throws DataSetJsonException if the data set has encapsulated pixel data without an address
     */
    public String write(DataSet dataSet) throws DataSetJsonException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = configured(Model.FACTORY.createGenerator(text))) {
            new ElementWriter(json, bulkData).write(dataSet);
        } catch (DataSetJsonException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private JsonGenerator generator(OutputStream out) throws IOException {
        return configured(Model.FACTORY.createGenerator(out, JsonEncoding.UTF8));
    }

    private JsonGenerator configured(JsonGenerator json) {
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        // An object that ends early because of an exception is no object.
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        return indented ? json.setPrettyPrinter(new DefaultPrettyPrinter()) : json;
    }
}
