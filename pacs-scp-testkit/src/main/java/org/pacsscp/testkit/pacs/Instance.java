package org.pacsscp.testkit.pacs;

import java.util.Optional;
import org.pacsscp.api.DataSetEncoding;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.DataSets;

/**
 * An instance that a fake PACS sends in a C-GET or C-MOVE. Immutable.
 *
 * @since 0.1.0
 */
public final class Instance {
    private final Uid sopClass;
    private final Uid sopInstance;
    private final DataSetEncoder dataSet;
    private final Optional<Uid> transferSyntax;

    private Instance(Uid sopClass, Uid sopInstance, DataSetEncoder dataSet, Optional<Uid> transferSyntax) {
        this.sopClass = sopClass;
        this.sopInstance = sopInstance;
        this.dataSet = dataSet;
        this.transferSyntax = transferSyntax;
    }

    /**
     * Makes an instance of bytes, which can be sent in one transfer syntax only.
     *
     * @param sopClass the SOP class
     * @param sopInstance the SOP instance
     * @param transferSyntax how the data set is encoded
     * @param dataSet its bytes; copied
     * @return the instance
     */
    public static Instance of(Uid sopClass, Uid sopInstance, Uid transferSyntax, byte[] dataSet) {
        byte[] bytes = dataSet.clone();
        return new Instance(sopClass, sopInstance, syntax -> bytes, Optional.of(transferSyntax));
    }

    /**
     * Makes an instance of a data set, which is sent in whichever native transfer syntax is asked for.
     *
     * @param dataSet with SOP Class UID (0008,0016) and SOP Instance UID (0008,0018), and without encapsulated pixel data
     * @return the instance
     * @throws IllegalArgumentException if one of the two is missing
     */
    public static Instance of(DataSet dataSet) {
        return new Instance(
                required(dataSet, Tag.SOP_CLASS_UID),
                required(dataSet, Tag.SOP_INSTANCE_UID),
                syntax -> DataSets.encode(dataSet, syntax),
                Optional.empty());
    }

    /**
     * Makes an instance of a data set, which can be sent in one transfer syntax only.
     *
     * @param dataSet with SOP Class UID (0008,0016) and SOP Instance UID (0008,0018)
     * @param transferSyntax how it is sent
     * @return the instance
     * @throws IllegalArgumentException if one of the two is missing
     */
    public static Instance of(DataSet dataSet, Uid transferSyntax) {
        return of(
                required(dataSet, Tag.SOP_CLASS_UID),
                required(dataSet, Tag.SOP_INSTANCE_UID),
                transferSyntax,
                DataSets.encode(dataSet, transferSyntax));
    }

    private static Uid required(DataSet dataSet, int tag) {
        return dataSet.uid(tag)
                .orElseThrow(() -> new IllegalArgumentException(
                        "an instance needs (%04X,%04X); it is missing".formatted(tag >>> 16, tag & 0xFFFF)));
    }

    Uid sopClass() {
        return sopClass;
    }

    Uid sopInstance() {
        return sopInstance;
    }

    /** Tells whether it can be sent in a transfer syntax. */
    boolean isIn(Uid syntax) {
        return transferSyntax
                .map(syntax::equals)
                .orElse(!DataSetEncoding.of(syntax).encapsulated());
    }

    /** Returns the transfer syntax to be proposed for it. */
    Uid transferSyntax() {
        return transferSyntax.orElse(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    byte[] encode(Uid syntax) {
        return dataSet.encode(syntax);
    }

    /** Returns class and instance. */
    @Override
    public String toString() {
        return "instance " + sopInstance + " of " + sopClass;
    }
}
