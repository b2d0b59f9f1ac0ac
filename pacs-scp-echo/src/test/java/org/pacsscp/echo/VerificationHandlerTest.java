package org.pacsscp.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InlineHandler;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Request;
import org.pacsscp.api.Role;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

class VerificationHandlerTest {
    private final VerificationHandler handler = new VerificationHandler();

    @Test
    void answersSuccessForTheContextsSopClass() {
        assertThat(handler.answer(echo(Optional.of(SopClass.VERIFICATION)))).isEqualTo(DimseStatus.SUCCESS);
    }

    @Test
    void refusesAnotherSopClass() {
        assertThat(handler.answer(echo(Optional.of(SopClass.CT_IMAGE_STORAGE))).code())
                .isEqualTo(0x0122);
    }

    @Test
    void refusesAMissingSopClass() {
        assertThat(handler.answer(echo(Optional.empty())).code()).isEqualTo(0x0122);
    }

    @Test
    void servesVerificationInline() {
        assertThat((ActionHandler) handler).isInstanceOf(InlineHandler.class);
        assertThat(handler.capabilities()).singleElement().satisfies(capability -> {
            assertThat(capability.abstractSyntax()).contains(SopClass.VERIFICATION);
            assertThat(capability.commandFieldCodes()).containsExactly(CommandField.C_ECHO_RQ.code());
            assertThat(capability.transferSyntaxes()).startsWith(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        });
    }

    @Test
    void isFoundByServiceLoader() {
        assertThat(ServiceLoader.load(ActionHandler.class)).hasAtLeastOneElementOfType(VerificationHandler.class);
    }

    private static Request echo(Optional<Uid> sopClass) {
        CommandSet command = mock(CommandSet.class);
        when(command.affectedSopClassUid()).thenReturn(sopClass);
        Request request = mock(Request.class);
        when(request.command()).thenReturn(command);
        when(request.presentationContext())
                .thenReturn(new PresentationContext(
                        1, SopClass.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, Set.of(Role.PERFORMER)));
        return request;
    }
}
