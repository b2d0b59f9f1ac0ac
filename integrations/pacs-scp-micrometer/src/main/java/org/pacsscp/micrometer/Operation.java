package org.pacsscp.micrometer;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.Role;

/**
 * An operation in few values.
 *
 * @param role what we are in it: its performer, if the peer has asked
 * @param command what was asked
 * @param service what it is about
 * @param category the kind of outcome; {@code null} if there was no response
 */
record Operation(Role role, Service.Command command, Service service, DimseStatus.@Nullable Category category) {
    static Operation performed(CommandSet request, DimseStatus status) {
        Service.Command command = Service.Command.of(request.commandFieldCode());
        return new Operation(Role.PERFORMER, command, Service.of(command, request), status.category());
    }

    static Operation invoked(Invocation invocation, @Nullable DimseStatus status) {
        Service.Command command = Service.Command.of(invocation.commandFieldCode());
        return new Operation(
                Role.INVOKER,
                command,
                Service.of(command, Optional.of(invocation.sopClassUid())),
                status == null ? null : status.category());
    }
}
