package org.pacsscp.micrometer;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.ToLongFunction;
import org.pacsscp.archive.ArchiveService;
import org.pacsscp.archive.QueryFigures;
import org.pacsscp.archive.commitment.CommitmentFigures;
import org.pacsscp.archive.commitment.CommitmentService;
import org.pacsscp.archive.retrieve.RetrieveFigures;
import org.pacsscp.archive.retrieve.RetrieveService;

/** The meters of the services of an archive. */
final class ServiceMeters {
    private ServiceMeters() {}

    static Consumer<ReadMeters> ofQueries(ArchiveService service) {
        Map<String, ToLongFunction<QueryFigures>> outcomes = Map.of(
                "answered", QueryFigures::answered,
                "cancelled", QueryFigures::cancelled,
                "refused", QueryFigures::refused,
                "failed", QueryFigures::failed,
                "abandoned", QueryFigures::abandoned);
        return meters -> {
            outcomes.forEach((outcome, figure) -> meters.with(Tag.OUTCOME, outcome)
                    .counter(
                            "pacsscp.queries",
                            "Queries of the archive, by what became of them",
                            () -> figure.applyAsLong(service.figures())));
            meters.counter(
                    "pacsscp.queries.matches",
                    "Matches that were sent",
                    () -> service.figures().matches());
        };
    }

    static Consumer<ReadMeters> ofRetrievals(RetrieveService service) {
        Map<String, ToLongFunction<RetrieveFigures>> outcomes = Map.of(
                "completed", RetrieveFigures::completed,
                "incomplete", RetrieveFigures::incomplete,
                "failed", RetrieveFigures::failed,
                "cancelled", RetrieveFigures::cancelled,
                "abandoned", RetrieveFigures::abandoned);
        Map<String, ToLongFunction<RetrieveFigures>> instances =
                Map.of("sent", RetrieveFigures::instancesSent, "failed", RetrieveFigures::instancesFailed);
        return meters -> {
            outcomes.forEach((outcome, figure) -> meters.with(Tag.OUTCOME, outcome)
                    .counter(
                            "pacsscp.retrievals",
                            "Retrievals, by what became of them",
                            () -> figure.applyAsLong(service.figures())));
            instances.forEach((outcome, figure) -> meters.with(Tag.OUTCOME, outcome)
                    .counter(
                            "pacsscp.retrievals.instances",
                            "Instances that were to be sent for retrievals",
                            () -> figure.applyAsLong(service.figures())));
        };
    }

    static Consumer<ReadMeters> ofCommitments(CommitmentService service) {
        Reading<CommitmentFigures> figures = new Reading<>(service::figures);
        Map<String, ToLongFunction<CommitmentFigures>> outcomes =
                Map.of("reported", CommitmentFigures::reported, "given-up", CommitmentFigures::givenUp);
        Map<String, ToLongFunction<CommitmentFigures>> instances =
                Map.of("committed", CommitmentFigures::committed, "not-committed", CommitmentFigures::notCommitted);
        return meters -> {
            outcomes.forEach((outcome, figure) -> meters.with(Tag.OUTCOME, outcome)
                    .counter(
                            "pacsscp.commitments",
                            "Requests for storage commitment, by what became of them",
                            latest(figures, figure)));
            instances.forEach((outcome, figure) -> meters.with(Tag.OUTCOME, outcome)
                    .counter(
                            "pacsscp.commitments.instances",
                            "Instances of those that were reported",
                            latest(figures, figure)));
            meters.gauge(
                    "pacsscp.commitments.waiting",
                    "Requests for storage commitment that are open, of all processes",
                    () -> figures.now().waiting());
        };
    }

    private static <T> DoubleSupplier latest(Reading<T> reading, ToLongFunction<T> figure) {
        return () -> reading.known().map(figure::applyAsLong).orElse(0L);
    }
}
