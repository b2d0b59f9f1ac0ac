package org.pacsscp.testkit.pacs;

import java.util.Optional;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.testkit.data.DataSets;
import org.pacsscp.testkit.wire.Message;
import org.pacsscp.testkit.wire.ReceivedCommand;

/**
 * A request that came to a fake PACS. Immutable.
 *
 * @param association on which association it came: 0 for the first one that connected
 * @param index which request it was on that association: 0 for the first
 * @param callingAeTitle who asked
 * @param context the presentation context
 * @param message the command set, and as much of the data set as came
 * @param truncated why its data set is not whole; empty if it is
 * @since 0.1.0
 */
public record RecordedOperation(
        int association,
        int index,
        String callingAeTitle,
        PresentationContext context,
        Message message,
        Optional<String> truncated) {
    /**
     * Returns the kind of the request.
     *
     * @return the command field; empty if PS3.7 has none with its value
     */
    public Optional<CommandField> commandField() {
        return command().commandField();
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
     * Returns how the data set is encoded.
     *
     * @return the transfer syntax of the context
     */
    public Uid transferSyntax() {
        return context.transferSyntax();
    }

    /**
     * Returns the data set as it came.
     *
     * @return a copy of its bytes; empty if there is none
     */
    public Optional<byte[]> dataSetBytes() {
        return message.dataSet();
    }

    /**
     * Returns the data set.
     *
     * @return decoded; empty if the request has none
     * @throws AssertionError if it cannot be followed; says where
     */
    public DataSet dataSet() {
        return message.dataSet()
                .map(bytes -> DataSets.decode(bytes, transferSyntax()))
                .orElse(DataSet.empty());
    }

    /** Returns the command set, taken apart, and the length of the data set. */
    @Override
    public String toString() {
        return "association %d, request %d, from %s, %s".formatted(association, index, callingAeTitle, message)
                + truncated.map(why -> "\nnot whole: " + why).orElse("");
    }
}
