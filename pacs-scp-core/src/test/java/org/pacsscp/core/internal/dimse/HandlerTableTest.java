package org.pacsscp.core.internal.dimse;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.pacsscp.api.CommandField.C_ECHO_RQ;
import static org.pacsscp.api.CommandField.C_FIND_RQ;
import static org.pacsscp.api.CommandField.C_STORE_RQ;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;

class HandlerTableTest {
    private static final Uid CT = SopClass.CT_IMAGE_STORAGE;
    private static final Uid MR = SopClass.MR_IMAGE_STORAGE;

    /** A handler of another class, so that an error can name both. */
    private static final class OtherHandler extends StubHandler {
        OtherHandler(ServiceCapability... capabilities) {
            super(capabilities);
        }
    }

    @Test
    void findsTheHandlerOfAnOperation() {
        ActionHandler store = new StubHandler(performer(CT, C_STORE_RQ), performer(MR, C_STORE_RQ));
        ActionHandler echo = new StubHandler(performer(SopClass.VERIFICATION, C_ECHO_RQ));
        HandlerTable table = HandlerTable.of(List.of(store, echo), List.of());

        assertThat(handler(table, CT, C_STORE_RQ)).isSameAs(store);
        assertThat(handler(table, MR, C_STORE_RQ)).isSameAs(store);
        assertThat(handler(table, SopClass.VERIFICATION, C_ECHO_RQ)).isSameAs(echo);
        assertThat(handler(table, CT, C_ECHO_RQ)).isNull();
        assertThat(handler(table, Uid.of("1.2.3"), C_STORE_RQ)).isNull();
        assertThat(table.handlersOf(CT)).containsExactly(store);
        assertThat(table.handlersOf(Uid.of("1.2.3"))).isEmpty();
    }

    @Test
    void hasAllHandlersInTheirOrder() {
        ActionHandler store = new StubHandler(performer(CT, C_STORE_RQ));
        ActionHandler echo = new StubHandler(performer(SopClass.VERIFICATION, C_ECHO_RQ));
        ActionHandler found = new OtherHandler(performer(MR, C_STORE_RQ));

        assertThat(HandlerTable.of(List.of(store, echo), List.of(found)).handlers())
                .containsExactly(store, echo, found);
    }

    @Test
    void asksAHandlerOnceHowItIsCalled() {
        ActionHandler handler = mock(ActionHandler.class);
        when(handler.capabilities()).thenReturn(List.of(performer(CT, C_STORE_RQ), performer(MR, C_STORE_RQ)));
        when(handler.interruptOnCancel()).thenReturn(true);
        HandlerTable table = HandlerTable.of(List.of(handler), List.of());

        for (Uid sopClass : List.of(CT, MR, CT)) {
            HandlerTable.Entry entry = requireNonNull(table.find(sopClass, C_STORE_RQ.code()));
            assertThat(entry.invocation()).isEqualTo(new Verdict.Invoke(handler, false, true));
        }
        verify(handler, times(1)).capabilities();
        verify(handler, times(1)).interruptOnCancel();
    }

    @Test
    void aGivenHandlerWinsOverOneThatWasFound() {
        ActionHandler given = new StubHandler(performer(CT, C_STORE_RQ));
        ActionHandler found = new OtherHandler(performer(CT, C_STORE_RQ), performer(MR, C_STORE_RQ));
        HandlerTable table = HandlerTable.of(List.of(given), List.of(found));

        assertThat(handler(table, CT, C_STORE_RQ)).isSameAs(given);
        assertThat(handler(table, MR, C_STORE_RQ)).isSameAs(found);
        assertThat(table.handlersOf(CT)).containsExactly(given);
        assertThat(table.capabilities()).containsExactly(performer(CT, C_STORE_RQ), performer(MR, C_STORE_RQ));
    }

    @Test
    void aGivenHandlerWinsForItsOperationsOnly() {
        ActionHandler given = new StubHandler(performer(CT, C_STORE_RQ));
        ActionHandler found = new OtherHandler(performer(CT, C_STORE_RQ, C_FIND_RQ));
        HandlerTable table = HandlerTable.of(List.of(given), List.of(found));

        assertThat(handler(table, CT, C_STORE_RQ)).isSameAs(given);
        assertThat(handler(table, CT, C_FIND_RQ)).isSameAs(found);
        assertThat(table.handlersOf(CT)).containsExactly(given, found);
        assertThat(table.capabilities()).hasSize(2);
    }

