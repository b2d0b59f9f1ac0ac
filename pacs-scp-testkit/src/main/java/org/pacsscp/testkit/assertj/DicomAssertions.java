package org.pacsscp.testkit.assertj;

import org.pacsscp.dataset.DataSet;
import org.pacsscp.testkit.pacs.StoredInstance;
import org.pacsscp.testkit.requestor.HeardResponse;

/**
 * Where assertions begin.
 *
 * <pre>{@code
 * import static org.pacsscp.testkit.assertj.DicomAssertions.assertThat;
 *
 * assertThat(requestor.echo()).isSuccess();
 * assertThat(pacs.takeStored(patience).dataSet()).hasText(Tag.PATIENT_ID, "INV-0000042");
 * }</pre>
 *
 * @since 0.1.0
 */
public final class DicomAssertions {
    private DicomAssertions() {}

    /**
     * Begins an assertion about a data set.
     *
     * @param actual the data set
     * @return the assertion
     */
    public static DataSetAssert assertThat(DataSet actual) {
        return new DataSetAssert(actual);
    }

    /**
     * Begins an assertion about a response.
     *
     * @param actual the response
     * @return the assertion
     */
    public static ResponseAssert assertThat(HeardResponse actual) {
        return new ResponseAssert(actual);
    }

    /**
     * Begins an assertion about the data set of an instance that was stored.
     *
     * @param actual the instance
     * @return an assertion about its data set
     */
    public static DataSetAssert assertThat(StoredInstance actual) {
        return new DataSetAssert(actual.dataSet()).as("%s", actual);
    }
}
