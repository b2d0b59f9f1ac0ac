package org.pacsscp.examples.window.studies;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.catalog.CatalogException;
import org.pacsscp.archive.catalog.CatalogMatches;
import org.pacsscp.archive.catalog.CatalogQuery;
import org.pacsscp.client.InformationModel;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.QueryOption;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.examples.window.tab.ShownText;

/**
 * Searches a catalog. A catalog has no order, so what is found is read, up to a limit, to show the newest of it; what is below
 * them is counted for those only.
 */
final class CatalogSearch implements StudySearch {
    /** More take longer than a person who types wants to wait. */
    private static final int MOST_READ = 10_000;

    private static final Comparator<StudyRow> NEWEST_FIRST = Comparator.comparing(StudyRow::date)
            .reversed()
            .thenComparing(StudyRow::patientName)
            .thenComparing(row -> row.key().studyInstanceUid());

    private final Catalog catalog;
    private final StudyFilter filter;
    private final int mostRead;
    private final int mostShown;
    private final Map<StudyRow.Key, StudyRow> found = new LinkedHashMap<>();
    private final AtomicReference<@Nullable CatalogMatches> running = new AtomicReference<>();
    private volatile boolean cancelled;

    CatalogSearch(Catalog catalog, StudyFilter filter) {
        this(catalog, filter, MOST_READ, StudyList.MOST);
    }

    CatalogSearch(Catalog catalog, StudyFilter filter, int mostRead, int mostShown) {
        this.catalog = catalog;
        this.filter = filter;
        this.mostRead = mostRead;
        this.mostShown = mostShown;
    }

    @Override
    public StudyList run() throws IOException {
        try {
            for (DataSet keys : filter.keys()) {
                query(keys.merge(shownKeys()), this::find);
            }
            List<StudyRow> newest = found.values().stream()
                    .sorted(NEWEST_FIRST)
                    .limit(mostShown)
                    .toList();
            return new StudyList(counted(newest), found.size(), found.size() < mostRead);
        } catch (CatalogException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static DataSet shownKeys() {
        return DataSet.builder()
                .empty(Tag.STUDY_DATE)
                .empty(Tag.STUDY_TIME)
                .empty(Tag.ACCESSION_NUMBER)
                .empty(Tag.STUDY_DESCRIPTION)
                .empty(Tag.PATIENT_NAME)
                .empty(Tag.PATIENT_ID)
                .empty(Tag.ISSUER_OF_PATIENT_ID)
                .empty(Tag.STUDY_INSTANCE_UID)
                .build();
    }

    /** Does something with each match until it has had enough. */
    private void query(DataSet keys, Match match) {
        CatalogQuery query = new CatalogQuery(
                InformationModel.STUDY_ROOT,
                QueryLevel.STUDY,
                keys,
                Set.of(QueryOption.MULTIPLE_VALUES),
                ZoneId.systemDefault());
        try (CatalogMatches matches = catalog.find(query)) {
            running.set(matches);
            Optional<DataSet> next = cancelled ? Optional.empty() : matches.next();
            while (next.isPresent() && match.take(next.get())) {
                next = matches.next();
            }
        } finally {
            running.set(null);
        }
    }

    private boolean find(DataSet study) {
        StudyRow row = new StudyRow(
                key(study),
                ShownText.name(study, Tag.PATIENT_NAME),
                ShownText.text(study, Tag.ACCESSION_NUMBER),
                ShownText.dateTime(study, Tag.STUDY_DATE, Tag.STUDY_TIME),
                ShownText.text(study, Tag.STUDY_DESCRIPTION),
                "",
                0,
                0);
        if (filter.matches(row)) {
            found.put(row.key(), row);
        }
        return found.size() < mostRead;
    }

    private static StudyRow.Key key(DataSet study) {
        return new StudyRow.Key(
                ShownText.text(study, Tag.PATIENT_ID),
                ShownText.text(study, Tag.ISSUER_OF_PATIENT_ID),
                ShownText.text(study, Tag.STUDY_INSTANCE_UID));
    }

    /** Adds what is below the studies; one that was deleted meanwhile is left out. */
    private List<StudyRow> counted(List<StudyRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        DataSet keys = DataSet.builder()
                .text(
                        Tag.STUDY_INSTANCE_UID,
                        rows.stream()
                                .map(row -> row.key().studyInstanceUid())
                                .distinct()
                                .toArray(String[]::new))
                .empty(Tag.PATIENT_ID)
                .empty(Tag.ISSUER_OF_PATIENT_ID)
                .empty(Tag.MODALITIES_IN_STUDY)
                .empty(Tag.NUMBER_OF_STUDY_RELATED_SERIES)
                .empty(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES)
                .build();
        Map<StudyRow.Key, DataSet> below = new HashMap<>();
        query(keys, study -> {
            below.put(key(study), study);
            return true;
        });
        return rows.stream()
                .filter(row -> below.containsKey(row.key()))
                .map(row -> counted(row, below.getOrDefault(row.key(), DataSet.empty())))
                .toList();
    }

    private static StudyRow counted(StudyRow row, DataSet below) {
        return row.holding(
                String.join(", ", below.texts(Tag.MODALITIES_IN_STUDY)),
                below.longInteger(Tag.NUMBER_OF_STUDY_RELATED_SERIES).orElse(0),
                below.longInteger(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES).orElse(0));
    }

    @Override
    public void cancel() {
        cancelled = true;
        CatalogMatches matches = running.get();
        if (matches != null) {
            matches.cancel();
        }
    }

    /** What is done with a match. */
    @FunctionalInterface
    private interface Match {
        /** Returns whether to go on. */
        boolean take(DataSet study);
    }
}
