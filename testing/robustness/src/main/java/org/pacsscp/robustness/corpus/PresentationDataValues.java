package org.pacsscp.robustness.corpus;

import static org.pacsscp.testkit.wire.Bytes.hex;
import static org.pacsscp.testkit.wire.Bytes.join;
import static org.pacsscp.testkit.wire.Bytes.prefix;
import static org.pacsscp.testkit.wire.Bytes.repeat;
import static org.pacsscp.testkit.wire.Bytes.zeros;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Items;
import org.pacsscp.testkit.wire.Pdus;

/** P-DATA-TF and what it holds, where a command is due: PS3.8 section 9.3.5 and Annex E. */
final class PresentationDataValues {
    private static final String LENGTH = "PS3.8 D.1: longer than the maximum received is a protocol error";
    private static final String PDV_LENGTH = "V4: PS3.8 Table 9-23, PDV lengths";
    private static final String TRAILING = "PS3.8 Table 9-22: items only";
    private static final String CONTEXT = "PS3.8 Table 9-23: a context that was accepted";
    private static final String ORDER = "PS3.7 6.3, PS3.8 E.2: messages follow one another";
    private static final String HEADER = "PS3.8 E.2: bits 2 to 7 are reserved";
    private static final String FRAGMENTS = "PS3.8 Annex E: any number of fragments";
    private static final byte[] ECHO = Commands.echoRq(1);

    private final Caller caller;
    private final List<Case> cases = new ArrayList<>();

    private PresentationDataValues(Caller caller) {
        this.caller = caller;
    }

    static Theme theme(Caller caller) {
        PresentationDataValues theme = new PresentationDataValues(caller);
        theme.addLengths();
        theme.addPdvLengths();
        theme.addContexts();
        theme.addOrder();
        theme.addHeaders();
        theme.addFragments();
        return new Theme("P-DATA-TF where a command is due", theme.cases);
    }

    private void addLengths() {
        for (long length : List.of(0L, 1L, 3L, 4L, 5L)) {
            add("pdv: P-DATA-TF of length " + length, PDV_LENGTH, Pdus.header(Pdus.P_DATA_TF, length), "A2/6");
        }
        add("pdv: P-DATA-TF of 1 MiB", LENGTH, Pdus.header(Pdus.P_DATA_TF, 1 << 20), "A2/6");
        add("pdv: P-DATA-TF of 2 GiB - 1", LENGTH, Pdus.header(Pdus.P_DATA_TF, 0x7FFF_FFFFL), "A2/6");
        add("pdv: P-DATA-TF of 2 GiB", LENGTH, Pdus.header(Pdus.P_DATA_TF, 0x8000_0000L), "A2/6");
        add("pdv: P-DATA-TF of 4 GiB - 6", LENGTH, Pdus.header(Pdus.P_DATA_TF, 0xFFFF_FFFAL), "A2/6");
        add("pdv: P-DATA-TF of 4 GiB - 1", LENGTH, Pdus.header(Pdus.P_DATA_TF, 0xFFFF_FFFFL), "A2/6");
    }

    private void addPdvLengths() {
        for (long length : List.of(
                0L,
                1L,
                0x7FFF_FFFFL,
                0x8000_0000L,
                0xFFFF_FFF0L,
                0xFFFF_FFFAL,
                0xFFFF_FFFCL,
                0xFFFF_FFFEL,
                0xFFFF_FFFFL)) {
            byte[] value = Pdus.pdvClaiming(length, 1, Pdus.LAST_COMMAND, ECHO);
            add("pdv: PDV of length %08XH".formatted(length), PDV_LENGTH, Pdus.pData(value), "A2/6");
        }
        byte[] oneMore = Pdus.pdvClaiming(ECHO.length + 3L, 1, Pdus.LAST_COMMAND, ECHO);
        byte[] oneLess = Pdus.pdvClaiming(ECHO.length + 1L, 1, Pdus.LAST_COMMAND, ECHO);
        add("pdv: PDV one longer than its PDU", PDV_LENGTH, Pdus.pData(oneMore), "A2/6");
        add("pdv: PDV one shorter than its PDU", PDV_LENGTH, Pdus.pData(oneLess), "A2/6");
        add("pdv: PDV of length 2, an empty command set", PDV_LENGTH, Caller.message(1, zeros(0)), "A0");
        byte[] sound = Pdus.pdv(1, Pdus.COMMAND, prefix(ECHO, 10));
        add(
                "pdv: second PDV past the end of the PDU",
                PDV_LENGTH,
                Pdus.pData(sound, Pdus.pdvClaiming(0xFFFF_FFFFL, 1, Pdus.LAST_COMMAND, ECHO)),
                "A2/6");
        add(
                "pdv: second PDV of length 0",
                PDV_LENGTH,
                Pdus.pData(sound, Pdus.pdvClaiming(0, 1, Pdus.LAST_COMMAND, ECHO)),
                "A2/6");
        for (int trailing = 1; trailing <= 5; trailing++) {
            byte[] values = join(sound, zeros(trailing));
            add("pdv: " + trailing + " bytes after the last PDV", TRAILING, Pdus.pData(values), "A2/6");
        }
    }

    private void addContexts() {
        for (int id : List.of(0, 2, 4, 7, 254, 255)) {
            add("pdv: context " + id + ", not negotiated", CONTEXT, Caller.message(id, ECHO), "A2/6");
        }
        cases.add(Case.named("pdv: a context that was refused", CONTEXT)
                .say(caller.requestOf(
                        Items.applicationContext(),
                        Caller.verificationContext(),
                        Items.presentationContext(5, "1.2.3.4.5.6.7", Items.IMPLICIT_VR_LITTLE_ENDIAN),
                        Items.usualUserInformation()))
                .hear("AC(0,3)")
                .opened()
                .say(Caller.message(5, ECHO))
                .answer("A2/6"));
        add("pdv: data on a context that was not negotiated", CONTEXT, Pdus.pData(Pdus.pdv(7, 2, zeros(2))), "A2/6");
    }

