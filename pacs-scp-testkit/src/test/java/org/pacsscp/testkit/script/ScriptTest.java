package org.pacsscp.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Pdus;

class ScriptTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            01 ff A0              | 01FFA0
            'AB' 00               | 414200
            {2: 010203}           | 0003010203
            {4: 01 {2: FF} 02}    | 0000000501 0001FF02
            [0011] 01             | 001101
            ?? 01                 | 0001
            01 # a comment        | 01
            """)
    void readsTheNotation(String notation, String bytes) {
        assertThat(Script.of(notation).bytes()).isEqualTo(Bytes.hex(bytes));
    }

    @Test
    void cutsAtBars() {
        assertThat(Script.of("01 | 0203 | 04").segments())
                .containsExactly(Bytes.hex("01"), Bytes.hex("0203"), Bytes.hex("04"));
    }

    @Test
    void knowsItsLengthFields() {
        assertThat(Script.of("07 00 [00000004] {2: 01}").lengthFields())
                .containsExactly(new Script.LengthField(2, 4), new Script.LengthField(6, 2));
    }

    /** The codec of the other package, which builds instead of spelling. */
    @Test
    void spellsWhatTheCodecWrites() {
        assertThat(Script.of("<C-ECHO-RQ 5>").bytes())
                .isEqualTo(Pdus.pData(Pdus.pdv(1, Pdus.LAST_COMMAND, Commands.echoRq(5))));
        assertThat(Script.of("<C-ECHO-RSP 5 0124H>").bytes())
                .isEqualTo(Pdus.pData(Pdus.pdv(
                        1, Pdus.LAST_COMMAND, Commands.response("1.2.840.10008.1.1", Commands.C_ECHO_RQ, 5, 0x0124))));
        assertThat(Script.of("<A2/6>").bytes()).isEqualTo(Pdus.abort(2, 6));
        assertThat(Script.of("<A0>").bytes()).isEqualTo(Pdus.abort(0, 0));
        assertThat(Script.of("<RJ(2,3,1)>").bytes()).isEqualTo(Pdus.associateRj(2, 3, 1));
        assertThat(Script.of("<A-RELEASE-RQ> <A-RELEASE-RP>").bytes())
                .isEqualTo(Bytes.join(Pdus.releaseRq(), Pdus.releaseRp()));
    }

    @Test
    void spellsElementsAsTheCodecWritesThem() {
        Vocabulary words = Vocabulary.standard();

        assertThat(words.script(
                                words.message(
                                        3,
                                        "<sop class 1.2> <field 0001H> <message id 300> <priority> <data set> <sop instance 1.2.3>"))
                        .bytes())
                .isEqualTo(Pdus.pData(Pdus.pdv(3, Pdus.LAST_COMMAND, Commands.storeRq(300, "1.2", "1.2.3"))));
        assertThat(words.script(words.message(
                                5, "<sop class 1.2.34> <field 8020H> <responding to 7> <no data set> <status A700H>"))
                        .bytes())
                .isEqualTo(Pdus.pData(
                        Pdus.pdv(5, Pdus.LAST_COMMAND, Commands.response("1.2.34", Commands.C_FIND_RQ, 7, 0xA700))));
    }

    @Test
    void spellsAnElementOfAnOddUid() {
        assertThat(Script.of("<sop instance 1.2.3>").bytes())
                .isEqualTo(Bytes.hex("0000 0010 06000000 31 2E 32 2E 33 00"));
    }

    @Test
    void learnsWords() {
        Vocabulary words =
                Vocabulary.standard().with("called", Vocabulary.title("ME")).with("greeting", "<called> 00");

        assertThat(words.script("<greeting>").bytes()).isEqualTo(Bytes.text("ME              \0"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            0                     | does not begin a byte
            xy                    | does not begin a byte
            'abc                  | a text is not closed
            {3: 01}               | a brace begins with {2: or {4:
            {2: 01                | a brace is not closed
            01 }                  | no brace is open
            ?                     | any byte is ??
            <unheard of>          | no word <unheard of>
            <message id 1A>       | no word <message id 1A>
            """)
    void saysWhatCannotBeRead(String notation, String problem) {
        assertThatThrownBy(() -> Script.of(notation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }
}
