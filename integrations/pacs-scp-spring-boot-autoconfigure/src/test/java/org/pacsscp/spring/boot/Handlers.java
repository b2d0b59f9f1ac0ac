package org.pacsscp.spring.boot;

import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;

/** Handlers that succeed. */
final class Handlers {
    private Handlers() {}

    static ActionHandler storing(Uid sopClass) {
        return ActionHandler.of(
                ServiceCapability.performer(sopClass, CommandField.C_STORE_RQ), action -> DimseStatus.SUCCESS);
    }

    static ActionHandler storing() {
        return storing(SopClass.CT_IMAGE_STORAGE);
    }
}
