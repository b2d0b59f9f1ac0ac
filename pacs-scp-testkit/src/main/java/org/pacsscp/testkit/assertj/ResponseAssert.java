package org.pacsscp.testkit.assertj;

import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SubOperations;
import org.pacsscp.testkit.requestor.HeardResponse;

/**
 * Assertions about a response.
 *
 * @since 0.1.0
 */
public final class ResponseAssert extends AbstractAssert<ResponseAssert, HeardResponse> {
    ResponseAssert(HeardResponse actual) {
        super(actual, ResponseAssert.class);
    }

    /**
     * Has the code of a status; the error comment does not matter.
     *
     * @param status the status
     * @return this
     */
    public ResponseAssert hasStatus(DimseStatus status) {
        if (actual.status().code() != status.code()) {
            fail("to have the status %04XH, but it is %s".formatted(status.code(), actual.status()));
        }
        return this;
    }

    /**
     * Has the status 0000H.
     *
     * @return this
     */
    public ResponseAssert isSuccess() {
        return hasStatus(DimseStatus.SUCCESS);
    }

    /**
     * Has a status of a kind.
     *
     * @param category such as {@link DimseStatus.Category#FAILURE}
     * @return this
     */
    public ResponseAssert is(DimseStatus.Category category) {
        if (actual.status().category() != category) {
            fail("to be of the category %s, but its status is %s".formatted(category, actual.status()));
        }
        return this;
    }

    /**
     * Has an error comment.
     *
     * @param comment the whole of it
     * @return this
     */
    public ResponseAssert hasErrorComment(String comment) {
        String found = actual.status().errorComment().orElse("");
        if (!found.equals(comment)) {
            fail("to have the error comment \"%s\", but it is \"%s\"".formatted(comment, found));
        }
        return this;
    }

    /**
     * Has counts of sub-operations.
     *
     * @param counts the four counts
     * @return this
     */
    public ResponseAssert hasSubOperations(SubOperations counts) {
        if (!actual.command().subOperations().equals(Optional.of(counts))) {
            fail("to count %s, but it counts %s"
                    .formatted(counts, actual.command().subOperations()));
        }
        return this;
    }

    /**
     * Has no data set.
     *
     * @return this
     */
    public ResponseAssert hasNoDataSet() {
        if (actual.dataSetBytes().isPresent()) {
            fail("to have no data set, but it has one");
        }
        return this;
    }

    /**
     * Goes on with the data set.
     *
     * @return an assertion about the data set
     */
    public DataSetAssert dataSet() {
        if (actual.dataSetBytes().isEmpty()) {
            fail("to have a data set, but it has none");
        }
        return new DataSetAssert(actual.dataSet());
    }

    private void fail(String what) {
        failWithMessage("Expecting response %s:%n%s", what, actual);
    }
}
