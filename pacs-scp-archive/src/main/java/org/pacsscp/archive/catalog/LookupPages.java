package org.pacsscp.archive.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pacsscp.api.Uid;

/** Reads the instances of a selection a page at a time, each with a connection that is held no longer. Immutable. */
final class LookupPages {
    private static final int PAGE = 500;

    /** Databases take some thousand parameters. */
    private static final int MOST_VALUES = 10_000;

    private final ReadConnections connections;

    LookupPages(ReadConnections connections) {
        this.connections = connections;
    }

    /** A row and the place of the next one. */
    record Row(long pk, CatalogedInstance instance) {}

    long count(InstanceSelection selection) {
        return parts(selection)
                .mapToLong(part -> read(connection -> count(connection, part)))
                .sum();
    }

    Stream<CatalogedInstance> instances(InstanceSelection selection) {
        return parts(selection).flatMap(this::pages);
    }

    /** Cuts a list of instances, of which alone there can be so many. */
    private static Stream<InstanceSelection> parts(InstanceSelection selection) {
        List<String> instances = selection.instances();
        if (instances.size() <= MOST_VALUES) {
            return Stream.of(selection);
        }
        return IntStream.iterate(0, at -> at < instances.size(), at -> at + MOST_VALUES)
                .mapToObj(at -> new InstanceSelection(
                        selection.patientIds(),
                        selection.studies(),
                        selection.series(),
                        instances.subList(at, Math.min(at + MOST_VALUES, instances.size()))));
    }

    private Stream<CatalogedInstance> pages(InstanceSelection part) {
        return Stream.iterate(
                        page(part, 0),
                        page -> !page.isEmpty(),
                        page -> page.size() < PAGE
                                ? List.<Row>of()
                                : page(part, page.get(page.size() - 1).pk()))
                .flatMap(List::stream)
                .map(Row::instance);
    }

    private List<Row> page(InstanceSelection part, long after) {
        return read(connection -> page(connection, part, after));
    }

    private <T> T read(ReadConnections.Reading<T> reading) {
        try {
            return connections.with(reading);
        } catch (SQLException e) {
            throw new CatalogException("the catalog cannot be read: " + e.getMessage(), e);
        }
    }

    private static long count(Connection connection, InstanceSelection part) throws SQLException {
        List<Condition> conditions = conditions(part);
        try (PreparedStatement select =
                connection.prepareStatement("select count(*)" + from(part) + where(conditions))) {
            bind(select, conditions);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static List<Row> page(Connection connection, InstanceSelection part, long after) throws SQLException {
        List<Condition> conditions = new ArrayList<>(conditions(part));
        // With the sign, no database takes the order of keys for a reason to look at all instances.
        String pk = conditions.isEmpty() ? "i.pk" : "+i.pk";
        conditions.add(Condition.of(pk + " > ?", after));
        try (PreparedStatement select = connection.prepareStatement(
                "select i.pk, i.sop_class_uid, i.sop_instance_uid, i.transfer_syntax_uid, i.location, i.length,"
                        + " i.data_set_offset" + from(part) + where(conditions) + " order by " + pk + " limit "
                        + PAGE)) {
            bind(select, conditions);
            List<Row> page = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    page.add(new Row(row.getLong(1), instance(row)));
                }
            }
            return page;
        }
    }

    private static CatalogedInstance instance(ResultSet row) throws SQLException {
        return new CatalogedInstance(
                Uid.of(row.getString(2)),
                Uid.of(row.getString(3)),
                Uid.of(row.getString(4)),
                row.getString(5),
                row.getLong(6),
                row.getLong(7));
    }

    private static List<Condition> conditions(InstanceSelection part) {
        List<Condition> conditions = new ArrayList<>();
        add(conditions, "p.patient_id", part.patientIds());
        add(conditions, "st.study_uid", part.studies());
        add(conditions, "se.series_uid", part.series());
        add(conditions, "i.sop_instance_uid", part.instances());
        return conditions;
    }

    private static void add(List<Condition> conditions, String column, List<String> values) {
        if (values.size() > MOST_VALUES) {
            throw new IllegalArgumentException(
                    "%d values of %s; ask for at most %d at once".formatted(values.size(), column, MOST_VALUES));
        }
        if (!values.isEmpty()) {
            conditions.add(Condition.in(column, values));
        }
    }

    /** Joins no table that nothing is asked of. */
    private static String from(InstanceSelection part) {
        boolean patient = !part.patientIds().isEmpty();
        boolean study = patient || !part.studies().isEmpty();
        boolean series = study || !part.series().isEmpty();
        return " from instance i"
                + (series ? " join series se on se.pk = i.series_fk" : "")
                + (study ? " join study st on st.pk = se.study_fk" : "")
                + (patient ? " join patient p on p.pk = st.patient_fk" : "");
    }

    private static String where(List<Condition> conditions) {
        return conditions.isEmpty()
                ? ""
                : " where " + Condition.allOf(conditions).sql();
    }

    private static void bind(PreparedStatement select, List<Condition> conditions) throws SQLException {
        int at = 1;
        for (Condition condition : conditions) {
            for (Object parameter : condition.parameters()) {
                select.setObject(at++, parameter);
            }
        }
    }
}
