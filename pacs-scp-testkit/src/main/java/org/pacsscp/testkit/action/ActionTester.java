package org.pacsscp.testkit.action;

import java.io.IOException;
import java.util.Optional;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;

/**
 * Calls a handler as a server does, without a server: with a request and its data set, which may break, or be cancelled. Gives back
 * what a peer would have heard.
 *
 * <p>What a handler throws becomes what a server answers: the status of a {@link DimseException}; FE00H after an interrupt for
 * which the handler has asked; 0110H for anything else; nothing if the
 * request's data set broke, since then nobody is there to hear it, or if writing the answer's data set fails, which aborts the
 * association.
 *
 * <pre>{@code
 * ActionTester tester = ActionTester.of(new InboxHandler(directory));
 *
 * Outcome outcome = tester.call(TestRequest.store(image));
 *
 * assertThat(outcome.last()).isSuccess();
 * }</pre>
 *
 * <p>For one thread at a time; the handler runs on it.
 *
 * @since 0.1.0
 */
public final class ActionTester {
    private final ActionHandler handler;

    private ActionTester(ActionHandler handler) {
        this.handler = handler;
    }

    /**
     * Takes a handler.
     *
     * @param handler to be tested
     * @return its tester
     */
    public static ActionTester of(ActionHandler handler) {
        return new ActionTester(handler);
    }

    /**
     * Calls the handler.
     *
     * @param request what is asked
     * @return what came of it
     */
    public Outcome call(TestRequest request) {
        TestAction action = new TestAction(request, handler.interruptOnCancel());
        Optional<Throwable> thrown = Optional.empty();
        try {
            Response response = finalResponse(handler.handle(action));
            thrown = send(action, response);
        } catch (Throwable e) {
            thrown = Optional.of(e);
            answer(action, e);
        } finally {
            // An interrupt that the handler has not looked at must not hit the test.
            Thread.interrupted();
        }
        action.endAnswer();
        return new Outcome(action.responses(), thrown, action.session().end());
    }

    private static Response finalResponse(Response response) {
        if (response.status().category() == DimseStatus.Category.PENDING) {
            throw new IllegalStateException(response.status() + " is pending; handle must return a final response");
        }
        return response;
    }

    /** Half a data set cannot be taken back: the association is aborted. */
    private static Optional<Throwable> send(TestAction action, Response response) {
        try {
            action.add(response);
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            action.session().abort(AbortReason.SERVICE_USER);
            return Optional.of(e);
        }
    }

    private static void answer(TestAction action, Throwable thrown) {
        if (thrown instanceof DataSetException) {
            return;
        }
        DimseStatus status = DimseStatus.PROCESSING_FAILURE;
        if (thrown instanceof DimseException refusal) {
            status = refusal.status();
        } else if (thrown instanceof InterruptedException && action.cancelled()) {
            status = DimseStatus.CANCEL;
        }
        send(action, status);
    }
}
