package org.pacsscp.archive.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.DataSetFormatException;

/** The statement that finds what may match a query, and what each of its rows says. Immutable. */
final class Search {
    private static final int ROWS_FETCHED = 64;
    private static final Map<QueryLevel, String> ALIASES = new EnumMap<>(
            Map.of(QueryLevel.PATIENT, "p", QueryLevel.STUDY, "st", QueryLevel.SERIES, "se", QueryLevel.IMAGE, "i"));
    private static final Map<QueryLevel, String> JOINS = new EnumMap<>(Map.of(
            QueryLevel.PATIENT, " from patient p",
            QueryLevel.STUDY, " join study st on st.patient_fk = p.pk",
            QueryLevel.SERIES, " join series se on se.study_fk = st.pk",
            QueryLevel.IMAGE, " join instance i on i.series_fk = se.pk"));

    private final String sql;
    private final List<Object> parameters;
    private final int headers;
    private final List<DerivedAttribute> derived;

    private Search(String sql, List<Object> parameters, int headers, List<DerivedAttribute> derived) {
        this.sql = sql;
        this.parameters = parameters;
        this.headers = headers;
        this.derived = derived;
    }

    static Search of(CatalogQuery query, Keys keys, Dialect dialect) {
        List<DerivedAttribute> derived = Arrays.stream(DerivedAttribute.values())
                .filter(attribute -> keys.identifier().contains(attribute.tag()))
                .toList();
        List<QueryLevel> levels = Arrays.stream(QueryLevel.values())
                .filter(level -> level.compareTo(keys.depth()) <= 0)
                .toList();
        String entity = ALIASES.get(query.level()) + ".pk";
        List<String> columns = new ArrayList<>();
        columns.add(entity);
        levels.forEach(level -> columns.add(ALIASES.get(level) + ".header"));
        derived.forEach(attribute -> columns.add(attribute.sql(dialect)));
        StringBuilder sql = new StringBuilder("select ").append(String.join(", ", columns));
        levels.forEach(level -> sql.append(JOINS.get(level)));
        List<Object> parameters = new ArrayList<>();
        String word = " where ";
        for (Condition condition : new Narrowing(query).conditions(keys)) {
            sql.append(word).append(condition.sql());
            parameters.addAll(condition.parameters());
            word = " and ";
        }
        if (keys.depth() != query.level()) {
            // An entity is answered once, with the first below it that matches.
            sql.append(" order by ").append(entity);
        }
        return new Search(sql.toString(), parameters, levels.size(), derived);
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setFetchSize(ROWS_FETCHED);
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
        return statement;
    }

    /** Returns which entity a row is of. */
    long entity(ResultSet row) throws SQLException {
        return row.getLong(1);
    }

    /** Returns all that a row says of its entity and of those above. */
    DataSet read(ResultSet row) throws SQLException, DataSetFormatException {
        List<byte[]> read = new ArrayList<>(headers);
        for (int i = 0; i < headers; i++) {
            read.add(row.getBytes(2 + i));
        }
        DataSetBuilder dataSet = LevelHeaders.join(read);
        for (int i = 0; i < derived.size(); i++) {
            String value = row.getString(2 + headers + i);
            if (value != null) {
                derived.get(i).add(value, dataSet);
            }
        }
        return dataSet.build();
    }

    /** Shows the statement, whose parameters are not part of it. */
    @Override
    public String toString() {
        return sql;
    }
}
