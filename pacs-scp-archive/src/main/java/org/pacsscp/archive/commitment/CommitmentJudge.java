package org.pacsscp.archive.commitment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.status.StorageCommitmentFailure;
import org.pacsscp.archive.catalog.CatalogedInstance;
import org.pacsscp.archive.catalog.InstanceLookup;
import org.pacsscp.archive.catalog.InstanceSelection;
import org.pacsscp.client.ReferencedInstance;
import org.pacsscp.storage.InstanceStore;

/** Decides for which instances we take responsibility: those that the catalog knows and the store has (PS3.3 C.14.1.1). */
final class CommitmentJudge {
    /** So many UIDs are asked for at once. */
    private static final int AT_ONCE = 500;

    private final InstanceLookup lookup;
    private final InstanceStore store;

    CommitmentJudge(InstanceLookup lookup, InstanceStore store) {
        this.lookup = lookup;
        this.store = store;
    }

    /**
     * Judges a request.
     *
     * @throws org.pacsscp.archive.catalog.CatalogException if the database does not answer: nothing is decided then
     */
    CommitmentVerdict judge(CommitmentRequest request) {
        List<ReferencedInstance> committed = new ArrayList<>();
        Map<ReferencedInstance, Integer> failed = new LinkedHashMap<>();
        if (request.duplicate()) {
            request.instances()
                    .forEach(instance -> failed.put(instance, StorageCommitmentFailure.DUPLICATE_TRANSACTION_UID));
            return new CommitmentVerdict(request, committed, failed);
        }
        for (int from = 0; from < request.instances().size(); from += AT_ONCE) {
            List<ReferencedInstance> some = request.instances()
                    .subList(from, Math.min(from + AT_ONCE, request.instances().size()));
            Map<String, CatalogedInstance> known = find(some);
            for (ReferencedInstance instance : some) {
                int reason = failure(instance, known.get(instance.sopInstance().value()));
                if (reason == 0) {
                    committed.add(instance);
                } else {
                    failed.put(instance, reason);
                }
            }
        }
        return new CommitmentVerdict(request, committed, failed);
    }

    private Map<String, CatalogedInstance> find(List<ReferencedInstance> instances) {
        String[] uids = instances.stream()
                .map(instance -> instance.sopInstance().value())
                .distinct()
                .toArray(String[]::new);
        Map<String, CatalogedInstance> known = new HashMap<>();
        lookup.instances(InstanceSelection.everything().ofInstances(uids))
                .forEach(found -> known.put(found.sopInstanceUid().value(), found));
        return known;
    }

    /** Returns why it is not committed; 0 if it is. */
    private int failure(ReferencedInstance asked, @Nullable CatalogedInstance known) {
        if (known == null) {
            return StorageCommitmentFailure.NO_SUCH_OBJECT_INSTANCE;
        }
        if (!known.sopClassUid().equals(asked.sopClass())) {
            return StorageCommitmentFailure.CLASS_INSTANCE_CONFLICT;
        }
        try {
            return store.contains(known.location()) ? 0 : StorageCommitmentFailure.NO_SUCH_OBJECT_INSTANCE;
        } catch (IOException e) {
            return StorageCommitmentFailure.PROCESSING_FAILURE;
        }
    }
}
