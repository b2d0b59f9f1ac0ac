package org.pacsscp.core.internal.dimse;

import java.util.function.IntPredicate;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandTag;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;

/** Decides what becomes of each request (PS3.7 sections 9.1 and 10.1); immutable. */
public final class Dispatcher {
    private final HandlerTable handlers;

    /** Dispatches to these handlers. */
    public Dispatcher(HandlerTable handlers) {
        this.handlers = handlers;
    }

    /** Judges a request, or the cancel of one, that came on a context; {@code outstanding} knows the message ids of operations under way. */
    public Verdict judge(PresentationContext context, ReceivedCommandSet command, IntPredicate outstanding) {
        if (command.commandFieldCode() == CommandField.C_CANCEL_RQ.code()) {
            return new Verdict.Cancel(command.messageId());
        }
        if (outstanding.test(command.messageId())) {
            return new Verdict.Refuse(DimseStatus.DUPLICATE_INVOCATION);
        }
        HandlerTable.Entry entry = handlers.find(context.abstractSyntax(), command.commandFieldCode());
        if (entry == null || !mayInvoke(context, command)) {
            return new Verdict.Refuse(DimseStatus.UNRECOGNIZED_OPERATION);
        }
        return judge(entry, context, command);
    }

    /**
     * The SCU invokes operations, the SCP notifications (PS3.7 section 7.2). A peer that notifies without having
     * proposed the SCP role is heard too: the handler wants such notifications.
     */
    private static boolean mayInvoke(PresentationContext context, ReceivedCommandSet command) {
        return context.roles().contains(Role.PERFORMER)
                || command.commandFieldCode() == CommandField.N_EVENT_REPORT_RQ.code();
    }

    /** Tells whether requests of ours for a SOP class go on a context: that of the class itself, or of a meta SOP class. */
    public boolean carries(PresentationContext context, Uid sopClass) {
        return context.abstractSyntax().equals(sopClass)
                || handlers.membersOf(context.abstractSyntax()).contains(sopClass);
    }

    private static Verdict judge(HandlerTable.Entry entry, PresentationContext context, ReceivedCommandSet command) {
        boolean affected = command.has(CommandTag.AFFECTED_SOP_CLASS_UID);
        boolean named = affected || command.has(CommandTag.REQUESTED_SOP_CLASS_UID);
        // A private operation need not have a SOP class; all of PS3.7 do.
        if (!named && command.commandField().isPresent()) {
            return new Verdict.Refuse(DimseStatus.MISTYPED_ARGUMENT);
        }
        int element = affected ? CommandTag.AFFECTED_SOP_CLASS_UID : CommandTag.REQUESTED_SOP_CLASS_UID;
        if (named
                && !command.is(element, context.abstractSyntax())
                && !isMember(entry.capability(), command, element)) {
            boolean normalized =
                    command.commandField().map(CommandField::isNormalized).orElse(false);
            return new Verdict.Refuse(normalized ? DimseStatus.NO_SUCH_SOP_CLASS : DimseStatus.SOP_CLASS_NOT_SUPPORTED);
        }
        if (entry.invocation().inline() && command.hasDataSet()) {
            return new Verdict.Refuse(DimseStatus.MISTYPED_ARGUMENT);
        }
        return entry.invocation();
    }

    private static boolean isMember(ServiceCapability capability, ReceivedCommandSet command, int element) {
        return capability.memberSopClasses().stream().anyMatch(member -> command.is(element, member));
    }
}
