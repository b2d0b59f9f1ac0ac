package org.pacsscp.archive;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AeTitle;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.internal.query.FindHandler;
import org.pacsscp.archive.internal.query.FindSettings;
import org.pacsscp.archive.internal.query.QueryCounts;
import org.pacsscp.client.InformationModel;

/**
 * An archive's services over its catalog: handlers to be given to a server, together with those of the storage service that fills the
 * catalog.
 *
 * <pre>{@code
 * Catalog catalog = Catalog.open(EmbeddedDatabase.of(directory.resolve("catalog.db")));
 * StorageService storage = StorageService.builder().directory(directory).index(catalog).open();
 * ArchiveService archive = ArchiveService.builder(catalog).build();
 * ServerBuilder server = Server.builder().aeTitle("ARCHIVE").handler(storage.handler());
 * archive.handlers().forEach(server::handler);
 * }</pre>
 *
 * <p>Queries: Patient Root and Study Root Query/Retrieve Information Model - FIND (PS3.4 section C.6), with all kinds of matching, and by
 * extended negotiation relational queries, combined date and time, timezone adjustment, empty and multiple values.
 *
 * <p>Immutable; the handlers are for any thread.
 *
 * @since 0.1.0
 */
public final class ArchiveService {
    private final List<ActionHandler> handlers;
    private final QueryCounts counts = new QueryCounts();

    private ArchiveService(Builder builder) {
        FindSettings find = new FindSettings(builder.retrieveAeTitle, builder.answerLimit, builder.localZone);
        handlers = List.of(
                new FindHandler(InformationModel.PATIENT_ROOT, builder.catalog, find, counts),
                new FindHandler(InformationModel.STUDY_ROOT, builder.catalog, find, counts));
    }

    /**
     * Begins to configure the services.
     *
     * @param catalog what is asked; not closed by the service
     * @return a builder
     */
    public static Builder builder(Catalog catalog) {
        return new Builder(catalog);
    }

    /**
     * Returns what serves the operations.
     *
     * @return one handler a SOP class
     */
    public List<ActionHandler> handlers() {
        return handlers;
    }

    /**
     * Returns what became of the queries, for monitoring.
     *
     * @return the figures of this moment
     */
    public QueryFigures figures() {
        return new QueryFigures(
                counts.answered(),
                counts.cancelled(),
                counts.refused(),
                counts.failed(),
                counts.abandoned(),
                counts.matches());
    }

    /**
     * Collects options.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final Catalog catalog;
        private Optional<AeTitle> retrieveAeTitle = Optional.empty();
        private long answerLimit = Long.MAX_VALUE;
        private ZoneId localZone = ZoneOffset.UTC;

        private Builder(Catalog catalog) {
            this.catalog = Objects.requireNonNull(catalog, "catalog");
        }

        /**
         * Sets what answers name as Retrieve AE Title (0008,0054).
         *
         * @param aeTitle default: the title by which the peer has called us
         * @return this
         */
        public Builder retrieveAeTitle(AeTitle aeTitle) {
            retrieveAeTitle = Optional.of(aeTitle);
            return this;
        }

        /**
         * Sets how many matches a query is answered with. If there are more, the final status is A700H, with a comment; no other
         * status says so (PS3.4 Table C.4-1).
         *
         * @param matches at least 1; default: no limit
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder answerLimit(long matches) {
            if (matches < 1) {
                throw new IllegalArgumentException("answerLimit is " + matches + "; it must be at least 1");
            }
            answerLimit = matches;
            return this;
        }

        /**
         * Sets the time zone of dates and times that are written without an offset from UTC (PS3.5 section 6.2, DT): by its rules, a
         * summer's have another offset than a winter's.
         *
         * @param zone default: UTC
         * @return this
         */
        public Builder localZone(ZoneId zone) {
            localZone = Objects.requireNonNull(zone, "zone");
            return this;
        }

        /**
         * Makes the service.
         *
         * @return the service
         */
        public ArchiveService build() {
            return new ArchiveService(this);
        }
    }
}
