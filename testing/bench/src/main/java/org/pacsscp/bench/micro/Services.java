package org.pacsscp.bench.micro;

import java.util.List;
import java.util.stream.IntStream;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.dimse.HandlerTable;
import org.pacsscp.echo.VerificationHandler;

/** Handlers like those of a server that stores: C-ECHO, and C-STORE of 127 SOP classes. */
final class Services {
    private Services() {}

    static HandlerTable table() {
        return HandlerTable.of(List.of(new VerificationHandler(), new Storage()), List.of());
    }

    private static final class Storage implements ActionHandler {
        @Override
        public List<ServiceCapability> capabilities() {
            return IntStream.range(1, 128)
                    .mapToObj(number -> ServiceCapability.performer(
                                    Uid.of(Messages.storageSopClass(number)), CommandField.C_STORE_RQ)
                            .transferSyntaxes(
                                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN))
                    .toList();
        }

        @Override
        public DimseStatus handle(Action action) {
            return DimseStatus.SUCCESS;
        }
    }
}
