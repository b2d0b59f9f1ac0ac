package org.pacsscp.core.internal.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

class DispatcherTest {
    private static final Uid SOP_CLASS = Uid.of("1.2.3");
    private static final Uid META = SopClass.BASIC_GRAYSCALE_PRINT_MANAGEMENT_META;

    private static final ActionHandler EVERYTHING = new StubHandler(ServiceCapability.performer(
            SOP_CLASS,
            CommandField.C_STORE_RQ,
            CommandField.C_FIND_RQ,
            CommandField.C_GET_RQ,
            CommandField.C_MOVE_RQ,
            CommandField.N_EVENT_REPORT_RQ,
            CommandField.N_GET_RQ,
            CommandField.N_SET_RQ,
            CommandField.N_ACTION_RQ,
            CommandField.N_CREATE_RQ,
            CommandField.N_DELETE_RQ));

    private static final ActionHandler ECHO =
            new StubHandler.Inline(ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ));

    private final Dispatcher dispatcher = dispatcher(EVERYTHING, ECHO);

    /** On any context and in any role: the operation that it cancels was judged there. */
    @ParameterizedTest
    @EnumSource
    void aCancelIsForItsOperation(Role role) {
        assertThat(judge(dispatcher, context(Uid.of("1.2.9"), role), GoldenCommand.C_CANCEL_RQ))
                .isEqualTo(new Verdict.Cancel(0x0201));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "[CN]_(?!ECHO|CANCEL).*_RQ")
    void aRequestGoesToItsHandler(GoldenCommand request) {
        assertThat(judge(dispatcher, context(SOP_CLASS), request))
                .isEqualTo(new Verdict.Invoke(EVERYTHING, false, false));
    }

    @Test
    void aHandlerRunsWhereItWants() {
        assertThat(judge(dispatcher, context(SopClass.VERIFICATION), GoldenCommand.C_ECHO_RQ))
                .isEqualTo(new Verdict.Invoke(ECHO, true, false));
    }

    @Test
    void aMessageIdMayNotBeInUse() {
        ReceivedCommandSet request = GoldenCommand.C_STORE_RQ.read();

        assertThat(dispatcher.judge(context(SOP_CLASS), request, id -> id == 0x0201))
                .isEqualTo(new Verdict.Refuse(DimseStatus.DUPLICATE_INVOCATION));
        assertThat(dispatcher.judge(context(SOP_CLASS), request, id -> id != 0x0201))
                .isInstanceOf(Verdict.Invoke.class);
        // These name an operation that is under way.
        assertThat(dispatcher.judge(context(SOP_CLASS), GoldenCommand.C_CANCEL_RQ.read(), id -> true))
                .isInstanceOf(Verdict.Cancel.class);
    }

    @Test
    void anOperationThatNobodyServesOnTheContextIsNotRecognized() {
        assertRefused(GoldenCommand.C_ECHO_RQ, context(SOP_CLASS), DimseStatus.UNRECOGNIZED_OPERATION);
        assertRefused(GoldenCommand.C_STORE_RQ, context(SopClass.VERIFICATION), DimseStatus.UNRECOGNIZED_OPERATION);
        assertRefused(GoldenCommand.C_STORE_RQ, context(Uid.of("1.2.9")), DimseStatus.UNRECOGNIZED_OPERATION);
        assertRefused(command("3412", "0000 0200 06000000 '1.2.3' 00", "0101"), DimseStatus.UNRECOGNIZED_OPERATION);
    }

    /** The status of PS3.7 9.1 for composite services, and of 10.1 for normalized ones. */
    @ParameterizedTest
    @CsvSource({
        "0100, 0200, 0122",
        "2000, 0200, 0122",
        "1000, 0200, 0122",
        "2100, 0200, 0122",
        "0001, 0200, 0118",
        "1001, 0300, 0118",
        "2001, 0300, 0118",
        "3001, 0300, 0118",
        "4001, 0200, 0118",
        "5001, 0300, 0118"
    })
    void anotherSopClassThanTheContextsIsRefused(String commandField, String element, String status) {
        assertRefused(
                command(commandField, "0000 " + element + " 04000000 '1.23'", "0101"),
                DimseStatus.of(Integer.parseInt(status, 16)));
    }

    /** PS3.7 requires it of every request. */
    @ParameterizedTest
    @CsvSource({"0100", "2000", "1001", "4001"})
    void aRequestWithoutSopClassIsRefused(String commandField) {
        assertRefused(command(commandField, "", "0101"), DimseStatus.MISTYPED_ARGUMENT);
    }

    @Test
    void anInlineHandlerTakesNoDataSet() {
        String verification = "0000 0200 12000000 '1.2.840.10008.1.1' 00";

        assertThat(dispatcher.judge(context(SopClass.VERIFICATION), command("3000", verification, "0100"), id -> false))
                .isEqualTo(new Verdict.Refuse(DimseStatus.MISTYPED_ARGUMENT));
    }

    /** PS3.7 section 10.1: the affected SOP class need not be the context's; a meta SOP class has members. */
    @Test
    void membersOfAMetaSopClassAreServedOnItsContext() {
        ActionHandler print = new StubHandler(ServiceCapability.performer(META, CommandField.N_CREATE_RQ)
                .memberSopClasses(SOP_CLASS, Uid.of("1.2.4")));
        Dispatcher printer = dispatcher(print);

        assertThat(judge(printer, context(META), GoldenCommand.N_CREATE_RQ))
                .isEqualTo(new Verdict.Invoke(print, false, false));
        assertThat(printer.judge(context(META), command("4001", "0000 0200 04000000 '1.23'", "0101"), id -> false))
                .isEqualTo(new Verdict.Refuse(DimseStatus.NO_SUCH_SOP_CLASS));
        assertThat(printer.carries(context(META), SOP_CLASS)).isTrue();
        assertThat(printer.carries(context(META), META)).isTrue();
        assertThat(printer.carries(context(META), Uid.of("1.2.9"))).isFalse();
        assertThat(printer.carries(context(SOP_CLASS), META)).isFalse();
    }

    @Test
    void aHandlerOfAnyAbstractSyntaxServesTheContextsOnly() {
        ActionHandler any = new StubHandler(ServiceCapability.anyAbstractSyntax(CommandField.C_STORE_RQ));
        Dispatcher promiscuous = dispatcher(any);

        assertThat(judge(promiscuous, context(SOP_CLASS), GoldenCommand.C_STORE_RQ))
                .isEqualTo(new Verdict.Invoke(any, false, false));
        assertThat(judge(promiscuous, context(Uid.of("1.2.9")), GoldenCommand.C_STORE_RQ))
                .isEqualTo(new Verdict.Refuse(DimseStatus.SOP_CLASS_NOT_SUPPORTED));
    }

    /** PS3.7 does not know them, hence nothing that they must have. */
    @Test
    void aPrivateOperationNeedsNoSopClass() {
        ActionHandler own = new StubHandler(new ServiceCapability(
                Optional.of(SOP_CLASS), Set.of(0x1234), List.of(), Set.of(Role.PERFORMER), Set.of()));
        Dispatcher handlersOwn = dispatcher(own);

        assertThat(handlersOwn.judge(context(SOP_CLASS), command("3412", "", "0000"), id -> false))
                .isEqualTo(new Verdict.Invoke(own, false, false));
        assertThat(handlersOwn.judge(
                        context(SOP_CLASS), command("3412", "0000 0200 04000000 '1.23'", "0000"), id -> false))
                .isEqualTo(new Verdict.Refuse(DimseStatus.SOP_CLASS_NOT_SUPPORTED));
    }

    /** PS3.7 section 7.2: the SCU invokes operations, the SCP notifications. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "[CN]_(?!ECHO|CANCEL).*_RQ")
    void whereOnlyWeAreTheScuThePeerInvokesNothingButNotifications(GoldenCommand request) {
        Verdict verdict = judge(dispatcher, context(SOP_CLASS, Role.INVOKER), request);

        assertThat(verdict)
                .isEqualTo(
                        request == GoldenCommand.N_EVENT_REPORT_RQ
                                ? new Verdict.Invoke(EVERYTHING, false, false)
                                : new Verdict.Refuse(DimseStatus.UNRECOGNIZED_OPERATION));
    }

    private void assertRefused(GoldenCommand request, PresentationContext context, DimseStatus status) {
        assertThat(judge(dispatcher, context, request)).isEqualTo(new Verdict.Refuse(status));
    }

    private void assertRefused(ReceivedCommandSet request, DimseStatus status) {
        assertThat(dispatcher.judge(context(SOP_CLASS), request, id -> false)).isEqualTo(new Verdict.Refuse(status));
    }

    private static Verdict judge(Dispatcher dispatcher, PresentationContext context, GoldenCommand command) {
        return dispatcher.judge(context, command.read(), id -> false);
    }

    private static Dispatcher dispatcher(ActionHandler... handlers) {
        return new Dispatcher(HandlerTable.of(List.of(handlers), List.of()));
    }

    private static PresentationContext context(Uid abstractSyntax) {
        return context(abstractSyntax, Role.PERFORMER);
    }

    private static PresentationContext context(Uid abstractSyntax, Role role) {
        return new PresentationContext(1, abstractSyntax, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, Set.of(role));
    }

    private static ReceivedCommandSet command(String commandField, String sopClass, String dataSetType) {
        return GoldenCommand.read(GoldenCommand.withGroupLength("""
                %s
                0000 0001 02000000 %s
                0000 1001 02000000 0102
                0000 0008 02000000 %s
                """.formatted(sopClass, commandField, dataSetType)));
    }
}