    @Test
    void twoGivenHandlersOfOneOperationAreAnErrorThatNamesBoth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HandlerTable.of(
                        List.of(
                                new StubHandler(performer(CT, C_STORE_RQ)),
                                new OtherHandler(performer(CT, C_FIND_RQ, C_STORE_RQ))),
                        List.of()))
                .withMessage("C-STORE-RQ of 1.2.840.10008.5.1.4.1.1.2 is served by two handlers, "
                        + StubHandler.class.getName() + " and " + OtherHandler.class.getName()
                        + "; take one away, or give the one that shall win to the builder with handler(...)");
    }

    @Test
    void soAreTwoThatWereFound() {
        ServiceCapability onlyPrivate =
                new ServiceCapability(Optional.empty(), Set.of(0x1234), List.of(), Set.of(Role.PERFORMER), Set.of());
        ServiceCapability more = ServiceCapability.anyAbstractSyntax(C_STORE_RQ).privateCommandField(0x1234);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> HandlerTable.of(List.of(), List.of(new StubHandler(onlyPrivate), new OtherHandler(more))))
                .withMessageStartingWith("1234H of any abstract syntax is served by two handlers, ");
    }

    @Test
    void soAreTwoThatWereFoundBesideOneThatWasGivenForSomethingElse() {
        ActionHandler given = new StubHandler(performer(MR, C_STORE_RQ));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HandlerTable.of(
                        List.of(given),
                        List.of(
                                new StubHandler(performer(CT, C_STORE_RQ)),
                                new OtherHandler(performer(CT, C_STORE_RQ)))))
                .withMessageContaining(" is served by two handlers, ");
    }

    @Test
    void oneHandlerMayNameAnOperationTwice() {
        ActionHandler twice = new StubHandler(performer(CT, C_STORE_RQ), performer(CT, C_STORE_RQ, C_FIND_RQ));
        HandlerTable table = HandlerTable.of(List.of(twice, twice), List.of());

        assertThat(handler(table, CT, C_STORE_RQ)).isSameAs(twice);
        assertThat(handler(table, CT, C_FIND_RQ)).isSameAs(twice);
    }

    @Test
    void noHandlerAtAllIsAnErrorThatSaysWhatToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HandlerTable.of(List.of(), List.of()))
                .withMessageContaining("handler(...)")
                .withMessageContaining("org.pacsscp:pacs-scp-echo");
    }

    @Test
    void theEmptyTableFindsNothing() {
        assertThat(handler(HandlerTable.EMPTY, CT, C_STORE_RQ)).isNull();
        assertThat(HandlerTable.EMPTY.capabilities()).isEmpty();
    }

    @Test
    void aHandlerOfAnyAbstractSyntaxServesWhatNoneNames() {
        ActionHandler any = new StubHandler(ServiceCapability.anyAbstractSyntax(C_STORE_RQ));
        ActionHandler ct = new OtherHandler(performer(CT, C_STORE_RQ));
        HandlerTable table = HandlerTable.of(List.of(any, ct), List.of());

        assertThat(handler(table, CT, C_STORE_RQ)).isSameAs(ct);
        assertThat(handler(table, MR, C_STORE_RQ)).isSameAs(any);
        assertThat(handler(table, MR, C_ECHO_RQ)).isNull();
    }

    /** Its transfer syntaxes were not asked for when the context was negotiated. */
    @Test
    void aHandlerOfAnyAbstractSyntaxServesNoOtherOperationOfOneThatIsNamed() {
        ActionHandler any = new StubHandler(ServiceCapability.anyAbstractSyntax(C_STORE_RQ, C_FIND_RQ));
        ActionHandler ct = new OtherHandler(performer(CT, C_STORE_RQ));
        HandlerTable table = HandlerTable.of(List.of(any), List.of(ct));

        assertThat(handler(table, CT, C_FIND_RQ)).isNull();
        assertThat(handler(table, MR, C_FIND_RQ)).isSameAs(any);
    }

    @Test
    void aHandlerOfAnyAbstractSyntaxNegotiatesForWhatNoneNames() {
        ActionHandler any = new StubHandler(ServiceCapability.anyAbstractSyntax(C_STORE_RQ));
        ActionHandler ct = new OtherHandler(performer(CT, C_STORE_RQ));
        HandlerTable table = HandlerTable.of(List.of(any, ct), List.of());

        assertThat(table.handlersOf(CT)).containsExactly(ct);
        assertThat(table.handlersOf(MR)).containsExactly(any);
    }

    @Test
    void aCapabilityOnlyToInvokeIsKept() {
        ServiceCapability invoker = ServiceCapability.invoker(CT);
        HandlerTable table = HandlerTable.of(List.of(), List.of(new StubHandler(invoker)));

        assertThat(table.capabilities()).containsExactly(invoker);
        assertThat(table.capabilities().get(0).roles()).containsExactly(Role.INVOKER);
        assertThat(handler(table, CT, C_STORE_RQ)).isNull();
    }

    @Test
    void knowsTheMembersOfAMetaSopClass() {
        Uid meta = SopClass.BASIC_GRAYSCALE_PRINT_MANAGEMENT_META;
        Uid member = SopClass.BASIC_FILM_SESSION;
        HandlerTable table = HandlerTable.of(
                List.of(new StubHandler(
                        performer(meta, CommandField.N_CREATE_RQ).memberSopClasses(member))),
                List.of());

        assertThat(table.membersOf(meta)).containsExactly(member);
        assertThat(table.membersOf(CT)).isEmpty();
    }

    private static ServiceCapability performer(Uid abstractSyntax, CommandField... fields) {
        return ServiceCapability.performer(abstractSyntax, fields);
    }

    private static @Nullable ActionHandler handler(HandlerTable table, Uid abstractSyntax, CommandField field) {
        HandlerTable.Entry entry = table.find(abstractSyntax, field.code());
        return entry == null ? null : entry.handler();
    }
}
