package org.pacsscp.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceivedCommandTest {
    @Test
    void readsWhatOurCodecWrites() {
        ReceivedCommand command = ReceivedCommand.read(Commands.storeRq(300, "1.2.3", "1.2.3.4"));

        assertThat(command.commandFieldCode()).isEqualTo(Commands.C_STORE_RQ);
        assertThat(command.messageId()).isEqualTo(300);
        assertThat(command.hasDataSet()).isTrue();
        assertThat(command.text(Commands.AFFECTED_SOP_CLASS_UID)).contains("1.2.3");
    }

    @Test
    void keepsTheFirstOfARepeatedElement() {
        byte[] repeated = Bytes.join(Commands.number(Commands.MESSAGE_ID, 1), Commands.number(Commands.MESSAGE_ID, 2));

        assertThat(ReceivedCommand.read(repeated).messageId()).isEqualTo(1);
    }

    @Test
    void leavesOutAnElementOfAnotherGroup() {
        byte[] foreign = Bytes.patch(Commands.number(Commands.STATUS, 0xA700), 0, Bytes.le16(8));

        ReceivedCommand command = ReceivedCommand.read(Bytes.join(foreign, Commands.number(Commands.MESSAGE_ID, 7)));

        assertThat(command.number(Commands.STATUS)).isEmpty();
        assertThat(command.elements()).containsExactly(Commands.MESSAGE_ID);
    }

    @Test
    void leavesOutWhatFollowsAnImpossibleLength() {
        byte[] bytes = Bytes.join(
                Commands.number(Commands.MESSAGE_ID, 7),
                Commands.elementClaiming(100, Commands.ERROR_COMMENT, Bytes.text("odd ")),
                Commands.number(Commands.STATUS, 0));

        assertThat(ReceivedCommand.read(bytes).elements()).containsExactly(Commands.MESSAGE_ID);
    }
}
