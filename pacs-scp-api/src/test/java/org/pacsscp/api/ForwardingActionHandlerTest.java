package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForwardingActionHandlerTest {
    private static final Uid SOP_CLASS = SopClass.CT_IMAGE_STORAGE;

    private final ActionHandler handler = mock(ActionHandler.class);
    private final ActionHandler forwarding = new ForwardingActionHandler(handler) {};

    /** One that is added to the interface with a default would be forgotten without a word. */
    @Test
    void forwardsEveryMethodThatAHandlerHas() {
        assertThat(Arrays.stream(ActionHandler.class.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers())))
                .hasSizeGreaterThan(5)
                .allSatisfy(method -> assertThat(declared(method)).isNotNull());
    }

    private static Method declared(Method method) throws NoSuchMethodException {
        return ForwardingActionHandler.class.getDeclaredMethod(method.getName(), method.getParameterTypes());
    }

    @Test
    void answersAsTheOtherOneDoes() throws Exception {
        List<ServiceCapability> capabilities = List.of(ServiceCapability.performer(SOP_CLASS, CommandField.C_STORE_RQ));
        Action action = mock(Action.class);
        when(handler.capabilities()).thenReturn(capabilities);
        when(handler.name()).thenReturn("inbox");
        when(handler.interruptOnCancel()).thenReturn(true);
        when(handler.handle(action)).thenReturn(DimseStatus.CANCEL);
        when(handler.conformance()).thenReturn(List.of());
        assertThat(forwarding.capabilities()).isSameAs(capabilities);
        assertThat(forwarding.name()).isEqualTo("inbox");
        assertThat(forwarding.interruptOnCancel()).isTrue();
        assertThat(forwarding.handle(action)).isEqualTo(DimseStatus.CANCEL);
        assertThat(forwarding.conformance()).isEmpty();
        verify(handler).conformance();
    }

    @Test
    void negotiatesAsTheOtherOneDoes() {
        byte[] proposed = {1};
        byte[] answered = {0};
        when(handler.negotiate(SOP_CLASS, proposed)).thenReturn(Optional.of(answered));
        CommonExtendedNegotiation common = new CommonExtendedNegotiation(SOP_CLASS, SOP_CLASS, List.of());
        forwarding.negotiate(common);
        assertThat(forwarding.negotiate(SOP_CLASS, proposed)).containsSame(answered);
        verify(handler).negotiate(common);
    }

    @Test
    void standsBeforeNoInlineHandler() {
        InlineHandler echo = InlineHandler.of(
                ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ),
                request -> DimseStatus.SUCCESS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ForwardingActionHandler(echo) {})
                .withMessageContaining(echo.name() + " is an InlineHandler");
    }
}
