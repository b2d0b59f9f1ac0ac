package org.pacsscp.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Golden bytes, written down from the tables. */
class PdusTest {
    @Test
    void makesAnAssociateRequest() {
        byte[] request = Pdus.associateRq(
                "CALLED",
                "CALLING",
                Items.applicationContext(),
                Items.presentationContext(1, "1.2", "1.3"),
                Items.userInformation(Items.maximumLength(16_384)));

        assertHex(request, """
                01 00 0000007F 0001 0000
                43414C4C454420202020202020202020 43414C4C494E47202020202020202020
                0000000000000000000000000000000000000000000000000000000000000000
                10 00 0015 312E322E3834302E31303030382E332E312E312E31
                20 00 0012 01 00 00 00 30 00 0003 312E32 40 00 0003 312E33
                50 00 0008 51 00 0004 00004000
                """);
    }

    @Test
    void makesAMessage() {
        byte[] message = Pdus.pData(Pdus.pdv(1, Pdus.LAST_COMMAND, Commands.command(Commands.number(0x0100, 0x30))));

        assertHex(message, """
                04 00 0000001C 00000018 01 03
                0000 0000 04000000 0A000000
                0000 0001 02000000 3000
                """);
    }

    @Test
    void makesWhatEndsAnAssociation() {
        assertHex(Pdus.associateRj(1, 2, 3), "03 00 00000004 00 01 02 03");
        assertHex(Pdus.releaseRq(), "05 00 00000004 00000000");
        assertHex(Pdus.releaseRp(), "06 00 00000004 00000000");
        assertHex(Pdus.abort(2, 6), "07 00 00000004 00 00 02 06");
    }

    @Test
    void claimsWhateverItIsTold() {
        assertHex(Pdus.pduClaiming(0xFFFF_FFFFL, 0x01, Bytes.hex("00")), "01 00 FFFFFFFF 00");
        assertHex(Pdus.pdvClaiming(0xFFFF_FFFEL, 3, 0, Bytes.hex("00")), "FFFFFFFE 03 00 00");
        assertHex(Items.itemClaiming(0xFFFF, 0x10), "10 00 FFFF");
        assertHex(Commands.elementClaiming(0x8000_0001L, 2, Bytes.hex("00")), "0000 0200 01000080 00");
    }

    private static void assertHex(byte[] bytes, String expected) {
        assertThat(HexFormat.of().withUpperCase().formatHex(bytes)).isEqualTo(expected.replaceAll("\\s", ""));
    }
}
