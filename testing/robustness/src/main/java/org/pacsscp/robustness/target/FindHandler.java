package org.pacsscp.robustness.target;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.testkit.wire.Items;

/** Finds one thing, then searches until it is cancelled. */
final class FindHandler implements ActionHandler {
    @Override
    public List<ServiceCapability> capabilities() {
        return List.of(ServiceCapability.performer(Uid.of(Items.STUDY_ROOT_FIND), CommandField.C_FIND_RQ)
                .transferSyntaxes(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    @Override
    public DimseStatus handle(Action action) throws IOException, InterruptedException {
        action.dataSet().transferTo(OutputStream.nullOutputStream());
        CountDownLatch cancelled = new CountDownLatch(1);
        action.onCancel(cancelled::countDown);
        action.sendPending(DimseStatus.PENDING);
        cancelled.await();
        return DimseStatus.CANCEL;
    }
}
