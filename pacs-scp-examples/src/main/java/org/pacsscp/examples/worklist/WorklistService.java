package org.pacsscp.examples.worklist;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.worklist.ScheduledStepReference;
import org.pacsscp.worklist.WorklistDirectory;
import org.pacsscp.worklist.WorklistEntry;
import org.pacsscp.worklist.WorklistHandler;
import org.pacsscp.worklist.mpps.MppsDirectory;
import org.pacsscp.worklist.mpps.MppsEvent;
import org.pacsscp.worklist.mpps.MppsHandler;
import org.pacsscp.worklist.mpps.MppsLeniency;
import org.pacsscp.worklist.mpps.MppsNotifications;
import org.pacsscp.worklist.mpps.PerformedStep;
import org.pacsscp.worklist.mpps.ScheduledStepUpdates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that serves a worklist: give its handlers and its listener to a server, and close it after the server. */
public final class WorklistService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorklistService.class);

    private final WorklistOptions options;
    private final MppsDirectory performed;
    private final WorklistDirectory worklist;
    private final MppsNotifications notifications = MppsNotifications.start();

    private WorklistService(WorklistOptions options, MppsDirectory performed, WorklistDirectory worklist) {
        this.options = options;
        this.performed = performed;
        this.worklist = worklist;
    }

    /**
     * Opens both directories.
     *
     * @param options how to serve
     * @return the service
     * @throws IOException if a directory cannot be used; the message says why
     */
    public static WorklistService open(WorklistOptions options) throws IOException {
        if (!Files.isDirectory(options.directory())) {
            throw new IOException(options.directory() + " is no directory; give that of the entries (--directory)");
        }
        MppsDirectory performed = MppsDirectory.open(options.performed());
        try {
            WorklistDirectory worklist = WorklistDirectory.builder(options.directory())
                    .statuses(performed)
                    .open();
            return new WorklistService(options, performed, worklist);
        } catch (IOException | RuntimeException e) {
            performed.close();
            throw e;
        }
    }

    /**
     * Returns what answers queries, keeps performed steps, and tells of them.
     *
     * @return the handlers
     */
    public List<ActionHandler> handlers() {
        WorklistHandler.Builder queries = WorklistHandler.builder(worklist);
        options.maxMatches().ifPresent(queries::maxMatches);
        MppsHandler.Builder steps = MppsHandler.builder(performed)
                .listener(new ScheduledStepUpdates(performed, worklist))
                .listener(notifications)
                .listener(WorklistService::log);
        if (options.lenient()) {
            steps.bear(MppsLeniency.values());
        }
        return List.of(queries.build(), steps.build(), notifications);
    }

    private static void log(MppsEvent event) {
        log.info(
                "step {} of {} is {}",
                event.step().instance(),
                event.callingAeTitle(),
                event.step().status().value());
    }

    /**
     * Returns what has to know who listens for steps.
     *
     * @return the listener
     */
    public AssociationListener listener() {
        return notifications;
    }

    /**
     * Returns the worklist.
     *
     * @return its entries as they are now, in the order of their start
     */
    public List<WorklistEntry> entries() {
        return worklist.entries();
    }

    /**
     * Finds what modalities have reported of a scheduled step.
     *
     * @param scheduled the step
     * @return the steps that perform it, in no order
     */
    public List<PerformedStep> performing(ScheduledStepReference scheduled) {
        return performed.performing(scheduled);
    }

    /**
     * Gives the directories free.
     *
     * @throws IOException if that fails
     */
    @Override
    public void close() throws IOException {
        notifications.close();
        worklist.close();
        performed.close();
    }
}
