package org.pacsscp.testkit.pacs;

import java.util.Optional;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;

/**
 * An instance that came by C-STORE, whole, and was answered with a success or a warning. Immutable.
 *
 * @param operation the request
 * @since 0.1.0
 */
public record StoredInstance(RecordedOperation operation) {
    /**
     * Returns the SOP class.
     *
     * @return as the command set has it
     * @throws IllegalStateException if it has none that is valid
     */
    public Uid sopClass() {
        return required(operation.command().affectedSopClassUid(), "Affected SOP Class UID");
    }

    /**
     * Returns the SOP instance.
     *
     * @return as the command set has it
     * @throws IllegalStateException if it has none that is valid
     */
    public Uid sopInstance() {
        return required(operation.command().affectedSopInstanceUid(), "Affected SOP Instance UID");
    }

    private Uid required(Optional<Uid> uid, String name) {
        return uid.orElseThrow(() -> new IllegalStateException("no valid " + name + " in " + operation));
    }

    /**
     * Returns how the data set is encoded.
     *
     * @return the transfer syntax of the context
     */
    public Uid transferSyntax() {
        return operation.transferSyntax();
    }

    /**
     * Returns the data set as it came.
     *
     * @return a copy of its bytes
     */
    public byte[] dataSetBytes() {
        return operation.dataSetBytes().orElseGet(() -> new byte[0]);
    }

    /**
     * Returns the data set.
     *
     * @return decoded
     * @throws AssertionError if it cannot be followed; says where
     */
    public DataSet dataSet() {
        return operation.dataSet();
    }

    /** Returns class, instance and transfer syntax. */
    @Override
    public String toString() {
        return "instance %s of %s in %s"
                .formatted(
                        operation.command().text(0x1000).orElse("without a UID"),
                        operation.command().text(0x0002).orElse("no class"),
                        transferSyntax());
    }
}
