package org.pacsscp.archive.internal.query;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.ServiceStatement;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.FindStatus;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.catalog.CatalogException;
import org.pacsscp.archive.catalog.CatalogMatches;
import org.pacsscp.archive.catalog.CatalogQuery;
import org.pacsscp.archive.catalog.InvalidQueryException;
import org.pacsscp.client.InformationModel;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.QueryOption;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetFormatException;
import org.pacsscp.dataset.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers C-FIND of one information model with what a catalog has (PS3.4 section C.4.1). For any thread. */
public final class FindHandler implements ActionHandler {
    private static final Logger log = LoggerFactory.getLogger(FindHandler.class);

    private final InformationModel model;
    private final Catalog catalog;
    private final FindSettings settings;
    private final QueryCounts counts;

    /** Answers queries of a model with a catalog. */
    public FindHandler(InformationModel model, Catalog catalog, FindSettings settings, QueryCounts counts) {
        this.model = model;
        this.catalog = catalog;
        this.settings = settings;
        this.counts = counts;
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return List.of(ServiceCapability.performer(model.find(), CommandField.C_FIND_RQ)
                .transferSyntaxes(
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                        TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
                        TransferSyntax.EXPLICIT_VR_BIG_ENDIAN));
    }

    @Override
    public String name() {
        return "C-FIND of " + model;
    }

    @Override
    public List<ServiceStatement> conformance() {
        return List.of(FindConformance.of(model, settings));
    }

    @Override
    public Optional<byte[]> negotiate(Uid sopClassUid, byte[] applicationInformation) {
        return Optional.of(FindNegotiation.answer(applicationInformation));
    }

    @Override
    public Response handle(Action action) throws IOException {
        try {
            Response response = find(action);
            counts.ended(response.status());
            return response;
        } catch (IOException e) {
            counts.abandon();
            throw e;
        } catch (RuntimeException e) {
            counts.ended(DimseStatus.PROCESSING_FAILURE);
            throw e;
        }
    }

    private Response find(Action action) throws IOException {
        DataSet identifier;
        try {
            identifier = DataSet.read(action.dataSet());
        } catch (DataSetFormatException e) {
            return refused("the identifier is no data set");
        }
        Optional<QueryLevel> level = level(identifier);
        if (level.isEmpty()) {
            return refused("Query/Retrieve Level is none of this SOP class")
                    .with(CommandElements.none().offendingElements(Tag.QUERY_RETRIEVE_LEVEL));
        }
        CatalogQuery query = new CatalogQuery(model, level.get(), identifier, agreed(action), settings.localZone());
        try (CatalogMatches matches = catalog.find(query)) {
            action.onCancel(matches::cancel);
            return answer(action, matches, new Answers(identifier, retrieveAeTitle(action), level.get()));
        } catch (InvalidQueryException e) {
            int[] tags = e.offendingTags().stream().mapToInt(Integer::intValue).toArray();
            return refused(Objects.requireNonNullElse(e.getMessage(), ""))
                    .with(CommandElements.none().offendingElements(tags));
        } catch (CatalogException e) {
            log.error("A query could not be answered.", e);
            return FindStatus.OUT_OF_RESOURCES.withErrorComment("the catalog does not answer");
        }
    }

    private Response answer(Action action, CatalogMatches matches, Answers answers) throws IOException {
        DimseStatus pending =
                matches.unsupportedKeys().isEmpty() ? FindStatus.PENDING : FindStatus.OPTIONAL_KEYS_NOT_SUPPORTED;
        AnswerBatch batch = new AnswerBatch(action, pending, counts);
        try {
            long found = 0;
            for (Optional<DataSet> match = matches.next(); match.isPresent(); match = matches.next()) {
                if (action.cancelled()) {
                    return FindStatus.CANCELED;
                }
                if (found == settings.answerLimit()) {
                    batch.flush();
                    return FindStatus.OUT_OF_RESOURCES.withErrorComment(
                            "more than %d matches; ask for less".formatted(settings.answerLimit()));
                }
                batch.add(answers.complete(match.get()));
                found++;
            }
        } catch (CatalogException e) {
            batch.flush();
            throw e;
        }
        if (!action.cancelled()) {
            batch.flush();
        }
        return action.cancelled() ? FindStatus.CANCELED : DimseStatus.SUCCESS;
    }

    private Optional<QueryLevel> level(DataSet identifier) {
        String text = identifier.text(Tag.QUERY_RETRIEVE_LEVEL).orElse("");
        return Arrays.stream(QueryLevel.values())
                .filter(level -> level.name().equals(text))
                .filter(level -> level != QueryLevel.PATIENT || model == InformationModel.PATIENT_ROOT)
                .findFirst();
    }

    private Set<QueryOption> agreed(Action action) {
        return action.association()
                .extendedNegotiation(model.find())
                .map(FindNegotiation::agreed)
                .orElse(Set.of());
    }

    private AeTitle retrieveAeTitle(Action action) {
        return settings.retrieveAeTitle().orElse(action.association().calledAeTitle());
    }

    private static Response refused(String comment) {
        return FindStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.withErrorComment(comment);
    }
}
