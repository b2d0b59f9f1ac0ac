package org.pacsscp.core.internal.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.testkit.script.Script;

class CommandDumpTest {
    @Test
    void showsEachElementByItsKeyword() {
        assertThat(GoldenCommand.C_STORE_RQ.read().dump())
                .isEqualTo("AffectedSOPClassUID=1.2.3, CommandField=0001H, MessageID=513, Priority=0001H,"
                        + " CommandDataSetType=0000H, AffectedSOPInstanceUID=1.2.34,"
                        + " MoveOriginatorApplicationEntityTitle=MOVER, MoveOriginatorMessageID=9");
        assertThat(GoldenCommand.C_GET_RSP.read().dump())
                .endsWith("Status=FF00H, NumberOfRemainingSuboperations=4, NumberOfCompletedSuboperations=3,"
                        + " NumberOfFailedSuboperations=2, NumberOfWarningSuboperations=1");
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutTheGroupLengthAndFitsALine(GoldenCommand command) {
        assertThat(command.read().dump()).contains("CommandField=").doesNotContain("0000,0000", "\n", "\0");
    }

    @Test
    void showsWhatItDoesNotKnowInHexadecimal() {
        assertThat(dump("0000 1050 04000000 DEADBEEF")).isEqualTo("(0000,5010)=DEADBEEF");
        assertThat(dump("0000 0109 04000000 10002000")).isEqualTo("(0000,0901)=10002000");
        assertThat(dump("0000 0001 04000000 01000000")).isEqualTo("CommandField=01000000");
        assertThat(dump("0000 0001 00000000")).isEqualTo("CommandField=");
    }

    @Test
    void letsNoTextBreakTheLine() {
        assertThat(dump("0000 0209 08000000 'ab' 0A 0D 'cd' E920")).isEqualTo("ErrorComment=ab??cd?");
        assertThat(dump("0000 0209 06000000 '! ~' 7F 1F 80")).isEqualTo("ErrorComment=! ~???");
    }

    @Test
    void cutsLongValues() {
        assertThat(dump("0000 0209 40000000" + " 4141".repeat(32))).isEqualTo("ErrorComment=" + "A".repeat(64));
        assertThat(dump("0000 1050 40000000" + " 4141".repeat(32))).isEqualTo("(0000,5010)=" + "41".repeat(64));
        assertThat(dump("0000 0209 46000000" + " 4141".repeat(35))).isEqualTo("ErrorComment=" + "A".repeat(64) + "...");
        assertThat(dump("0000 1050 46000000" + " 4141".repeat(35))).isEqualTo("(0000,5010)=" + "41".repeat(64) + "...");
    }

    @Test
    void consumesNothing() {
        ByteBuffer commandSet =
                ByteBuffer.wrap(Script.of("0000 0001 02000000 3000").bytes());
        CommandDump.of(commandSet);
        assertThat(commandSet.remaining()).isEqualTo(10);
    }

    private static String dump(String elements) {
        return CommandDump.of(ByteBuffer.wrap(Script.of(elements).bytes()));
    }
}
