package org.pacsscp.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
    void isMadeForEachType() {
        UserIdentity name = UserIdentity.username("J\u00f8rgen");
        assertThat(name.type()).isEqualTo(UserIdentity.Type.USERNAME);
        assertThat(name.responseRequested()).isFalse();
        assertThat(name.primaryField()).isEqualTo("J\u00f8rgen".getBytes(UTF_8));
        assertThat(name.secondaryField()).isEmpty();

        UserIdentity passcode = UserIdentity.usernameAndPasscode("user", "secret");
        assertThat(passcode.type()).isEqualTo(UserIdentity.Type.USERNAME_AND_PASSCODE);
        assertThat(passcode.secondaryField()).isEqualTo("secret".getBytes(UTF_8));

        UserIdentity token = UserIdentity.token(UserIdentity.Type.JWT, new byte[] {1});
        assertThat(token.type()).isEqualTo(UserIdentity.Type.JWT);
        assertThat(token.primaryField()).containsExactly(1);
        UserIdentity asking = token.withResponseRequested();
        assertThat(asking.responseRequested()).isTrue();
        assertThat(asking.type()).isEqualTo(UserIdentity.Type.JWT);
        assertThat(asking.primaryField()).containsExactly(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserIdentity.token(UserIdentity.Type.USERNAME, new byte[0]))
                .withMessage("USERNAME is no token; use username(...) or usernameAndPasscode(...) for it");
    }

    @Test
    void keepsNoSecretOnceItIsWiped() {
        UserIdentity passcode = UserIdentity.usernameAndPasscode("user", "secret");
        passcode.wipe();
        assertThat(passcode.primaryText()).isEqualTo("user");
        assertThat(passcode.secondaryField()).isEmpty();

        UserIdentity token = UserIdentity.token(UserIdentity.Type.KERBEROS, new byte[] {1});
        token.wipe();
        assertThat(token.primaryField()).isEmpty();
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
