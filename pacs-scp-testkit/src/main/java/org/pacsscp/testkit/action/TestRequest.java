package org.pacsscp.testkit.action;

import java.util.Optional;
import java.util.OptionalInt;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.DataSets;

/**
 * A request that a handler is called with, and what happens while it is at work. Immutable; each method returns another one.
 *
 * <pre>{@code
 * TestRequest request = TestRequest.store(image)
 *         .in(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
 *         .breakingAt(1000, DataSetException.Cause.PEER_LOST);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class TestRequest {
    private final CommandField field;
    private final Uid sopClass;
    private final CommandElements elements;
    private final Optional<DataSetBytes> dataSet;
    private final Uid transferSyntax;
    private final AeTitle callingAeTitle;
    private final Optional<Break> breaking;
    private final OptionalInt cancelAfter;

    /** A data set, once it is known how it is encoded. */
    @FunctionalInterface
    interface DataSetBytes {
        byte[] in(Uid transferSyntax);
    }

    /** Where a data set breaks, and why. */
    record Break(int position, DataSetException.Cause cause) {}

    private TestRequest(
            CommandField field,
            Uid sopClass,
            CommandElements elements,
            Optional<DataSetBytes> dataSet,
            Uid transferSyntax,
            AeTitle callingAeTitle,
            Optional<Break> breaking,
            OptionalInt cancelAfter) {
        this.field = field;
        this.sopClass = sopClass;
        this.elements = elements;
        this.dataSet = dataSet;
        this.transferSyntax = transferSyntax;
        this.callingAeTitle = callingAeTitle;
        this.breaking = breaking;
        this.cancelAfter = cancelAfter;
    }

    /**
     * Makes a request without a data set.
     *
     * @param field what is asked for
     * @param sopClass the affected or requested SOP class
     * @return the request, on a context with Implicit VR Little Endian, from {@code TESTKIT}
     */
    public static TestRequest of(CommandField field, Uid sopClass) {
        return new TestRequest(
                field,
                sopClass,
                CommandElements.none(),
                Optional.empty(),
                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                AeTitle.of("TESTKIT"),
                Optional.empty(),
                OptionalInt.empty());
    }

    /**
     * Makes a C-ECHO.
     *
     * @return the request
     */
    public static TestRequest echo() {
        return of(CommandField.C_ECHO_RQ, SopClass.VERIFICATION);
    }

    /**
     * Makes a C-STORE.
     *
     * @param instance with SOP Class UID (0008,0016) and SOP Instance UID (0008,0018)
     * @return the request
     * @throws IllegalArgumentException if one of the two is missing
     */
    public static TestRequest store(DataSet instance) {
        return of(CommandField.C_STORE_RQ, required(instance, Tag.SOP_CLASS_UID))
                .with(CommandElements.none().affectedSopInstanceUid(required(instance, Tag.SOP_INSTANCE_UID)))
                .dataSet(instance);
    }

    private static Uid required(DataSet instance, int tag) {
        return instance.uid(tag)
                .orElseThrow(() -> new IllegalArgumentException(
                        "an instance needs (%04X,%04X); it is missing".formatted(tag >>> 16, tag & 0xFFFF)));
    }

    /**
     * Makes a C-FIND.
     *
     * @param sopClass the information model
     * @param identifier the keys
     * @return the request
     */
    public static TestRequest find(Uid sopClass, DataSet identifier) {
        return of(CommandField.C_FIND_RQ, sopClass).dataSet(identifier);
    }

    /**
     * Replaces the further elements of the command set.
     *
     * @param more such as the affected SOP instance
     * @return another request
     */
    public TestRequest with(CommandElements more) {
        return new TestRequest(field, sopClass, more, dataSet, transferSyntax, callingAeTitle, breaking, cancelAfter);
    }

    /**
     * Replaces the data set.
     *
     * @param content encoded as the presentation context has it
     * @return another request
     */
    public TestRequest dataSet(DataSet content) {
        return dataSet(syntax -> DataSets.encode(content, syntax));
    }

    /**
     * Replaces the data set.
     *
     * @param bytes whatever they are; copied
     * @return another request
     */
    public TestRequest dataSetBytes(byte[] bytes) {
        byte[] copy = bytes.clone();
        return dataSet(syntax -> copy);
    }

    private TestRequest dataSet(DataSetBytes bytes) {
        return new TestRequest(
                field, sopClass, elements, Optional.of(bytes), transferSyntax, callingAeTitle, breaking, cancelAfter);
    }

    /**
     * Replaces the transfer syntax of the presentation context.
     *
     * @param syntax Implicit VR Little Endian by default
     * @return another request
     */
    public TestRequest in(Uid syntax) {
        return new TestRequest(field, sopClass, elements, dataSet, syntax, callingAeTitle, breaking, cancelAfter);
    }

    /**
     * Replaces who asks.
     *
     * @param aeTitle the calling AE title
     * @return another request
     */
    public TestRequest from(String aeTitle) {
        return new TestRequest(
                field, sopClass, elements, dataSet, transferSyntax, AeTitle.of(aeTitle), breaking, cancelAfter);
    }

    /**
     * Lets the data set break on its way.
     *
     * @param position after how many bytes
     * @param cause why
     * @return another request
     */
    public TestRequest breakingAt(int position, DataSetException.Cause cause) {
        return new TestRequest(
                field,
                sopClass,
                elements,
                dataSet,
                transferSyntax,
                callingAeTitle,
                Optional.of(new Break(position, cause)),
                cancelAfter);
    }

    /**
     * Lets the peer cancel.
     *
     * @param pending after how many pending responses; 0 cancels as soon as the data set was read, or at once if there is none
     * @return another request
     */
    public TestRequest cancellingAfter(int pending) {
        return new TestRequest(
                field, sopClass, elements, dataSet, transferSyntax, callingAeTitle, breaking, OptionalInt.of(pending));
    }

    CommandField field() {
        return field;
    }

    Uid sopClass() {
        return sopClass;
    }

    CommandElements elements() {
        return elements;
    }

    Uid transferSyntax() {
        return transferSyntax;
    }

    AeTitle callingAeTitle() {
        return callingAeTitle;
    }

    /** Returns the encoded data set. */
    Optional<byte[]> bytes() {
        return dataSet.map(encoder -> encoder.in(transferSyntax));
    }

    Optional<Break> breaking() {
        return breaking;
    }

    boolean isCancelledAfter(int pending) {
        return cancelAfter.isPresent() && cancelAfter.getAsInt() <= pending;
    }
}
