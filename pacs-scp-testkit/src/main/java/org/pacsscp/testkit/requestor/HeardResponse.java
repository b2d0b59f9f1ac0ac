package org.pacsscp.testkit.requestor;

import java.util.Optional;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.testkit.data.DataSets;
import org.pacsscp.testkit.wire.Message;
import org.pacsscp.testkit.wire.ReceivedCommand;

/**
 * A response that came to a {@link Requestor}. Immutable.
 *
 * @since 0.1.0
 */
public final class HeardResponse {
    private final Message message;
    private final Uid transferSyntax;

    /**
     * Makes a response of a message.
     *
     * @param message a response
     * @param transferSyntax how its data set is encoded
     */
    public HeardResponse(Message message, Uid transferSyntax) {
        this.message = message;
        this.transferSyntax = transferSyntax;
    }

    /**
     * Returns the status.
     *
     * @return the code, and the error comment if there is one
     * @throws AssertionError if the response has no status
     */
    public DimseStatus status() {
        int code = command().status().orElseThrow(() -> new AssertionError("a response without a status:\n" + this));
        DimseStatus status = DimseStatus.of(code);
        return command().errorComment().map(status::withErrorComment).orElse(status);
    }

    /**
     * Returns the command set.
     *
     * @return the elements of group 0000
     */
    public ReceivedCommand command() {
        return message.command();
    }

    /**
     * Returns the data set.
     *
     * @return a copy of its bytes, encoded as the presentation context has it; empty if there is none
     */
    public Optional<byte[]> dataSetBytes() {
        return message.dataSet();
    }

    /**
     * Returns the data set.
     *
     * @return decoded; empty if there is none
     * @throws AssertionError if it cannot be followed; says where
     */
    public DataSet dataSet() {
        return message.dataSet()
                .map(bytes -> DataSets.decode(bytes, transferSyntax))
                .orElse(DataSet.empty());
    }

    /** Returns the command set, taken apart, and the length of the data set. */
    @Override
    public String toString() {
        return message.toString();
    }
}
