package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What handlers answer, and handlers made of functions. */
class ResponseTest {
    private static final CommandElements ELEMENTS = CommandElements.none().errorId(7);
    private static final DataSetWriter WRITER = out -> {};

    @Test
    void isAStatusByItself() {
        Response response = DimseStatus.CANCEL;
        assertThat(response.status()).isSameAs(DimseStatus.CANCEL);
        assertThat(response.elements().values()).isEmpty();
        assertThat(response.dataSet()).isEmpty();
    }

    @Test
    void hasElementsWithoutADataSet() {
        CommandResponse response =
                DimseStatus.SUCCESS.with(CommandElements.none()).with(ELEMENTS);
        assertThat(response.status()).isEqualTo(DimseStatus.SUCCESS);
        assertThat(response.elements()).isSameAs(ELEMENTS);
        assertThat(response.dataSet()).isEmpty();
    }

    @Test
    void hasElementsAndADataSetInEitherOrder() {
        for (Response response : List.of(
                DimseStatus.PENDING.with(ELEMENTS).withDataSet(WRITER),
                DimseStatus.PENDING.withDataSet(WRITER).with(ELEMENTS))) {
            assertThat(response.status()).isEqualTo(DimseStatus.PENDING);
            assertThat(response.elements()).isSameAs(ELEMENTS);
            assertThat(response.dataSet()).containsSame(WRITER);
        }
    }

    @Test
    void hasTheDataSetThatWasGivenLast() {
        DataSetWriter last = out -> out.write(1);
        assertThat(DimseStatus.SUCCESS.withDataSet(WRITER).withDataSet(last).dataSet())
                .containsSame(last);
    }

    @Test
    @SuppressWarnings("NullAway") // the contract is broken on purpose
    void isNeverMadeOfNull() {
        assertThatNullPointerException().isThrownBy(() -> DimseStatus.SUCCESS.with(null));
        assertThatNullPointerException().isThrownBy(() -> DimseStatus.SUCCESS.withDataSet(null));
        assertThatNullPointerException()
                .isThrownBy(() -> DimseStatus.SUCCESS.withDataSet(WRITER).with(null));
    }

    @Test
    void comesFromAFunctionThatMayThrow() throws Exception {
        ServiceCapability capability = ServiceCapability.anyAbstractSyntax(CommandField.C_STORE_RQ);
        ActionHandler handler = ActionHandler.of(capability, action -> {
            if (action.cancelled()) {
                throw new IOException("on purpose");
            }
            return DimseStatus.SUCCESS;
        });
        assertThat(handler.capabilities()).containsExactly(capability);
        assertThat(handler).isNotInstanceOf(InlineHandler.class);
        assertThat(handler.handle(mock(Action.class))).isEqualTo(DimseStatus.SUCCESS);
        assertThat(handler.name()).startsWith(ResponseTest.class.getName());
    }

    @Test
    void comesFromAnInlineHandlerHoweverItIsCalled() throws Exception {
        InlineHandler handler = InlineHandler.of(
                ServiceCapability.anyAbstractSyntax(CommandField.C_ECHO_RQ), request -> DimseStatus.NOT_AUTHORIZED);
        assertThat(handler.answer(mock(Request.class))).isEqualTo(DimseStatus.NOT_AUTHORIZED);
        assertThat(handler.handle(mock(Action.class))).isEqualTo(DimseStatus.NOT_AUTHORIZED);
        assertThat(handler.name()).startsWith(ResponseTest.class.getName());
    }

    @Test
    void isChosenByTheOperation() {
        assertThat(request(CommandField.N_SET_RQ.code()).commandField()).isEqualTo(CommandField.N_SET_RQ);
        Request privateOne = request(0x0777);
        assertThatIllegalStateException()
                .isThrownBy(privateOne::commandField)
                .withMessageContaining("0777H")
                .withMessageContaining("commandFieldCode()");
    }

    private static Request request(int commandFieldCode) {
        CommandSet command = mock(CommandSet.class);
        when(command.commandFieldCode()).thenReturn(commandFieldCode);
        when(command.commandField()).thenReturn(CommandField.of(commandFieldCode));
        Request request = mock(Request.class);
        when(request.command()).thenReturn(command);
        when(request.commandField()).thenCallRealMethod();
        return request;
    }
}