    private void addOrder() {
        byte[] half = Pdus.pdv(1, Pdus.COMMAND, prefix(ECHO, 10));
        byte[] other = Pdus.pdv(3, Pdus.COMMAND, prefix(ECHO, 10));
        add("pdv: two contexts interleaved in a PDU", ORDER, Pdus.pData(half, other), "A2/5");
        add("pdv: two contexts interleaved in two PDUs", ORDER, join(Pdus.pData(half), Pdus.pData(other)), "A2/5");
        add("pdv: data before its command", ORDER, Caller.lastData(DataSets.BEGINNING), "A2/5");
        add("pdv: a fragment of data before its command", ORDER, Caller.data(DataSets.BEGINNING), "A2/5");
        add("pdv: empty data before its command", ORDER, Caller.lastData(zeros(0)), "A2/5");
        add(
                "pdv: data in the middle of a command",
                ORDER,
                Pdus.pData(half, Pdus.pdv(1, Pdus.LAST_DATA, zeros(2))),
                "A2/5");
        cases.add(caller.associated("pdv: data after a command without a data set", ORDER)
                .say(Caller.echo(1), Pdus.pData(Pdus.pdv(1, Pdus.LAST_DATA, zeros(2))))
                .answer("C-ECHO-RSP 0000H", "A2/5"));
        add("pdv: A-RELEASE-RQ in the middle of a command", "V9", join(Pdus.pData(half), Pdus.releaseRq()), "A2/2");
    }

    private void addHeaders() {
        for (int bits : List.of(0x04, 0x80, 0xFC)) {
            echoes(
                    "pdv: reserved bits %02XH of the control header".formatted(bits),
                    HEADER,
                    Pdus.pData(Pdus.pdv(1, Pdus.LAST_COMMAND | bits, ECHO)));
        }
        echoes("pdv: reserved byte of P-DATA-TF", "PS3.8 9.3.1", join(hex("04 FF"), tail(Caller.echo(1), 2)));
    }

    private void addFragments() {
        echoes("pdv: a command in fragments of one byte, a PDU each", FRAGMENTS, inPieces(1, 1));
        echoes("pdv: a command in fragments of seven bytes, a PDU each", FRAGMENTS, inPieces(7, 1));
        echoes("pdv: a command in fragments of one byte, in one PDU", FRAGMENTS, inPieces(1, ECHO.length));
        echoes(
                "pdv: 10,000 empty fragments before the command",
                FRAGMENTS,
                join(repeat(10_000, Pdus.pData(Pdus.pdv(1, Pdus.COMMAND))), Caller.echo(1)));
        echoes(
                "pdv: the last fragment is empty",
                FRAGMENTS,
                Pdus.pData(Pdus.pdv(1, Pdus.COMMAND, ECHO), Pdus.pdv(1, Pdus.LAST_COMMAND)));
        cases.add(caller.associated("pdv: two commands in one PDU", FRAGMENTS)
                .say(Pdus.pData(
                        Pdus.pdv(1, Pdus.LAST_COMMAND, Commands.echoRq(1)),
                        Pdus.pdv(1, Pdus.LAST_COMMAND, Commands.echoRq(2))))
                .answer("C-ECHO-RSP 0000H", "C-ECHO-RSP 0000H"));
        endless("100 KiB", 8);
        endless("4 MiB", 340);
        cases.add(caller.associated("pdv: 64 commands at once", "back-pressure")
                .say(repeat(64, Caller.echo(1)))
                .hear(repeated(64, "C-ECHO-RSP 0000H"))
                .fin());
    }

    /** A thousand elements of 12 bytes that mean nothing in each PDU. */
    private void endless(String what, int pdus) {
        byte[] comments = repeat(1000, Commands.element(0x0902, zeros(4)));
        cases.add(caller.associated("pdv: a command whose last fragment never comes, " + what, "V5")
                .sayRepeatedly(pdus, Pdus.pData(Pdus.pdv(1, Pdus.COMMAND, comments)))
                .answer("A0"));
    }

    private static byte[] inPieces(int size, int perPdu) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteArrayOutputStream pdu = new ByteArrayOutputStream();
        int count = 0;
        for (int at = 0; at < ECHO.length; at += size) {
            byte[] piece = Arrays.copyOfRange(ECHO, at, Math.min(ECHO.length, at + size));
            boolean last = at + size >= ECHO.length;
            pdu.writeBytes(Pdus.pdv(1, last ? Pdus.LAST_COMMAND : Pdus.COMMAND, piece));
            count++;
            if (count == perPdu || last) {
                all.writeBytes(Pdus.pData(pdu.toByteArray()));
                pdu.reset();
                count = 0;
            }
        }
        return all.toByteArray();
    }

    private static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    static String[] repeated(int times, String word) {
        String[] words = new String[times];
        Arrays.fill(words, word);
        return words;
    }

    private void echoes(String name, String source, byte[] bytes) {
        cases.add(caller.associated(name, source)
                .say(bytes)
                .hear("C-ECHO-RSP 0000H")
                .say(Pdus.releaseRq())
                .answer("RP"));
    }

    private void add(String name, String source, byte[] bytes, String answer) {
        cases.add(caller.associated(name, source).say(bytes).answer(answer));
    }
}
