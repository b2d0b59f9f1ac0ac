package org.pacsscp.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.Uid;

class VerificationHandlerTest {
    private final VerificationHandler handler = new VerificationHandler();

    @Test
    void answersSuccessForTheContextsSopClass() {
        assertThat(handler.handle(echo(Optional.of(Uid.VERIFICATION)))).isEqualTo(DimseStatus.SUCCESS);
    }

    @Test
    void refusesAnotherSopClass() {
        assertThat(handler.handle(echo(Optional.of(Uid.of("1.2.840.10008.5.1.4.1.1.2"))))
                        .code())
                .isEqualTo(0x0122);
    }

    @Test
    void refusesAMissingSopClass() {
        assertThat(handler.handle(echo(Optional.empty())).code()).isEqualTo(0x0122);
    }

    @Test
    void servesVerificationInline() {
        assertThat(handler.execution()).isEqualTo(ActionHandler.Execution.INLINE);
        assertThat(handler.capabilities()).singleElement().satisfies(capability -> {
            assertThat(capability.abstractSyntax()).contains(Uid.VERIFICATION);
            assertThat(capability.commandFieldCodes()).containsExactly(CommandField.C_ECHO_RQ.code());
            assertThat(capability.transferSyntaxes()).startsWith(Uid.IMPLICIT_VR_LITTLE_ENDIAN);
        });
    }

    @Test
    void isFoundByServiceLoader() {
        assertThat(ServiceLoader.load(ActionHandler.class)).hasAtLeastOneElementOfType(VerificationHandler.class);
    }

    private static Action echo(Optional<Uid> sopClass) {
        CommandSet command = mock(CommandSet.class);
        when(command.affectedSopClassUid()).thenReturn(sopClass);
        Action action = mock(Action.class);
        when(action.command()).thenReturn(command);
        when(action.presentationContext())
                .thenReturn(new PresentationContext(
                        1, Uid.VERIFICATION, Uid.IMPLICIT_VR_LITTLE_ENDIAN, Set.of(Role.PERFORMER)));
        return action;
    }
}
