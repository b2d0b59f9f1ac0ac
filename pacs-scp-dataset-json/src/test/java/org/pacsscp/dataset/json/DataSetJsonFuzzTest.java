package org.pacsscp.dataset.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.pacsscp.dataset.DataSet;

/** Whatever comes as JSON is refused by an IOException, or is a data set that is equal when it is written and read again. */
class DataSetJsonFuzzTest {
    private static final DataSetJsonReader READER = DataSetJsonReader.create()
            .withLimits(new JsonLimits(1 << 16, 8, 1000))
            .withBulkData((uri, tag, vr) -> new byte[2]);
    private static final DataSetJsonWriter WRITER = DataSetJsonWriter.create();

    @FuzzTest
    void readsDataSets(byte[] bytes) throws IOException {
        DataSet dataSet;
        try {
            dataSet = READER.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            assertThat(e).isInstanceOf(DataSetJsonException.class);
            return;
        }
        // A number that is too long for DS is shortened when it is read; so this is what is there once all are short.
        String json = WRITER.write(READER.read(WRITER.write(dataSet)));
        assertThat(WRITER.write(READER.read(json))).isEqualTo(json);
    }

    @FuzzTest
    void readsArrays(byte[] bytes) throws IOException {
        List<DataSet> dataSets;
        try {
            dataSets = READER.readAll(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            assertThat(e).isInstanceOf(DataSetJsonException.class);
            return;
        }
        assertThat(dataSets).hasSizeLessThanOrEqualTo(1000);
    }
}
