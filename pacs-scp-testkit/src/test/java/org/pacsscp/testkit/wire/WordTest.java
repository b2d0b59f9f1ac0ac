package org.pacsscp.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WordTest {
    @Test
    void isSaidInAWord() {
        assertThat(heard(Pdus.associateRj(1, 1, 7)).word()).isEqualTo("RJ(1,1,7)");
        assertThat(heard(Pdus.abort(0, 0)).word()).isEqualTo("A0");
        assertThat(heard(Pdus.abort(0, 2)).word()).isEqualTo("A0/2");
        assertThat(heard(Pdus.abort(2, 6)).word()).isEqualTo("A2/6");
        assertThat(heard(Pdus.releaseRp()).word()).isEqualTo("RP");
        assertThat(heard(Pdus.pdu(0x09, Bytes.zeros(3))).word()).isEqualTo("PDU 09H of 3 bytes");
        assertThat(heard(Pdus.pData(Pdus.pdv(1, Pdus.LAST_DATA))).word()).isEqualTo("data");
    }

    @Test
    void tellsTheResultsOfContextsThatAreNotAllAccepted() {
        assertThat(heard(acceptance(0, 0)).word()).isEqualTo("AC");
        assertThat(heard(acceptance(0, 3)).word()).isEqualTo("AC(0,3)");
    }

    @Test
    void tellsThatAContextHasNoTransferSyntax() {
        assertThat(heard(acceptance(0, 0, "")).word()).isEqualTo("AC without the name of a transfer syntax");
        assertThat(heard(acceptance(0, 3, "")).word()).isEqualTo("AC(0,3) without the name of a transfer syntax");
    }

    @Test
    void tellsTheStatusOfAResponse() {
        byte[] response = Commands.response(Items.VERIFICATION, Commands.C_ECHO_RQ, 1, 0x0122);
        byte[] unknown = Commands.response(Items.VERIFICATION, 0x0150, 1, 0x0211);

        assertThat(heard(message(response)).word()).isEqualTo("C-ECHO-RSP 0122H");
        assertThat(heard(message(unknown)).word()).isEqualTo("N-DELETE-RSP 0211H");
    }

    @Test
    void isJoinedWithWhatCameBefore() {
        byte[] command = Commands.response(Items.VERIFICATION, Commands.C_ECHO_RQ, 1, 0);
        Pdu rest = heard(message(Arrays.copyOfRange(command, 13, command.length)));

        assertThat(rest.after(Bytes.prefix(command, 13))).isEqualTo(heard(message(command)));
    }

    private static byte[] message(byte[] command) {
        return Pdus.pData(Pdus.pdv(1, Pdus.LAST_COMMAND, command));
    }

    private static byte[] acceptance(int first, int second) {
        return acceptance(first, second, "1.2");
    }

    private static byte[] acceptance(int first, int second, String transferSyntaxOfSecond) {
        return Pdus.associateAc(
                "CALLED",
                "CALLING",
                Items.applicationContext(),
                Items.acceptedContext(1, first, "1.2"),
                Items.acceptedContext(3, second, transferSyntaxOfSecond));
    }

    private static Pdu heard(byte[] bytes) {
        return Pdu.of(bytes[0], Arrays.copyOfRange(bytes, Pdus.HEADER_LENGTH, bytes.length));
    }
}
