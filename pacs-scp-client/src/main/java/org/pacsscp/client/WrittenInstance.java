package org.pacsscp.client;

import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.Uid;

/** An instance that the application writes. Immutable, as far as its writer is. */
final class WrittenInstance extends InstanceSource {
    private final InstanceHead head;
    private final DataSetWriter dataSet;

    WrittenInstance(InstanceHead head, DataSetWriter dataSet) {
        this.head = head;
        this.dataSet = dataSet;
    }

    @Override
    InstanceHead head() {
        return head;
    }

    @Override
    DataSetWriter in(InstanceHead same, Uid transferSyntax) {
        return dataSet;
    }

    @Override
    boolean isConvertible(InstanceHead same) {
        return false;
    }

    @Override
    public String toString() {
        return head.sopInstance().value();
    }
}
