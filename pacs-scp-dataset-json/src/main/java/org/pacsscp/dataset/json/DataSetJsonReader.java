package org.pacsscp.dataset.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tags;

/**
 * Reads data sets from JSON (PS3.18 Annex F). Immutable; threads may share it.
 *
 * <pre>{@code
 * DataSet dataSet = DataSetJsonReader.create().read(in);
 * }</pre>
 *
 * <p>The data set is as if it had come in Explicit VR Little Endian, with text in UTF-8: Specific Character Set becomes
 * {@code ISO_IR 192} where there is one, and is added where a text needs it. Values are taken as they are, however wrong;
 * refused is what is not of the model: a name that is no tag, an unknown value representation, a value of another type. Members
 * that the model does not know are passed over, and their order does not count.
 *
 * @since 0.1.0
 */
public final class DataSetJsonReader {
    private final JsonLimits limits;
    private final JsonFactory factory;
    private final BulkDataSource bulkData;

    private DataSetJsonReader(JsonLimits limits, BulkDataSource bulkData) {
        this.limits = limits;
        this.bulkData = bulkData;
        factory = limits.factory();
    }

    /**
     * Returns a reader with the limits of {@link JsonLimits#DEFAULT} that refuses a BulkDataURI.
     *
     * @return the reader
     */
    public static DataSetJsonReader create() {
        return new DataSetJsonReader(JsonLimits.DEFAULT, (uri, tag, vr) -> {
            throw new DataSetJsonException(
                    Tags.format(tag) + " has a BulkDataURI, and there is no source of bulk data");
        });
    }

    /**
     * Returns a reader with other limits.
     *
     * @param other the limits
     * @return the reader
     */
    public DataSetJsonReader withLimits(JsonLimits other) {
        return new DataSetJsonReader(Objects.requireNonNull(other, "other"), bulkData);
    }

    /**
     * Returns a reader that gets values which are elsewhere. They count against no limit of this reader.
     *
     * @param source where from
     * @return the reader
     */
    public DataSetJsonReader withBulkData(BulkDataSource source) {
        return new DataSetJsonReader(limits, Objects.requireNonNull(source, "source"));
    }

    /**
     * Reads a data set from an object.
     *
     * @param in the document in UTF-8, to its end; it is not closed
     * @return the data set
     * @throws DataSetJsonException if it is none, or exceeds a limit
     * @throws IOException if it cannot be read
     */
    public DataSet read(InputStream in) throws IOException {
        return one(parsed(in));
    }

    /**
     * Reads a data set from an object.
     *
     * @param json the document
     * @return the data set
     * @throws DataSetJsonException if it is none, or exceeds a limit
     * @throws IOException if a source of bulk data throws it
     */
    public DataSet read(String json) throws IOException {
        return one(parsed(factory.createParser(json)));
    }

    /**
     * Reads data sets from an array of objects.
     *
     * @param in the document in UTF-8, to its end; it is not closed
     * @return the data sets
     * @throws DataSetJsonException if it has something else, or exceeds a limit
     * @throws IOException if it cannot be read
     */
    public List<DataSet> readAll(InputStream in) throws IOException {
        if (!(parsed(in) instanceof JsonValue.Values array)) {
            throw new DataSetJsonException("the document is no array of data sets");
        }
        List<DataSet> dataSets = new ArrayList<>();
        for (JsonValue element : array.values()) {
            dataSets.add(one(element));
        }
        return List.copyOf(dataSets);
    }

    /** What is in no encoding of Unicode is found when the first bytes are looked at, or later. */
    private JsonValue parsed(InputStream in) throws IOException {
        try {
            return parsed(factory.createParser(in));
        } catch (CharConversionException e) {
            // Its message quotes the document, which is about patients; so neither that nor the exception goes on.
            throw new DataSetJsonException("this is no JSON: its bytes are not UTF-8");
        }
    }

    private JsonValue parsed(JsonParser parser) throws IOException {
        try (JsonParser json = parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            return new JsonValueReader(json, limits.maxValues()).read();
        }
    }

    private DataSet one(JsonValue value) throws IOException {
        return new ElementReader(bulkData, limits).read(value);
    }
}
