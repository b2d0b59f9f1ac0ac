package org.pacsscp.client;

import java.io.IOException;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;

/** An instance in memory. Immutable. */
final class DataSetInstance extends InstanceSource {
    private final DataSet dataSet;
    private final Uid transferSyntax;

    DataSetInstance(DataSet dataSet, Uid transferSyntax) {
        this.dataSet = dataSet;
        this.transferSyntax = transferSyntax;
    }

    @Override
    InstanceHead head() throws IOException {
        return InstanceHead.of(dataSet, transferSyntax);
    }

    @Override
    DataSetWriter in(InstanceHead head, Uid other) {
        return dataSet.in(other);
    }

    @Override
    public String toString() {
        return "data set";
    }
}
