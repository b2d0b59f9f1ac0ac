package org.pacsscp.it.osgi.plugin;

import java.util.List;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;

/** The second version of the plug-in answers 0124H. */
public final class RefusingHandler implements ActionHandler {
    /** For {@link java.util.ServiceLoader}. */
    public RefusingHandler() {}

    @Override
    public List<ServiceCapability> capabilities() {
        return List.of(ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ));
    }

    @Override
    public DimseStatus handle(Action action) {
        return DimseStatus.NOT_AUTHORIZED;
    }
}
