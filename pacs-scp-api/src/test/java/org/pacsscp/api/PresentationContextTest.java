package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PresentationContextTest {
    @Test
    void hasAnOddIdOfOneByte() {
        for (int id = -1; id <= 257; id++) {
            int candidate = id;
            if (id >= 1 && id <= 255 && id % 2 == 1) {
                assertThat(context(id, Set.of(Role.PERFORMER)).id()).isEqualTo(id);
            } else {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> context(candidate, Set.of(Role.PERFORMER)))
                        .withMessage("presentation context id %d; it must be odd, 1 to 255", candidate);
            }
        }
    }

    @Test
    void hasARole() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> context(3, Set.of()))
                .withMessage("presentation context 3 has no role");
    }

    @Test
    void copiesItsRoles() {
        Set<Role> roles = EnumSet.of(Role.INVOKER);
        PresentationContext context = context(1, roles);
        roles.add(Role.PERFORMER);
        assertThat(context.roles()).containsExactly(Role.INVOKER);
    }

    private static PresentationContext context(int id, Set<Role> roles) {
        return new PresentationContext(id, SopClass.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, roles);
    }
}
