package org.pacsscp.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.client.StoreResult.Outcome;

/** One call to store instances: reads heads, plans associations, sends over several at once, and reports. */
final class StoreCall {
    private final Associations associations;
    private final RemoteEntity remote;
    private final CallOptions options;
    private final CallLimit limit;
    private final StoreResults results;

    StoreCall(
            Associations associations,
            RemoteEntity remote,
            List<InstanceSource> sources,
            CallOptions options,
            CallLimit limit) {
        this.associations = associations;
        this.remote = remote;
        this.options = options;
        this.limit = limit;
        results = new StoreResults(sources, options.listener());
    }

    /**
     * Stores.
     *
     * @throws IOException if not even the first association could be opened
     */
    StoreReport run() throws IOException, InterruptedException {
        for (StorePlan.Group group : StorePlan.of(prepare())) {
            send(group);
        }
        return results.report();
    }

    private List<PreparedInstance> prepare() {
        List<PreparedInstance> prepared = new ArrayList<>();
        for (int i = 0; i < results.sources().size(); i++) {
            InstanceSource source = results.sources().get(i);
            try {
                prepared.add(new PreparedInstance(i, source, source.head()));
            } catch (IOException e) {
                results.add(
                        i,
                        new StoreResult(
                                source,
                                Optional.empty(),
                                Outcome.UNREADABLE,
                                Optional.empty(),
                                "it could not be read: " + e.getMessage(),
                                Optional.of(e)));
            }
        }
        return prepared;
    }

    private void send(StorePlan.Group group) throws IOException, InterruptedException {
        StoreQueue queue = new StoreQueue(group.instances(), results);
        List<Thread> helpers = new ArrayList<>();
        StoreWorker first = worker(group, queue);
        try {
            first.open();
            for (int i = 1;
                    i < Math.min(options.associations(), group.instances().size());
                    i++) {
                helpers.add(startHelper(worker(group, queue), queue));
            }
            first.run();
            for (Thread helper : helpers) {
                helper.join();
            }
        } catch (Throwable e) {
            stop(queue, helpers);
            throw e;
        }
        queue.rethrow();
    }

    private StoreWorker worker(StorePlan.Group group, StoreQueue queue) {
        return new StoreWorker(associations, remote, Purpose.of(group.contexts()), options, limit, queue);
    }

    private static Thread startHelper(StoreWorker worker, StoreQueue queue) {
        Thread thread = new Thread(
                () -> {
                    try {
                        worker.run();
                    } catch (Throwable e) {
                        queue.fail(e);
                    }
                },
                "pacs-scp-store");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Whoever ends a call leaves no thread behind. */
    private static void stop(StoreQueue queue, List<Thread> helpers) {
        queue.abandon();
        helpers.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread helper : helpers) {
            while (helper.isAlive()) {
                try {
                    helper.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
