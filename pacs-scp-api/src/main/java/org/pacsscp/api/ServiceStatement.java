package org.pacsscp.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a service says of itself for a conformance statement; immutable.
 *
 * <pre>{@code
 * public List<ServiceStatement> conformance() {
 *     return List.of(ServiceStatement.of("Storage")
 *             .trait("level of conformance", "2 (full): all attributes are kept")
 *             .status(DimseStatus.SUCCESS, "success", "the file is whole")
 *             .status(StorageStatus.OUT_OF_RESOURCES, "refused: out of resources", "the disk is full"));
 * }
 * }</pre>
 *
 * @param service the name of the service; statements of one name are one service's, and may be given by several handlers
 * @param traits how it behaves, where PS3.2 asks for it
 * @param keys the attributes that a query may ask for; none unless it answers queries
 * @param statuses the statuses that it answers
 * @see ActionHandler#conformance()
 * @since 0.1.0
 */
public record ServiceStatement(String service, List<Trait> traits, List<Key> keys, List<AnsweredStatus> statuses) {
    /** Checks and copies. */
    public ServiceStatement {
        Objects.requireNonNull(service, "service");
        traits = List.copyOf(traits);
        keys = List.copyOf(keys);
        statuses = List.copyOf(statuses);
    }

    /**
     * A way in which a service behaves, such as its level of conformance.
     *
     * @param name what PS3.2 calls it
     * @param value how this service has it
     */
    public record Trait(String name, String value) {
        /** Checks for nulls. */
        public Trait {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * An attribute that a query may ask for.
     *
     * @param level the Query/Retrieve Level, or the sequence, that it belongs to; may be empty
     * @param tag its tag, as {@code org.pacsscp.dataset.Tag} has it
     * @param name its name in PS3.6
     * @param matching the kinds of matching (PS3.4 section C.2.2.2), or that it is returned only
     */
    public record Key(String level, int tag, String name, String matching) {
        /** Checks for nulls. */
        public Key {
            Objects.requireNonNull(level, "level");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(matching, "matching");
        }
    }

    /**
     * A status that a service answers.
     *
     * @param status its code; a comment does not matter
     * @param meaning what the standard calls it
     * @param when what has happened then
     */
    public record AnsweredStatus(DimseStatus status, String meaning, String when) {
        /** Checks for nulls. */
        public AnsweredStatus {
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(meaning, "meaning");
            Objects.requireNonNull(when, "when");
        }
    }

    /**
     * Begins a statement of a service.
     *
     * @param service the name of the service
     * @return a statement that says nothing yet
     */
    public static ServiceStatement of(String service) {
        return new ServiceStatement(service, List.of(), List.of(), List.of());
    }

    /**
     * Adds how the service behaves.
     *
     * @param name what PS3.2 calls it
     * @param value how this service has it
     * @return a new statement
     */
    public ServiceStatement trait(String name, String value) {
        return new ServiceStatement(service, with(traits, new Trait(name, value)), keys, statuses);
    }

    /**
     * Adds an attribute that a query may ask for.
     *
     * @param level the Query/Retrieve Level, or the sequence, that it belongs to; may be empty
     * @param tag its tag
     * @param name its name in PS3.6
     * @param matching the kinds of matching, or that it is returned only
     * @return a new statement
     */
    public ServiceStatement key(String level, int tag, String name, String matching) {
        return new ServiceStatement(service, traits, with(keys, new Key(level, tag, name, matching)), statuses);
    }

    /**
     * Adds a status that the service answers.
     *
     * @param status its code
     * @param meaning what the standard calls it
     * @param when what has happened then
     * @return a new statement
     */
    public ServiceStatement status(DimseStatus status, String meaning, String when) {
        return new ServiceStatement(service, traits, keys, with(statuses, new AnsweredStatus(status, meaning, when)));
    }

    private static <T> List<T> with(List<T> before, T more) {
        List<T> all = new ArrayList<>(before);
        all.add(more);
        return all;
    }
}
