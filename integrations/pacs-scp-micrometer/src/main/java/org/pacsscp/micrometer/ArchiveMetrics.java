package org.pacsscp.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.pacsscp.archive.ArchiveService;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.commitment.CommitmentService;
import org.pacsscp.archive.retrieve.RetrieveService;

/**
 * Metrics of an archive, for Micrometer: of its queries, retrievals, storage commitments and its catalog, when they are read. Needs {@code
 * pacs-scp-archive}. What is stored is told by {@link StorageMetrics}. Names and tags are listed in {@code docs/metrics.md}, and stay.
 *
 * <pre>{@code
 * ArchiveMetrics.builder()
 *         .queries(archive)
 *         .retrievals(retrieve)
 *         .commitments(commitment)
 *         .catalog(catalog)
 *         .build()
 *         .bindTo(registry);
 * }</pre>
 *
 * <p>A database that does not answer is waited for a second, not longer. All methods may be called by any thread.
 *
 * @since 0.1.0
 */
public final class ArchiveMetrics implements MeterBinder {
    private final Tags tags;
    private final List<Consumer<ReadMeters>> parts;

    private ArchiveMetrics(Builder builder) {
        tags = builder.tags;
        parts = List.copyOf(builder.parts);
    }

    /**
     * Starts to describe metrics.
     *
     * @return a builder of metrics that read nothing
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Registers the meters of what the builder was given.
     *
     * @param registry where to; once for each
     */
    @Override
    public void bindTo(MeterRegistry registry) {
        ReadMeters meters = new ReadMeters(registry, tags);
        parts.forEach(part -> part.accept(meters));
    }

    /**
     * Describes metrics. Not for several threads at once.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final List<Consumer<ReadMeters>> parts = new ArrayList<>();
        private Tags tags = Tags.empty();

        private Builder() {}

        /**
         * Adds tags to every meter, such as which of several archives it is.
         *
         * @param more the tags
         * @return this builder
         */
        public Builder tags(Tags more) {
            tags = tags.and(more);
            return this;
        }

        /**
         * Reads what became of queries.
         *
         * @param service answers them
         * @return this builder
         */
        public Builder queries(ArchiveService service) {
            parts.add(ServiceMeters.ofQueries(service));
            return this;
        }

        /**
         * Reads what became of retrievals.
         *
         * @param service serves them
         * @return this builder
         */
        public Builder retrievals(RetrieveService service) {
            parts.add(ServiceMeters.ofRetrievals(service));
            return this;
        }

        /**
         * Reads what became of storage commitments. A query of the database, each time that the meters are read.
         *
         * @param service gives them
         * @return this builder
         */
        public Builder commitments(CommitmentService service) {
            parts.add(ServiceMeters.ofCommitments(service));
            return this;
        }

        /**
         * Reads what the catalog writes, and whether it can be used: a query of the database, each time that the meters are read.
         *
         * @param catalog of the archive
         * @return this builder
         */
        public Builder catalog(Catalog catalog) {
            parts.add(CatalogMeters.of(catalog));
            return this;
        }

        /**
         * Counts the rows of the catalog, too, which it takes a second or more for where there are millions.
         *
         * @param catalog of the archive
         * @param every how old a count may become until the next one is begun, such as ten minutes
         * @return this builder
         * @throws IllegalArgumentException if the time is negative
         */
        public Builder rows(Catalog catalog, Duration every) {
            if (Objects.requireNonNull(every, "every").isNegative()) {
                throw new IllegalArgumentException("every is " + every + "; it must not be negative");
            }
            parts.add(CatalogMeters.ofRows(catalog, every));
            return this;
        }

        /**
         * Makes the metrics.
         *
         * @return metrics that are bound to no registry yet
         */
        public ArchiveMetrics build() {
            return new ArchiveMetrics(this);
        }
    }
}
