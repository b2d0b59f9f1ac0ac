package org.pacsscp.micrometer;

import io.micrometer.core.instrument.Tags;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.Role;

/**
 * The kinds of operations that have meters of their own: what we are in one, what was asked, what it is about, and what came of it. Each
 * is a number below {@link #COUNT}, which is a place in an array and takes no memory for an operation.
 */
final class OperationKind {
    private static final Role[] ROLES = Role.values();
    private static final Service.Command[] COMMANDS = Service.Command.values();
    private static final Service[] SERVICES = Service.values();
    private static final DimseStatus.Category[] CATEGORIES = DimseStatus.Category.values();

    /** The categories, and one more for no response at all. */
    private static final int OUTCOMES = CATEGORIES.length + 1;

    static final int COUNT = ROLES.length * COMMANDS.length * SERVICES.length * OUTCOMES;

    private OperationKind() {}

    /** That of a request of the peer's. */
    static int performed(CommandSet request, DimseStatus status) {
        Service.Command command = Service.Command.of(request.commandFieldCode());
        return of(Role.PERFORMER, command, Service.of(command, request), status);
    }

    /** That of a request of ours; {@code status} is {@code null} if there was no response. */
    static int invoked(Invocation invocation, @Nullable DimseStatus status) {
        Service.Command command = Service.Command.of(invocation.commandFieldCode());
        return of(Role.INVOKER, command, Service.of(command, Optional.of(invocation.sopClassUid())), status);
    }

    @SuppressWarnings("EnumOrdinal") // Nobody keeps the number.
    private static int of(Role role, Service.Command command, Service service, @Nullable DimseStatus status) {
        int outcome = status == null ? CATEGORIES.length : status.category().ordinal();
        return ((role.ordinal() * COMMANDS.length + command.ordinal()) * SERVICES.length + service.ordinal()) * OUTCOMES
                + outcome;
    }

    /** Returns what its meters are told from others by. */
    static Tags tags(int kind) {
        int outcome = kind % OUTCOMES;
        int service = kind / OUTCOMES;
        int command = service / SERVICES.length;
        int role = command / COMMANDS.length;
        return Tags.of(Tag.ROLE, Tag.value(ROLES[role]))
                .and(Tag.COMMAND, COMMANDS[command % COMMANDS.length].tagValue())
                .and(Tag.SERVICE, Tag.value(SERVICES[service % SERVICES.length]))
                .and(Tag.STATUS, outcome == CATEGORIES.length ? Tag.NONE : Tag.value(CATEGORIES[outcome]));
    }
}
