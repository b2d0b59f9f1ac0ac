package org.pacsscp.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UserIdentityTest {
    @ParameterizedTest
    @EnumSource
    void showsNoSecret(UserIdentity.Type type) {
        UserIdentity identity = new UserIdentity(type, true, "somebody".getBytes(UTF_8), "open sesame".getBytes(UTF_8));
        assertThat(identity).hasToString("UserIdentity[" + type + "]");
    }

    @Test
    void keepsWhatItWasMadeFrom() {
        UserIdentity identity = new UserIdentity(
                UserIdentity.Type.USERNAME_AND_PASSCODE, true, "J\u00f8rgen".getBytes(UTF_8), new byte[] {1, 2});
        assertThat(identity.type()).isEqualTo(UserIdentity.Type.USERNAME_AND_PASSCODE);
        assertThat(identity.responseRequested()).isTrue();
        assertThat(identity.primaryText()).isEqualTo("J\u00f8rgen");
        assertThat(identity.primaryField()).isEqualTo("J\u00f8rgen".getBytes(UTF_8));
        assertThat(identity.secondaryField()).containsExactly(1, 2);
    }

    @Test
    void copiesItsFieldsInAndOut() {
        byte[] primary = {'a'};
        byte[] secondary = {'b'};
        UserIdentity identity = new UserIdentity(UserIdentity.Type.JWT, false, primary, secondary);
        primary[0] = 'x';
        secondary[0] = 'x';
        identity.primaryField()[0] = 'y';
        identity.secondaryField()[0] = 'y';
        assertThat(identity.primaryField()).containsExactly('a');
        assertThat(identity.secondaryField()).containsExactly('b');
    }
}
