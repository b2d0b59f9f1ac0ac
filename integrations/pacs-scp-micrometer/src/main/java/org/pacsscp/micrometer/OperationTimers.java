package org.pacsscp.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Role;

/**
 * The timers of operations in one registry and with the same further tags. Each is looked up once and then found by numbers,
 * since there is one recording for each operation. Any thread.
 */
final class OperationTimers {
    static final String NAME = "pacsscp.operations";

    private static final int ROLES = Role.values().length;
    private static final int COMMANDS = Service.Command.values().length;
    private static final int SERVICES = Service.values().length;

    /** The categories, and one more for no response at all. */
    private static final int STATUSES = DimseStatus.Category.values().length + 1;

    private final MeterRegistry registry;
    private final Tags tags;
    private final AtomicReferenceArray<@Nullable Timer> timers =
            new AtomicReferenceArray<>(ROLES * COMMANDS * SERVICES * STATUSES);

    OperationTimers(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

    @SuppressWarnings("EnumOrdinal") // A place in an array of this object, which nobody keeps.
    private static int place(
            Role role, Service.Command command, Service service, DimseStatus.@Nullable Category category) {
        int status = category == null ? STATUSES - 1 : category.ordinal();
        return ((role.ordinal() * COMMANDS + command.ordinal()) * SERVICES + service.ordinal()) * STATUSES + status;
    }

    /** {@code category} is {@code null} if there was no response. */
    void record(
            Role role,
            Service.Command command,
            Service service,
            DimseStatus.@Nullable Category category,
            Duration elapsed) {
        int place = place(role, command, service, category);
        Timer timer = timers.getAcquire(place);
        if (timer == null) {
            timer = register(role, command, service, category);
            timers.setRelease(place, timer);
        }
        timer.record(elapsed);
    }

    private Timer register(
            Role role, Service.Command command, Service service, DimseStatus.@Nullable Category category) {
        return Timer.builder(NAME)
                .description("How long operations took, from the request to the final response")
                .tags(tags)
                .tag(Tag.ROLE, Tag.value(role))
                .tag(Tag.COMMAND, command.tagValue())
                .tag(Tag.SERVICE, Tag.value(service))
                .tag(Tag.STATUS, category == null ? Tag.NONE : Tag.value(category))
                .register(registry);
    }
}
