package org.pacsscp.robustness.target;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.testkit.wire.Items;

/** Reads each data set to its end and keeps nothing. */
final class StoreHandler implements ActionHandler {
    @Override
    public List<ServiceCapability> capabilities() {
        return List.of(ServiceCapability.performer(Uid.of(Items.CT_IMAGE_STORAGE), CommandField.C_STORE_RQ)
                .transferSyntaxes(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    @Override
    public DimseStatus handle(Action action) throws IOException {
        action.dataSet().transferTo(OutputStream.nullOutputStream());
        return DimseStatus.SUCCESS;
    }
}
