package org.pacsscp.worklist.mpps;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.ServiceStatement;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of performed procedure steps by N-EVENT-REPORT: Modality Performed Procedure Step Notification (PS3.4 section F.9), to whom
 * has an association open with a context of that SOP class.
 *
 * <pre>{@code
 * MppsNotifications notifications = MppsNotifications.start();
 * Server server = Server.builder()
 *         .handler(MppsHandler.builder(store).listener(notifications).build(), notifications)
 *         .listener(notifications)
 *         .build();
 * }</pre>
 *
 * <p>The events are Performed Procedure Step In Progress, Completed, Discontinued and Updated (Table F.9.2-1). They are sent by a
 * thread of its own, one after the other, so that no modality waits for who listens; a thousand may wait, those beyond are dropped
 * with a line in the log. What a listener answers is not looked at, and who is not there is not told later: N-GET tells how a step is.
 *
 * <p>Give it to the server as a handler and as a listener, both.
 *
 * @since 0.1.0
 */
public final class MppsNotifications implements ActionHandler, AssociationListener, MppsListener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MppsNotifications.class);
    private static final int MOST_WAITING = 1000;
    private static final int IN_PROGRESS = 1;
    private static final int COMPLETED = 2;
    private static final int DISCONTINUED = 3;
    private static final int UPDATED = 4;

    private final Set<Association> listening = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor sender;

    private MppsNotifications() {
        sender = new ThreadPoolExecutor(
                1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), MppsNotifications::thread);
        sender.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "pacs-scp-mpps-notifications");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Makes one that tells nobody yet.
     *
     * @return a handler and listener for one server or several
     */
    public static MppsNotifications start() {
        return new MppsNotifications();
    }

    /** The peer only listens; the command field is the one that the context is there for. */
    @Override
    public List<ServiceStatement> conformance() {
        return List.of(MppsConformance.ofNotifications());
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return List.of(ServiceCapability.performer(
                        SopClass.MODALITY_PERFORMED_PROCEDURE_STEP_NOTIFICATION, CommandField.N_EVENT_REPORT_RQ)
                .transferSyntaxes(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
    }

    /** Refuses whatever comes: a service class user has nothing to ask for here. */
    @Override
    public DimseStatus handle(Action action) {
        return DimseStatus.UNRECOGNIZED_OPERATION;
    }

    @Override
    public void opened(AssociationEvent.Opened event) {
        boolean listens = event.association().presentationContexts().stream()
                .anyMatch(context ->
                        context.abstractSyntax().equals(SopClass.MODALITY_PERFORMED_PROCEDURE_STEP_NOTIFICATION)
                                && context.roles().contains(Role.PERFORMER));
        if (listens) {
            listening.add(event.association());
        }
    }

    @Override
    public void ended(AssociationEvent.Ended event) {
        listening.remove(event.association());
    }

    @Override
    public void changed(MppsEvent event) {
        for (Association association : listening) {
            if (sender.getQueue().remainingCapacity() == 0 || sender.isShutdown()) {
                log.warn(
                        "{} is not told of step {}",
                        association.callingAeTitle(),
                        event.step().instance());
            } else {
                sender.execute(() -> send(event, association));
            }
        }
    }

    private static void send(MppsEvent event, Association association) {
        Invocation report = Invocation.of(
                        SopClass.MODALITY_PERFORMED_PROCEDURE_STEP_NOTIFICATION, CommandField.N_EVENT_REPORT_RQ)
                .elements(CommandElements.none()
                        .affectedSopInstanceUid(event.step().instance())
                        .eventTypeId(eventType(event)));
        try {
            association.invoke(report).whenComplete((answer, failure) -> {
                if (failure != null) {
                    log.warn(
                            "{} could not be told of step {}: {}",
                            association.callingAeTitle(),
                            event.step().instance(),
                            failure.toString());
                }
            });
        } catch (RuntimeException e) {
            log.warn(
                    "{} could not be told of step {}: {}",
                    association.callingAeTitle(),
                    event.step().instance(),
                    e.toString());
        }
    }

    /** Table F.9.2-1: "an Update event shall not be used to notify changes in Performed Procedure Step Status". */
    private static int eventType(MppsEvent event) {
        if (event.begins()) {
            return IN_PROGRESS;
        }
        if (!event.ends()) {
            return UPDATED;
        }
        return event.step().status() == PerformedStepStatus.COMPLETED ? COMPLETED : DISCONTINUED;
    }

    /** Ends the thread; what waits is not sent. */
    @Override
    public void close() {
        sender.shutdownNow();
    }
}
