package org.pacsscp.core.internal.dimse;

import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.DimseStatus;

/** What becomes of a command. */
public sealed interface Verdict {
    /** A handler serves it. */
    record Invoke(ActionHandler handler, ActionHandler.Execution execution) implements Verdict {}

    /** It is answered without a handler; its data set is dropped. */
    record Refuse(DimseStatus status) implements Verdict {}

    /** It cancels an operation, if that is still under way. */
    record Cancel(int messageId) implements Verdict {}

    /** It answers a request of ours, if that is still waited for. */
    record Response(int messageId) implements Verdict {}
}
