package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceCapabilityTest {
    private static final Uid CT_IMAGE_STORAGE = SopClass.CT_IMAGE_STORAGE;

    private final ServiceCapability store = ServiceCapability.performer(CT_IMAGE_STORAGE, CommandField.C_STORE_RQ);

    @Test
    void performsInTheDefaultTransferSyntax() {
        assertThat(store)
                .isEqualTo(new ServiceCapability(
                        Optional.of(CT_IMAGE_STORAGE),
                        Set.of(0x0001),
                        List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
                        Set.of(Role.PERFORMER),
                        Set.of()));
    }

    @Test
    void performsOnAnyAbstractSyntax() {
        assertThat(ServiceCapability.anyAbstractSyntax(CommandField.C_STORE_RQ, CommandField.C_ECHO_RQ))
                .isEqualTo(new ServiceCapability(
                        Optional.empty(),
                        Set.of(0x0001, 0x0030),
                        List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
                        Set.of(Role.PERFORMER),
                        Set.of()));
    }

    @Test
    void invokesWithoutACommandField() {
        assertThat(ServiceCapability.invoker(CT_IMAGE_STORAGE))
                .isEqualTo(new ServiceCapability(
                        Optional.of(CT_IMAGE_STORAGE),
                        Set.of(),
                        List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
                        Set.of(Role.INVOKER),
                        Set.of()));
    }

    @Test
    void keepsTheOrderOfTransferSyntaxes() {
        assertThat(store.transferSyntaxes(
                                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                        .transferSyntaxes())
                .containsExactly(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    @Test
    void takesAnyTransferSyntaxOnlyIfItSaysSo() {
        assertThat(store.anyTransferSyntax().transferSyntaxes()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.transferSyntaxes(new Uid[0]))
                .withMessage("no transfer syntax; name one, or say anyTransferSyntax()");
    }

    @Test
    void replacesOnePartAndKeepsTheOthers() {
        ServiceCapability full = store.transferSyntaxes(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .roles(Role.PERFORMER, Role.INVOKER)
                .privateCommandField(0x0700)
                .memberSopClasses(Uid.of("1.2.3"), Uid.of("1.2.4"));
        assertThat(full)
                .isEqualTo(new ServiceCapability(
                        Optional.of(CT_IMAGE_STORAGE),
                        Set.of(0x0001, 0x0700),
                        List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                        Set.of(Role.PERFORMER, Role.INVOKER),
                        Set.of(Uid.of("1.2.3"), Uid.of("1.2.4"))));
        assertThat(full.privateCommandField(0x0001)).isEqualTo(full);
    }

    @Test
    void copiesWhatItIsGiven() {
        Set<Integer> codes = new HashSet<>(Set.of(0x0001));
        ServiceCapability capability = new ServiceCapability(
                Optional.of(CT_IMAGE_STORAGE), codes, List.of(), Set.of(Role.PERFORMER), Set.of());
        codes.add(0x0030);
        assertThat(capability.commandFieldCodes()).containsExactly(0x0001);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0x8000, 0x8001, 0xFFFF, 0x10000, 0x0FFF})
    void refusesACommandFieldThatIsNoRequestOfItsOwn(int code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.privateCommandField(code))
                .withMessageContaining("capability for 1.2.840.10008.5.1.4.1.1.2 names command field %04XH", code);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0000, 0x7FFF})
    void takesEveryOtherRequest(int code) {
        assertThat(store.privateCommandField(code).commandFieldCodes()).containsExactlyInAnyOrder(0x0001, code);
    }

    @Test
    void needsSomethingToPerformAndARole() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceCapability.performer(CT_IMAGE_STORAGE))
                .withMessageContaining("1.2.840.10008.5.1.4.1.1.2 needs at least one role, and a command field");
        assertThatIllegalArgumentException()
                .isThrownBy(ServiceCapability::anyAbstractSyntax)
                .withMessageContaining("any abstract syntax needs at least one role, and a command field");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.roles(new Role[0]))
                .withMessageContaining("needs at least one role");
    }
}
