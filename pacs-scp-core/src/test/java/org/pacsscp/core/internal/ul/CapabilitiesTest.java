package org.pacsscp.core.internal.ul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;

class CapabilitiesTest {
    private static final Uid CT = SopClass.CT_IMAGE_STORAGE;
    private static final Uid A = Uid.of("1.2.1");
    private static final Uid B = Uid.of("1.2.2");
    private static final Uid C = Uid.of("1.2.3");

    @Test
    void findsWhatIsNamed() {
        ServiceCapability store = performer(CommandField.C_STORE_RQ);
        Capabilities capabilities = new Capabilities(List.of(store));

        assertThat(capabilities.find(CT.value())).contains(store);
        assertThat(capabilities.find("1.2.9")).isEmpty();
        assertThat(capabilities.find("")).isEmpty();
    }

    @Test
    void findsWhatTakesAnyOther() {
        ServiceCapability store = performer(CommandField.C_STORE_RQ);
        ServiceCapability any = ServiceCapability.anyAbstractSyntax(CommandField.C_STORE_RQ);
        Capabilities capabilities = new Capabilities(List.of(any, store));

        assertThat(capabilities.find(CT.value())).contains(store);
        assertThat(capabilities.find("1.2.9")).contains(any);
        assertThat(capabilities.find("no UID")).isEmpty();
        assertThat(capabilities.find("")).isEmpty();
    }

    @Test
    void joinsWhatHandlersShare() {
        ServiceCapability joined = join(
                performer(CommandField.C_STORE_RQ).transferSyntaxes(A, B, C).memberSopClasses(A),
                performer(CommandField.C_FIND_RQ)
                        .transferSyntaxes(C, B)
                        .roles(Role.PERFORMER, Role.INVOKER)
                        .memberSopClasses(B));

        assertThat(joined.abstractSyntax()).contains(CT);
        assertThat(joined.commandFieldCodes())
                .containsExactlyInAnyOrder(CommandField.C_STORE_RQ.code(), CommandField.C_FIND_RQ.code());
        // Both must be able to read what is chosen; the order is that of the first.
        assertThat(joined.transferSyntaxes()).containsExactly(B, C);
        assertThat(joined.roles()).containsExactlyInAnyOrder(Role.PERFORMER, Role.INVOKER);
        assertThat(joined.memberSopClasses()).containsExactlyInAnyOrder(A, B);
    }

    @Test
    void joinsThoseThatTakeAnyTransferSyntax() {
        ServiceCapability any = performer(CommandField.C_STORE_RQ).anyTransferSyntax();
        ServiceCapability some = performer(CommandField.C_FIND_RQ).transferSyntaxes(A, B);

        assertThat(join(any, some).transferSyntaxes()).containsExactly(A, B);
        assertThat(join(some, any).transferSyntaxes()).containsExactly(A, B);
        assertThat(join(any, any).transferSyntaxes()).isEmpty();
    }

    @Test
    void joinsThoseThatTakeAnyAbstractSyntax() {
        Capabilities capabilities = new Capabilities(List.of(
                ServiceCapability.anyAbstractSyntax(CommandField.C_STORE_RQ),
                ServiceCapability.anyAbstractSyntax(CommandField.C_ECHO_RQ)));

        assertThat(capabilities.find("1.2.9").map(ServiceCapability::commandFieldCodes))
                .hasValueSatisfying(codes -> assertThat(codes)
                        .containsExactlyInAnyOrder(CommandField.C_STORE_RQ.code(), CommandField.C_ECHO_RQ.code()));
    }

    @Test
    void handlersThatCanReadNothingInCommonAreAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> join(
                        performer(CommandField.C_STORE_RQ).transferSyntaxes(A),
                        performer(CommandField.C_FIND_RQ).transferSyntaxes(B)))
                .withMessage(
                        "two handlers serve " + CT + " but have no transfer syntax in common: [1.2.1] and [1.2.2]");
    }

    @Test
    void knowsRoles() {
        assertThat(Capabilities.performs(performer(CommandField.C_STORE_RQ))).isTrue();
        assertThat(Capabilities.invokes(performer(CommandField.C_STORE_RQ))).isFalse();
        assertThat(Capabilities.performs(ServiceCapability.invoker(CT))).isFalse();
        assertThat(Capabilities.invokes(ServiceCapability.invoker(CT))).isTrue();
    }

    private static ServiceCapability performer(CommandField field) {
        return ServiceCapability.performer(CT, field);
    }

    private static ServiceCapability join(ServiceCapability first, ServiceCapability second) {
        Optional<ServiceCapability> joined = new Capabilities(List.of(first, second)).find(CT.value());
        return joined.orElseThrow();
    }
}
