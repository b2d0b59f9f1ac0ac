package org.pacsscp.client;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tag;

/** One C-MOVE or C-GET: sends it, tells of its progress, and reports. Belongs to one thread. */
final class RetrieveCall {
    private final LentAssociation lent;
    private final CallLimit limit;
    private final ProgressListener listener;
    private @Nullable SubOperations lastCounts;

    RetrieveCall(LentAssociation lent, CallLimit limit, ProgressListener listener) {
        this.lent = lent;
        this.limit = limit;
        this.listener = listener;
    }

    RetrieveReport run(String operation, Invocation request) throws IOException, InterruptedException {
        lent.begin(operation, request);
        Runnable forget = limit.onOver(lent::cancel);
        try {
            ReceivedResponse response = lent.next();
            while (response.isPending()) {
                count(response);
                response = lent.next();
            }
            return report(response);
        } catch (ServiceException e) {
            throw limit.isOver() ? limit.exception(lent.remote(), operation, e) : e;
        } finally {
            forget.run();
        }
    }

    private void count(ReceivedResponse response) {
        Optional<SubOperations> counts = response.command().subOperations();
        if (counts.isPresent()) {
            lastCounts = counts.get();
            listener.retrieving(new ProgressListener.Retrieving(counts.get()));
        }
    }

    private RetrieveReport report(ReceivedResponse response) {
        return new RetrieveReport(
                lent.remote(),
                response.status(),
                response.command().subOperations().or(() -> Optional.ofNullable(lastCounts)),
                failed(response));
    }

    /** A list that cannot be read is none: the counts and the status still hold. */
    private static List<Uid> failed(ReceivedResponse response) {
        if (!response.command().hasDataSet()) {
            return List.of();
        }
        try {
            return DataSet.read(response.dataSet())
                    .element(Tag.FAILED_SOP_INSTANCE_UID_LIST)
                    .map(Element::uids)
                    .orElse(List.of());
        } catch (IOException e) {
            return List.of();
        }
    }
}
