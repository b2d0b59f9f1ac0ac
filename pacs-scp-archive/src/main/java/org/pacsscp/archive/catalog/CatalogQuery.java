package org.pacsscp.archive.catalog;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import org.pacsscp.client.InformationModel;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.QueryOption;
import org.pacsscp.dataset.DataSet;

/**
 * What a catalog is asked for (PS3.4 section C.4.1). Immutable.
 *
 * <pre>{@code
 * DataSet keys = DataSet.builder()
 *         .text(Tag.PATIENT_NAME, "DOE*")
 *         .empty(Tag.STUDY_INSTANCE_UID)
 *         .build();
 * CatalogQuery query = CatalogQuery.of(InformationModel.STUDY_ROOT, QueryLevel.STUDY, keys);
 * }</pre>
 *
 * @param model {@link InformationModel#PATIENT_ROOT} or {@link InformationModel#STUDY_ROOT}
 * @param level of what entities are asked for
 * @param identifier the keys; Query/Retrieve Level among them is not looked at
 * @param options what holds beyond the SOP class; {@link QueryOption#RELATIONAL} lets keys be of any level and the unique keys of
 *     levels above be missing. Names are never matched by sound, nor multi-frame instances seen as others
 * @param localZone the time zone of dates and times that are written without an offset from UTC
 * @since 0.1.0
 */
public record CatalogQuery(
        InformationModel model, QueryLevel level, DataSet identifier, Set<QueryOption> options, ZoneId localZone) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the model is the worklist, which no catalog has, or has no such level
     */
    public CatalogQuery {
        Objects.requireNonNull(identifier, "identifier");
        Objects.requireNonNull(localZone, "localZone");
        options = Set.copyOf(options);
        if (model == InformationModel.WORKLIST) {
            throw new IllegalArgumentException("a catalog has no worklist; ask for PATIENT_ROOT or STUDY_ROOT");
        }
        if (model == InformationModel.STUDY_ROOT && level == QueryLevel.PATIENT) {
            throw new IllegalArgumentException("the study root has no patients (PS3.4 section C.6.2); ask for studies");
        }
    }

    /**
     * Makes a query of which nothing was negotiated, in UTC.
     *
     * @param model the information model
     * @param level of what entities are asked for
     * @param identifier the keys
     * @return the query
     * @throws IllegalArgumentException as the constructor does
     */
    public static CatalogQuery of(InformationModel model, QueryLevel level, DataSet identifier) {
        return new CatalogQuery(model, level, identifier, Set.of(), ZoneOffset.UTC);
    }

    /**
     * Replaces the options.
     *
     * @param negotiated what holds beyond the SOP class
     * @return a new query
     */
    public CatalogQuery with(QueryOption... negotiated) {
        return new CatalogQuery(model, level, identifier, Set.of(negotiated), localZone);
    }

    /** Tells whether an option holds. */
    boolean has(QueryOption option) {
        return options.contains(option);
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "CatalogQuery[" + model + ", " + level + ", " + options + "]";
    }
}
