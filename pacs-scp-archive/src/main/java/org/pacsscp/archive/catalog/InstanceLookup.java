package org.pacsscp.archive.catalog;

import java.util.stream.Stream;

/**
 * Finds instances by unique keys: what a retrieval asks its catalog for. For any thread.
 *
 * @since 0.1.0
 */
public interface InstanceLookup {
    /**
     * Counts instances.
     *
     * @param selection which
     * @return how many there are now
     * @throws CatalogException if the database does not answer
     */
    long count(InstanceSelection selection);

    /**
     * Finds instances, in the order in which they came.
     *
     * <p>They are read a page at a time; between pages nothing is held of the database, so a retrieval may take as long as its
     * peer does. An instance that comes or goes in the meantime may be among them or not.
     *
     * @param selection which
     * @return the instances, for one thread; need not be closed. It throws a {@link CatalogException} where the database does
     *     not answer
     */
    Stream<CatalogedInstance> instances(InstanceSelection selection);
}
