package org.pacsscp.dcm4che;

import java.io.IOException;
import java.util.Objects;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.ElementDictionary;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomStreamException;
import org.pacsscp.api.Action;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.CommandTag;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Request;
import org.pacsscp.api.Response;
import org.pacsscp.api.Uid;

/**
 * Joins dcm4che's data sets to handlers: what a peer has sent as {@link Attributes}, and {@link Attributes} as an answer.
 *
 * <p>A handler that was written for dcm4che keeps its code for data sets:
 *
 * <pre>{@code
 * Response handle(Action action) throws IOException {
 *     Attributes keys = Dcm4che.attributes(action);
 *     for (Attributes match : search(keys)) {
 *         action.sendPending(Dcm4che.response(action, DimseStatus.PENDING, match));
 *     }
 *     return DimseStatus.SUCCESS;
 * }
 * }</pre>
 *
 * <p>What is read counts against {@link org.pacsscp.api.Limits#maxDataInMemory()} until the handler returns, with something for
 * each element and item. Sequences may be nested 64 deep. No message of this class has a value of a data set.
 *
 * <p>Usable by any thread; {@link Attributes} are not.
 *
 * @since 0.1.0
 */
public final class Dcm4che {
    /** The elements of PS3.7 Table E.1-1, in the order of their tags. */
    private static final int[] COMMAND_ELEMENTS = {
        CommandTag.AFFECTED_SOP_CLASS_UID,
        CommandTag.REQUESTED_SOP_CLASS_UID,
        CommandTag.COMMAND_FIELD,
        CommandTag.MESSAGE_ID,
        CommandTag.MESSAGE_ID_BEING_RESPONDED_TO,
        CommandTag.MOVE_DESTINATION,
        CommandTag.PRIORITY,
        CommandTag.COMMAND_DATA_SET_TYPE,
        CommandTag.STATUS,
        CommandTag.OFFENDING_ELEMENT,
        CommandTag.ERROR_COMMENT,
        CommandTag.ERROR_ID,
        CommandTag.AFFECTED_SOP_INSTANCE_UID,
        CommandTag.REQUESTED_SOP_INSTANCE_UID,
        CommandTag.EVENT_TYPE_ID,
        CommandTag.ATTRIBUTE_IDENTIFIER_LIST,
        CommandTag.ACTION_TYPE_ID,
        CommandTag.NUMBER_OF_REMAINING_SUBOPERATIONS,
        CommandTag.NUMBER_OF_COMPLETED_SUBOPERATIONS,
        CommandTag.NUMBER_OF_FAILED_SUBOPERATIONS,
        CommandTag.NUMBER_OF_WARNING_SUBOPERATIONS,
        CommandTag.MOVE_ORIGINATOR_APPLICATION_ENTITY_TITLE,
        CommandTag.MOVE_ORIGINATOR_MESSAGE_ID
    };

    private Dcm4che() {}

    /**
     * Reads a request's data set to its end, in the transfer syntax that was negotiated.
     *
     * @param action the request
     * @return the data set; without elements if the request has none
     * @throws DimseException if it cannot be followed, with the failure that the service has for that (C-STORE: C000H, PS3.4
     *     Table B.2-1; C-FIND: C000H, Table C.4-1; C-MOVE and C-GET: C000H, Tables C.4-2 and C.4-3; others: 0110H, PS3.7 C.5.21);
     *     if memory is short, with A700H, A700H, A701H and 0213H
     * @throws DataSetException if the association breaks before
     * @throws IOException if it cannot be read for another reason
     */
    public static Attributes attributes(Action action) throws IOException {
        try {
            return attributes(action.dataSet());
        } catch (DataSetException e) {
            if (e.reason() == DataSetException.Cause.LIMIT_EXCEEDED) {
                throw new DimseException(Refusals.outOfResources(action.command()), e);
            }
            throw e;
        } catch (IOException e) {
            throw new DimseException(Refusals.cannotUnderstand(action.command()), e);
        }
    }

    /**
     * Reads a data set to its end, in its transfer syntax: that of a request, or of a response to one of ours.
     *
     * @param dataSet is not closed
     * @return the data set; without elements if the stream is at its end
     * @throws DataSetException if the association breaks before, or memory is short
     * @throws DicomStreamException if it cannot be followed
     * @throws IOException likewise, such as {@link java.io.EOFException} where it ends within an element
     */
    public static Attributes attributes(DataSetStream dataSet) throws IOException {
        try (DicomInputStream in = input(dataSet)) {
            return in.readDataset();
        } catch (RuntimeException e) {
            // Such as a number that is none. What the cause says may be a value, so it stays behind.
            throw new DicomStreamException("dcm4che gave the data set up before byte " + dataSet.position() + ": "
                    + e.getClass().getName());
        }
    }

    /**
     * Opens a data set for dcm4che, for who wants less than all of it: up to a tag, without bulk data, or with bulk data in files.
     *
     * <pre>{@code
     * try (DicomInputStream in = Dcm4che.input(action.dataSet())) {
     *     in.setIncludeBulkData(DicomInputStream.IncludeBulkData.NO);
     *     Attributes header = in.readDatasetUntilPixelData();
     * }
     * }</pre>
     *
     * <p>A few KiB may be read ahead, so the rest of the data set is read through it, too. Group 0002 is no part of a data set
     * that is sent, and is not looked for. {@code getTransferSyntax()} says how the elements are encoded, without deflation. Bulk
     * data files belong to the caller.
     *
     * @param dataSet is not closed by closing what is returned
     * @return a stream before the first element; close it, since it may have memory outside of the heap
     * @throws IOException if dcm4che cannot begin
     */
    public static DicomInputStream input(DataSetStream dataSet) throws IOException {
        return DataSetInput.over(dataSet);
    }

    /**
     * Answers with a data set, in the transfer syntax of the request's presentation context.
     *
     * @param request what is answered
     * @param status the status
     * @param dataSet not copied: it must not change until it was written, which for a final response is after the handler has
     *     returned
     * @return a response
     * @throws IllegalArgumentException if the pixel data is of another kind than the transfer syntax has, as {@link #dataSet}
     *     says
     */
    public static Response response(Request request, DimseStatus status, Attributes dataSet) {
        return status.withDataSet(dataSet(dataSet, request.presentationContext().transferSyntax()));
    }

    /**
     * Makes a writer of a data set, for responses and for requests of ours.
     *
     * <p>Sequences and items that are not empty have undefined lengths, as dcm4che writes them by default. Pixel data is written as
     * it is, never converted.
     *
     * @param dataSet not copied: it must not change until it was written
     * @param transferSyntax how to encode it
     * @return a writer that can be used any number of times
     * @throws IllegalArgumentException if Pixel Data (7FE0,0010) is encapsulated and the transfer syntax is not, or the other way
     *     round (PS3.5 section A.4)
     */
    public static DataSetWriter dataSet(Attributes dataSet, Uid transferSyntax) {
        return AttributesWriter.of(Objects.requireNonNull(dataSet, "dataSet"), transferSyntax);
    }

    /**
     * Copies a command set, for code that looks into one.
     *
     * @param command the command set
     * @return the elements of PS3.7 Table E.1-1 that it has, but for the group length; private and retired ones are left out
     */
    public static Attributes commandAttributes(CommandSet command) {
        Attributes copy = new Attributes(COMMAND_ELEMENTS.length);
        for (int element : COMMAND_ELEMENTS) {
            // Tags of group 0000 are the numbers of their elements.
            command.bytes(element)
                    .ifPresent(value -> copy.setBytes(element, ElementDictionary.vrOf(element, null), value));
        }
        return copy;
    }
}
