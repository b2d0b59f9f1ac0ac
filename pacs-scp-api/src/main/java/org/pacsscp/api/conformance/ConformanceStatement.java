package org.pacsscp.api.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceStatement;

/**
 * The tables of a server for a DICOM Conformance Statement (PS3.2 Annex N); immutable.
 *
 * <p>They are made of the server's configuration, of the capabilities of its handlers, and of what those say of themselves in {@link
 * ActionHandler#conformance()}. What a statement needs beyond them, such as the data flow of the product, is for who ships it.
 *
 * @param tables in the order in which PS3.2 Annex N has them: services, association, presentation contexts, timeouts, security
 * @since 0.1.0
 */
public record ConformanceStatement(List<ConformanceTable> tables) {
    /** Copies. */
    public ConformanceStatement {
        tables = List.copyOf(tables);
    }

    /**
     * Describes a server.
     *
     * @param server need not be started
     * @return its tables
     */
    public static ConformanceStatement of(Server server) {
        List<ConformanceTable> tables = new ArrayList<>();
        ServiceTables.of(statements(server)).forEach(tables::add);
        ContextTables.of(server).forEach(tables::add);
        ConfigurationTables.of(server.config()).forEach(tables::add);
        return new ConformanceStatement(tables);
    }

    /** One for each service, with what all handlers say of it. */
    private static List<ServiceStatement> statements(Server server) {
        Map<String, ServiceStatement> byService = new LinkedHashMap<>();
        byService.put(EngineStatuses.STATEMENT.service(), EngineStatuses.STATEMENT);
        for (AeTitle title : server.config().aeTitles()) {
            for (ActionHandler handler : server.handlers(title)) {
                for (ServiceStatement statement : handler.conformance()) {
                    byService.merge(statement.service(), statement, ConformanceStatement::together);
                }
            }
        }
        return List.copyOf(byService.values());
    }

    private static ServiceStatement together(ServiceStatement one, ServiceStatement other) {
        return new ServiceStatement(
                one.service(),
                union(one.traits(), other.traits()),
                union(one.keys(), other.keys()),
                union(one.statuses(), other.statuses()));
    }

    private static <T> List<T> union(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }

    /**
     * Formats all tables as Markdown, each below a heading with its title.
     *
     * @return a document that ends with a line feed
     */
    public String toMarkdown() {
        return tables.stream()
                .map(table -> "## " + table.title() + "\n\n" + table.toMarkdown())
                .collect(Collectors.joining("\n"));
    }
}
