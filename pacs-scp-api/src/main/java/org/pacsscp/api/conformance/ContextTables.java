package org.pacsscp.api.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.RegisteredUid;
import org.pacsscp.api.Role;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;

/** Which presentation contexts a server accepts. Many SOP classes that are served alike are one row, and are named in a table of their own. */
final class ContextTables {
    /** More SOP classes than these in one row are not read. */
    private static final int MOST_NAMED = 8;

    private final List<List<String>> contexts = new ArrayList<>();
    private final List<List<String>> sopClasses = new ArrayList<>();

    private ContextTables() {}

    /** How SOP classes are served. */
    private record Way(Set<Role> roles, Set<Integer> commandFieldCodes, List<Uid> transferSyntaxes) {
        static Way of(ServiceCapability capability) {
            return new Way(capability.roles(), capability.commandFieldCodes(), capability.transferSyntaxes());
        }
    }

    static Stream<ConformanceTable> of(Server server) {
        ContextTables tables = new ContextTables();
        for (AeTitle title : server.config().aeTitles()) {
            tables.addAll(title, server.handlers(title));
        }
        return Stream.of(
                        new ConformanceTable(
                                "Presentation contexts that are accepted",
                                List.of("AE title", "abstract syntax", "role", "operations", "transfer syntaxes"),
                                tables.contexts),
                        new ConformanceTable(
                                "SOP classes that are served alike",
                                List.of("set", "SOP class", "UID"),
                                tables.sopClasses))
                .filter(table -> !table.rows().isEmpty());
    }

    private void addAll(AeTitle title, List<ActionHandler> handlers) {
        Map<Way, List<ServiceCapability>> alike = new LinkedHashMap<>();
        for (ActionHandler handler : handlers) {
            for (ServiceCapability capability : handler.capabilities()) {
                alike.computeIfAbsent(Way.of(capability), any -> new ArrayList<>())
                        .add(capability);
            }
        }
        alike.forEach((way, capabilities) -> add(title, way, capabilities));
    }

    private void add(AeTitle title, Way way, List<ServiceCapability> capabilities) {
        contexts.add(List.of(
                title.value(),
                capabilities.size() > MOST_NAMED ? set(capabilities) : named(capabilities),
                roles(way.roles()),
                operations(way.commandFieldCodes()),
                way.transferSyntaxes().isEmpty()
                        ? "any, in the peer's order"
                        : way.transferSyntaxes().stream()
                                .map(ContextTables::name)
                                .collect(Collectors.joining(", "))));
    }

    private static String named(List<ServiceCapability> capabilities) {
        return capabilities.stream()
                .map(ServiceCapability::abstractSyntax)
                .map(syntax -> syntax.map(ContextTables::nameAndUid).orElse("any other"))
                .collect(Collectors.joining(", "));
    }

    private String set(List<ServiceCapability> capabilities) {
        List<Uid> uids = capabilities.stream()
                .map(ServiceCapability::abstractSyntax)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Uid::value))
                .toList();
        String set =
                "set " + (sopClasses.stream().map(row -> row.get(0)).distinct().count() + 1);
        uids.forEach(uid -> sopClasses.add(List.of(set, name(uid), uid.value())));
        return set + ": " + uids.size() + " SOP classes" + (uids.size() < capabilities.size() ? ", and any other" : "");
    }

    private static String roles(Set<Role> roles) {
        return roles.stream()
                .sorted()
                .map(role -> switch (role) {
                    case PERFORMER -> "SCP";
                    case INVOKER -> "SCU";
                })
                .collect(Collectors.joining(", "));
    }

    private static String operations(Set<Integer> codes) {
        return codes.stream()
                .sorted()
                .map(code -> CommandField.of(code)
                        .map(field -> field.toString().replaceFirst("-RQ$", ""))
                        .orElse("%04XH".formatted(code)))
                .collect(Collectors.joining(", "));
    }

    /** Names a UID, and says it. */
    static String nameAndUid(Uid uid) {
        return name(uid) + " (" + uid.value() + ")";
    }

    private static String name(Uid uid) {
        return RegisteredUid.find(uid).map(RegisteredUid::name).orElse(uid.value());
    }
}
