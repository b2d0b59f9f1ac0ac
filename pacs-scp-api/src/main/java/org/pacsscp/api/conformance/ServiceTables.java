package org.pacsscp.api.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pacsscp.api.ServiceStatement;

/** The tables of what services say of themselves; a table that would have no row is left out. */
final class ServiceTables {
    private ServiceTables() {}

    static Stream<ConformanceTable> of(List<ServiceStatement> statements) {
        return statements.stream()
                .flatMap(ServiceTables::tables)
                .filter(table -> !table.rows().isEmpty());
    }

    private static Stream<ConformanceTable> tables(ServiceStatement statement) {
        String service = statement.service();
        return Stream.of(
                new ConformanceTable(service + ": behaviour", List.of("what", "how"), traits(statement)),
                new ConformanceTable(
                        service + ": keys", List.of("level", "attribute", "tag", "matching"), keys(statement)),
                new ConformanceTable(service + ": statuses", List.of("status", "code", "when"), statuses(statement)));
    }

    private static List<List<String>> traits(ServiceStatement statement) {
        return statement.traits().stream()
                .map(trait -> List.of(trait.name(), trait.value()))
                .toList();
    }

    private static List<List<String>> keys(ServiceStatement statement) {
        return statement.keys().stream()
                .map(key -> List.of(
                        key.level(),
                        key.name(),
                        "(%04X,%04X)".formatted(key.tag() >>> 16, key.tag() & 0xFFFF),
                        key.matching()))
                .toList();
    }

    private static List<List<String>> statuses(ServiceStatement statement) {
        List<List<String>> rows = new ArrayList<>();
        for (ServiceStatement.AnsweredStatus answered : statement.statuses()) {
            rows.add(List.of(
                    answered.meaning(), "%04XH".formatted(answered.status().code()), answered.when()));
        }
        return rows;
    }
}
