package org.pacsscp.archive.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A condition of SQL, and its parameters. Immutable.
 *
 * @param sql the condition, which is one term
 * @param parameters texts and whole numbers
 */
record Condition(String sql, List<Object> parameters) {
    Condition {
        parameters = List.copyOf(parameters);
    }

    static Condition of(String sql, Object... parameters) {
        return new Condition(sql, List.of(parameters));
    }

    /** Returns the condition that a column has one of several values. */
    static Condition in(String column, List<?> values) {
        return new Condition(
                column + " in (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")",
                List.copyOf(values));
    }

    static Condition anyOf(List<Condition> conditions) {
        return joined(conditions, " or ");
    }

    static Condition allOf(List<Condition> conditions) {
        return joined(conditions, " and ");
    }

    private static Condition joined(List<Condition> conditions, String operator) {
        List<Object> parameters = new ArrayList<>();
        conditions.forEach(condition -> parameters.addAll(condition.parameters));
        String sql =
                String.join(operator, conditions.stream().map(Condition::sql).toList());
        return new Condition(conditions.size() == 1 ? sql : "(" + sql + ")", parameters);
    }

    /** Returns this condition or that a column says nothing. */
    Condition orUnknown(String column) {
        return anyOf(List.of(this, of(column + " is null")));
    }
}
