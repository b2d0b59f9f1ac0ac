package org.pacsscp.core.internal.dimse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;

/** Which handler serves which operation; immutable. */
public final class HandlerTable {
    /**
     * A handler that serves an operation.
     *
     * @param handler the handler
     * @param capability what it said of the operation
     * @param invocation how it is called, asked once
     */
    record Entry(ActionHandler handler, ServiceCapability capability, Verdict.Invoke invocation) {}

    /** No handler at all. */
    public static final HandlerTable EMPTY = new HandlerTable();

    /** By abstract syntax and command field. */
    private final Map<Uid, Map<Integer, Entry>> named = new HashMap<>();

    /** Of any abstract syntax that no capability names, by command field. */
    private final Map<Integer, Entry> others = new HashMap<>();

    private final Map<Uid, Set<ActionHandler>> bySopClass = new HashMap<>();
    private final Set<ActionHandler> ofAnyOther = new LinkedHashSet<>();
    private final Map<Uid, Set<Uid>> members = new HashMap<>();
    private final List<ServiceCapability> capabilities = new ArrayList<>();
    private final Set<ActionHandler> handlers = new LinkedHashSet<>();

    private HandlerTable() {}

    /**
     * Makes a table of handlers that were given and handlers that were found; given ones win.
     *
     * @throws IllegalArgumentException if there is no handler, or two of the same kind serve one operation
     */
    public static HandlerTable of(List<ActionHandler> given, List<ActionHandler> found) {
        if (given.isEmpty() && found.isEmpty()) {
            throw new IllegalArgumentException(
                    "no ActionHandler was given to the builder or found by ServiceLoader; add"
                            + " one with handler(...), or the dependency org.pacsscp:pacs-scp-echo for C-ECHO");
        }
        HandlerTable table = new HandlerTable();
        table.addAll(given, List.of());
        table.addAll(found, given);
        return table;
    }

    private void addAll(List<ActionHandler> handlers, List<ActionHandler> winners) {
        for (ActionHandler handler : handlers) {
            Verdict.Invoke invocation = Verdict.Invoke.of(handler);
            for (ServiceCapability capability : handler.capabilities()) {
                add(new Entry(handler, capability, invocation), winners);
            }
        }
    }

    private void add(Entry entry, List<ActionHandler> winners) {
        Optional<Uid> abstractSyntax = entry.capability().abstractSyntax();
        Map<Integer, Entry> entries = abstractSyntax
                .map(syntax -> named.computeIfAbsent(syntax, any -> new HashMap<>()))
                .orElse(others);
        boolean needed = entry.capability().commandFieldCodes().isEmpty();
        for (int code : entry.capability().commandFieldCodes()) {
            Entry other = entries.putIfAbsent(code, entry);
            if (other != null && other.handler() != entry.handler()) {
                if (winners.stream().anyMatch(winner -> winner == other.handler())) {
                    continue;
                }
                throw servedTwice(abstractSyntax, code, other, entry);
            }
            needed = true;
        }
        if (needed) {
            capabilities.add(entry.capability());
            handlers.add(entry.handler());
            abstractSyntax.ifPresentOrElse(syntax -> add(syntax, entry), () -> ofAnyOther.add(entry.handler()));
        }
    }

    private static IllegalArgumentException servedTwice(
            Optional<Uid> abstractSyntax, int commandFieldCode, Entry one, Entry other) {
        String operation = CommandField.of(commandFieldCode)
                        .map(CommandField::toString)
                        .orElse("%04XH".formatted(commandFieldCode))
                + " of " + abstractSyntax.map(Uid::value).orElse("any abstract syntax");
        return new IllegalArgumentException(operation + " is served by two handlers, "
                + HandlerName.of(one.handler()) + " and "
                + HandlerName.of(other.handler())
                + "; take one away, or give the one that shall win to the builder with handler(...)");
    }

    private void add(Uid sopClass, Entry entry) {
        bySopClass.computeIfAbsent(sopClass, any -> new LinkedHashSet<>()).add(entry.handler());
        members.computeIfAbsent(sopClass, any -> new HashSet<>())
                .addAll(entry.capability().memberSopClasses());
    }

    /** All handlers that serve anything, in the order in which they were given and found. */
    public List<ActionHandler> handlers() {
        return List.copyOf(handlers);
    }

    /** What all handlers can do. */
    public List<ServiceCapability> capabilities() {
        return List.copyOf(capabilities);
    }

    /** The handlers that name a SOP class; if none does, those that take any other. */
    public Set<ActionHandler> handlersOf(Uid sopClassUid) {
        return bySopClass.getOrDefault(sopClassUid, ofAnyOther);
    }

    /** The SOP classes of a meta SOP class. */
    Set<Uid> membersOf(Uid metaSopClassUid) {
        return members.getOrDefault(metaSopClassUid, Set.of());
    }

    /** An abstract syntax that a capability names is served by those that do, and by none that takes any other. */
    @Nullable
    Entry find(Uid abstractSyntax, int commandFieldCode) {
        return named.getOrDefault(abstractSyntax, others).get(commandFieldCode);
    }
}
