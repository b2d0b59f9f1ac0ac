package org.pacsscp.examples.window.studies;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.CommandField;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.catalog.CatalogException;
import org.pacsscp.archive.catalog.CatalogMatches;
import org.pacsscp.archive.catalog.CatalogQuery;
import org.pacsscp.archive.catalog.InstanceSelection;
import org.pacsscp.archive.catalog.VerificationReport;
import org.pacsscp.client.InformationModel;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.examples.archive.HeldInstances;
import org.pacsscp.examples.window.tab.ShownText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The studies that a catalog knows. It listens to the server, to know when one has changed. Usable by any thread. */
public final class CatalogStudies implements Studies, AssociationListener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CatalogStudies.class);

    private static final Comparator<SeriesRow> BY_NUMBER =
            Comparator.comparingLong(CatalogStudies::number).thenComparing(SeriesRow::seriesInstanceUid);

    private final HeldInstances held;
    private final Catalog catalog;
    private final AtomicBoolean changed = new AtomicBoolean();

    /** Read by whatever uses the catalog, written by whoever ends that. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    /** Guarded by that lock. */
    private boolean closed;

    /**
     * Shows what an archive holds.
     *
     * @param held by the archive; closed after this
     */
    public CatalogStudies(HeldInstances held) {
        this.held = held;
        catalog = held.catalog();
    }

    @Override
    public void answered(AssociationEvent.Answered event) {
        if (event.request().commandField().equals(Optional.of(CommandField.C_STORE_RQ))) {
            changed.set(true);
        }
    }

    @Override
    public boolean takeChange() {
        return changed.getAndSet(false);
    }

    @Override
    public StudySearch search(StudyFilter filter) {
        CatalogSearch search = new CatalogSearch(catalog, filter);
        return new StudySearch() {
            @Override
            public StudyList run() throws IOException {
                return using(search::run);
            }

            @Override
            public void cancel() {
                search.cancel();
            }
        };
    }

    @Override
    public List<SeriesRow> series(StudyRow study) throws IOException {
        DataSet keys = DataSet.builder()
                .text(Tag.STUDY_INSTANCE_UID, study.key().studyInstanceUid())
                .empty(Tag.PATIENT_ID)
                .empty(Tag.ISSUER_OF_PATIENT_ID)
                .empty(Tag.SERIES_NUMBER)
                .empty(Tag.MODALITY)
                .empty(Tag.SERIES_DESCRIPTION)
                .empty(Tag.NUMBER_OF_SERIES_RELATED_INSTANCES)
                .build();
        return using(() -> {
            List<SeriesRow> rows = new ArrayList<>();
            try (CatalogMatches matches =
                    catalog.find(CatalogQuery.of(InformationModel.STUDY_ROOT, QueryLevel.SERIES, keys))) {
                for (Optional<DataSet> next = matches.next(); next.isPresent(); next = matches.next()) {
                    if (isOf(study, next.get())) {
                        rows.add(row(next.get()));
                    }
                }
            }
            rows.sort(BY_NUMBER);
            return rows;
        });
    }

    private static boolean isOf(StudyRow study, DataSet series) {
        return ShownText.text(series, Tag.PATIENT_ID).equals(study.key().patientId())
                && ShownText.text(series, Tag.ISSUER_OF_PATIENT_ID)
                        .equals(study.key().issuer());
    }

    private static SeriesRow row(DataSet series) {
        return new SeriesRow(
                ShownText.text(series, Tag.SERIES_NUMBER),
                ShownText.text(series, Tag.MODALITY),
                ShownText.text(series, Tag.SERIES_DESCRIPTION),
                series.longInteger(Tag.NUMBER_OF_SERIES_RELATED_INSTANCES).orElse(0),
                ShownText.text(series, Tag.SERIES_INSTANCE_UID));
    }

    /** Those without a number come last. */
    private static long number(SeriesRow row) {
        try {
            return Long.parseLong(row.number());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public Deletion deletion(StudyRow study) throws IOException {
        InstanceSelection selection = selection(study);
        return using(() -> new Deletion(catalog.count(selection), held.countCommitted(selection)));
    }

    @Override
    public long delete(StudyRow study) throws IOException {
        long deleted = using(() -> catalog.delete(selection(study), held.store()));
        log.info("{} instances of study {} were deleted", deleted, study.key().studyInstanceUid());
        return deleted;
    }

    @Override
    public Intactness verify(StudyRow study) throws IOException {
        VerificationReport report = using(() -> catalog.verify(selection(study), held.store()));
        report.missing().forEach(uid -> log.error("the file of instance {} is missing", uid));
        report.damaged().forEach(uid -> log.error("the file of instance {} is damaged", uid));
        return new Intactness(
                report.intact(), report.missing().size(), report.damaged().size());
    }

    /** Without an ID, a patient cannot be selected, and a study is told by its UID alone. */
    private static InstanceSelection selection(StudyRow study) {
        InstanceSelection ofStudy =
                InstanceSelection.everything().ofStudies(study.key().studyInstanceUid());
        String patientId = study.key().patientId();
        return patientId.isEmpty() ? ofStudy : ofStudy.ofPatients(patientId);
    }

    private <T> T using(Use<T> task) throws IOException {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IOException("the archive is closed; start the server again");
            }
            return task.run();
        } catch (CatalogException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            use.readLock().unlock();
        }
    }

    /** Waits for what is under way; nothing is begun afterwards. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            closed = true;
        } finally {
            use.writeLock().unlock();
        }
    }

    /** What uses the catalog. */
    @FunctionalInterface
    private interface Use<T> {
        T run() throws IOException;
    }
}
