package org.pacsscp.worklist;

import java.io.IOException;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pacsscp.dataset.DataSet;

/**
 * Where the entries of a worklist come from: what an application implements that has them.
 *
 * <pre>{@code
 * WorklistSource source = query -> orders.scheduledFor(query.stationAeTitles()).map(this::toEntry);
 * }</pre>
 *
 * <p>Many threads ask at once.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WorklistSource {
    /**
     * Returns all entries that are asked for, in the order in which they are to be answered, and perhaps others: the handler
     * matches each.
     *
     * @param query what is asked for
     * @return the entries; closed by the caller, who may stop before the end. It may throw an {@link
     *     java.io.UncheckedIOException}
     * @throws IOException if the entries cannot be read: the peer is told that, and the log why
     */
    Stream<WorklistEntry> entries(WorklistQuery query) throws IOException;

    /**
     * Makes a source of data sets, all of which are matched at each query: for tests, and for lists of up to some thousands.
     *
     * @param dataSets called for each query
     * @return the source
     */
    static WorklistSource of(Supplier<? extends Collection<DataSet>> dataSets) {
        return query -> dataSets.get().stream().flatMap(dataSet -> WorklistEntry.of(dataSet).stream());
    }
}
