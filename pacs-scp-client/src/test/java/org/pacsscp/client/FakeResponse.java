package org.pacsscp.client;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.CommandTag;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.testkit.data.DataSets;

/** The command set of a response, of few elements. */
record FakeResponse(Map<Integer, Integer> numbers, boolean hasDataSet) implements CommandSet {
    private static final Uid ENCODING = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    static ReceivedResponse of(DimseStatus status) {
        return response(Map.of(CommandTag.STATUS, status.code()), Optional.empty());
    }

    static ReceivedResponse of(DimseStatus status, DataSet dataSet) {
        return response(Map.of(CommandTag.STATUS, status.code()), Optional.of(dataSet));
    }

    static ReceivedResponse of(DimseStatus status, SubOperations counts) {
        return response(
                Map.of(
                        CommandTag.STATUS, status.code(),
                        CommandTag.NUMBER_OF_REMAINING_SUBOPERATIONS, counts.remaining(),
                        CommandTag.NUMBER_OF_COMPLETED_SUBOPERATIONS, counts.completed(),
                        CommandTag.NUMBER_OF_FAILED_SUBOPERATIONS, counts.failed(),
                        CommandTag.NUMBER_OF_WARNING_SUBOPERATIONS, counts.warning()),
                Optional.empty());
    }

    private static ReceivedResponse response(Map<Integer, Integer> numbers, Optional<DataSet> dataSet) {
        byte[] bytes =
                dataSet.map(elements -> DataSets.encode(elements, ENCODING)).orElse(new byte[0]);
        return new ReceivedResponse(new FakeResponse(numbers, dataSet.isPresent()), DataSetStream.of(ENCODING, bytes));
    }

    @Override
    public int commandFieldCode() {
        return 0x8000;
    }

    @Override
    public int messageId() {
        return 1;
    }

    @Override
    public Optional<AeTitle> moveDestination() {
        return Optional.empty();
    }

    @Override
    public Optional<AeTitle> moveOriginatorAeTitle() {
        return Optional.empty();
    }

    @Override
    public OptionalInt number(int element) {
        Integer number = numbers.get(element);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    @Override
    public Optional<String> text(int element) {
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> bytes(int element) {
        return Optional.empty();
    }
}
