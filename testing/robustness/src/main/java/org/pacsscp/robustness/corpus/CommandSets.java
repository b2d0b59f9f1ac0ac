package org.pacsscp.robustness.corpus;

import static org.pacsscp.testkit.wire.Bytes.hex;
import static org.pacsscp.testkit.wire.Bytes.join;
import static org.pacsscp.testkit.wire.Bytes.le16;
import static org.pacsscp.testkit.wire.Bytes.le32;
import static org.pacsscp.testkit.wire.Bytes.repeat;
import static org.pacsscp.testkit.wire.Bytes.text;
import static org.pacsscp.testkit.wire.Bytes.zeros;
import static org.pacsscp.testkit.wire.Commands.AFFECTED_SOP_CLASS_UID;
import static org.pacsscp.testkit.wire.Commands.COMMAND_FIELD;
import static org.pacsscp.testkit.wire.Commands.C_ECHO_RQ;
import static org.pacsscp.testkit.wire.Commands.DATA_SET_TYPE;
import static org.pacsscp.testkit.wire.Commands.MESSAGE_ID;
import static org.pacsscp.testkit.wire.Commands.NO_DATA_SET;
import static org.pacsscp.testkit.wire.Commands.WITH_DATA_SET;
import static org.pacsscp.testkit.wire.Commands.command;
import static org.pacsscp.testkit.wire.Commands.element;
import static org.pacsscp.testkit.wire.Commands.elementClaiming;
import static org.pacsscp.testkit.wire.Commands.number;
import static org.pacsscp.testkit.wire.Commands.uid;

import java.util.ArrayList;
import java.util.List;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Items;
import org.pacsscp.testkit.wire.Pdus;

/** Command sets: PS3.7 sections 6.3.1, 9.3 and 10.3. */
final class CommandSets {
    private static final String FORM = "V7: PS3.7 6.3.1";
    private static final String ODD = "section 5: an odd element length is taken";
    private static final String REQUIRED = "PS3.7 Table 9.3-12: required elements";
    private static final String GROUP_LENGTH = "PS3.7 9.3: command group length";
    private static final String STATUS = "PS3.7 Annex C";
    private static final String CANCEL = "PS3.7 9.3.2.3";
    private static final String RESPONSES = "PS3.7 9.3: a response to no request";
    private static final String MESSAGE_IDS = "PS3.7 9.3: message id";

    private static final byte[] SOP_CLASS = uid(AFFECTED_SOP_CLASS_UID, Items.VERIFICATION);
    private static final byte[] ECHO = number(COMMAND_FIELD, C_ECHO_RQ);
    private static final byte[] ID = number(MESSAGE_ID, 1);
    private static final byte[] NO_DATA = number(DATA_SET_TYPE, NO_DATA_SET);
    private static final byte[] WHOLE = join(SOP_CLASS, ECHO, ID, NO_DATA);

    private final Caller caller;
    private final List<Case> cases = new ArrayList<>();

    private CommandSets(Caller caller) {
        this.caller = caller;
    }

    static Theme theme(Caller caller) {
        CommandSets theme = new CommandSets(caller);
        theme.addMissing();
        theme.addMalformed();
        theme.addGroupLengths();
        theme.addStatuses();
        theme.addMessageIds();
        theme.addResponses();
        return new Theme("Command sets", theme.cases);
    }

    private void addMissing() {
        aborted("command: empty", REQUIRED, zeros(0));
        aborted("command: group length only", REQUIRED, command());
        aborted("command: no command field", REQUIRED, join(SOP_CLASS, ID, NO_DATA));
        aborted("command: no message id", REQUIRED, join(SOP_CLASS, ECHO, NO_DATA));
        aborted("command: no data set type", REQUIRED, join(SOP_CLASS, ECHO, ID));
        aborted(
                "command: command field of four bytes",
                REQUIRED,
                join(SOP_CLASS, element(COMMAND_FIELD, le32(C_ECHO_RQ)), ID, NO_DATA));
        aborted(
                "command: message id of no bytes",
                REQUIRED,
                join(SOP_CLASS, ECHO, element(MESSAGE_ID, zeros(0)), NO_DATA));
        aborted(
                "command: data set type of four bytes",
                REQUIRED,
                join(SOP_CLASS, ECHO, ID, element(DATA_SET_TYPE, le32(NO_DATA_SET))));
    }

    private void addMalformed() {
        for (int length : List.of(1, 2, 4, 7)) {
            aborted("command: an element of which " + length + " bytes are there", FORM, join(WHOLE, zeros(length)));
        }
        for (long length : List.of(2L, 6L, 0x7FFF_FFFEL, 0x8000_0000L, 0xFFFF_FFF8L, 0xFFFF_FFFEL, 0xFFFF_FFFFL)) {
            byte[] tooLong = elementClaiming(length, 0x0902, zeros(0));
            aborted("command: an element of length %08XH at the end".formatted(length), FORM, join(WHOLE, tooLong));
        }
        aborted(
                "command: the first element is longer than all",
                FORM,
                join(elementClaiming(0x100, 2, zeros(0)), WHOLE));
        aborted("command: an element of group 0008H", FORM, join(WHOLE, hex("0800 0500 00000000")));
        aborted("command: an element of group 0001H first", FORM, join(hex("0100 0000 00000000"), WHOLE));
        aborted("command: Explicit VR", FORM, explicit());
        aborted("command: big endian", FORM, hex("0000 0002 00000004 312E3200 0000 0100 00000002 0030"));
        echoes("command: elements in descending order", "PS3.7 6.3.1", join(NO_DATA, ID, ECHO, SOP_CLASS));
        echoes("command: unknown element of group 0000H", FORM, join(WHOLE, element(0x4321, text("what"))));
        echoes("command: an element of odd length", ODD, join(WHOLE, element(0x0902, text("odd"))));
        echoes("command: a UID without its padding", ODD, join(unpadded(), ECHO, ID, NO_DATA));
        echoes("command: 5,000 empty elements", FORM, join(WHOLE, elements(5_000)));
        aborted("command: above 64 KiB in one message", "section 5: command set above 64 KiB", elements(9_000));
    }

    private static byte[] unpadded() {
        return element(AFFECTED_SOP_CLASS_UID, text(Items.VERIFICATION));
    }

    /** Each element with its VR, PS3.5 section 7.1.2, which command sets never have. */
    private static byte[] explicit() {
        return join(
                hex("0000 0200"),
                text("UI"),
                le16(18),
                text(Items.VERIFICATION + "\0"),
                hex("0000 0001"),
                text("US"),
                le16(2),
                le16(C_ECHO_RQ));
    }

    private static byte[] elements(int count) {
        byte[] one = elementClaiming(0, 0x0902, zeros(0));
        return repeat(count, one);
    }

    private void addGroupLengths() {
        groupLength("0", 0);
        groupLength("one less", WHOLE.length - 1L);
        groupLength("one more", WHOLE.length + 1L);
        groupLength("4 GiB - 1", 0xFFFF_FFFFL);
        echoes("command: no group length", GROUP_LENGTH, WHOLE);
        echoes("command: group length of two bytes", GROUP_LENGTH, join(number(0, WHOLE.length), WHOLE));
        echoes("command: group length twice", GROUP_LENGTH, join(element(0, le32(9)), element(0, le32(9)), WHOLE));
    }

    private void groupLength(String what, long length) {
        echoes("command: group length " + what, GROUP_LENGTH, join(element(0, le32(length)), WHOLE));
    }

    private void addStatuses() {
        byte[] foreign = uid(AFFECTED_SOP_CLASS_UID, "1.2.3.4.5.6.7");
        refused("command: another SOP class", STATUS, join(foreign, ECHO, ID, NO_DATA), "C-ECHO-RSP 0122H");
        refused("command: no SOP class", STATUS, join(ECHO, ID, NO_DATA), "C-ECHO-RSP 0212H");
        refused(
                "command: empty SOP class",
                STATUS,
                join(element(AFFECTED_SOP_CLASS_UID, zeros(0)), ECHO, ID, NO_DATA),
                "C-ECHO-RSP 0122H");
        refused("command: SOP class of 60,000 digits", STATUS, longSopClass(), "C-ECHO-RSP 0122H");
        for (int field : List.of(0x0010, 0x0021, 0x0100, 0x0110, 0x0120, 0x0130, 0x0140, 0x0150, 0x0002, 0x7FFF)) {
            byte[] unserved = join(SOP_CLASS, number(COMMAND_FIELD, field), ID, NO_DATA);
            String answer = Commands.name(field | Commands.RESPONSE) + " 0211H";
            refused("command: field %04XH, which nobody serves".formatted(field), STATUS, unserved, answer);
        }
        byte[] dataFollows = join(SOP_CLASS, ECHO, ID, number(DATA_SET_TYPE, WITH_DATA_SET));
        cases.add(caller.associated("command: C-ECHO-RQ with a data set", STATUS)
                .say(Caller.message(1, command(dataFollows)), Pdus.pData(Pdus.pdv(1, Pdus.LAST_DATA, zeros(8))))
                .answer("C-ECHO-RSP 0212H"));
    }

    private static byte[] longSopClass() {
        return join(element(AFFECTED_SOP_CLASS_UID, text("1".repeat(60_000))), ECHO, ID, NO_DATA);
    }

    private void addMessageIds() {
        for (int id : List.of(0, 0x8000, 0xFFFF)) {
            cases.add(caller.associated("command: message id %04XH".formatted(id), MESSAGE_IDS)
                    .say(Caller.echo(id))
                    .answer("C-ECHO-RSP 0000H"));
        }
        cases.add(caller.associated("command: the same message id again", MESSAGE_IDS)
                .say(Caller.echo(1))
                .hear("C-ECHO-RSP 0000H")
                .say(Caller.echo(1))
                .answer("C-ECHO-RSP 0000H"));
        cases.add(caller.associated("command: C-CANCEL-RQ of an unknown message", CANCEL)
                .say(Caller.message(1, Commands.cancelRq(4711)), Caller.echo(1))
                .answer("C-ECHO-RSP 0000H"));
        cases.add(caller.associated("command: 100 C-CANCEL-RQ of an unknown message", CANCEL)
                .say(repeat(100, Caller.message(1, Commands.cancelRq(1))))
                .say(Caller.echo(1))
                .answer("C-ECHO-RSP 0000H"));
    }

    private void addResponses() {
        for (int field : List.of(Commands.C_ECHO_RQ, Commands.C_STORE_RQ, Commands.C_FIND_RQ, 0x0100, 0x7FFF)) {
            cases.add(caller.associated("command: a response, field %04XH".formatted(field | 0x8000), RESPONSES)
                    .say(Caller.message(1, Commands.response(Items.VERIFICATION, field, 1, 0)))
                    .answer("A0"));
        }
    }

    private void aborted(String name, String source, byte[] command) {
        cases.add(caller.associated(name, source).say(inPdus(command)).answer("A0"));
    }

    private void echoes(String name, String source, byte[] command) {
        refused(name, source, command, "C-ECHO-RSP 0000H");
    }

    /** Whatever the answer, the association goes on. */
    private void refused(String name, String source, byte[] command, String answer) {
        cases.add(caller.associated(name, source)
                .say(inPdus(command))
                .hear(answer)
                .say(Caller.echo(2))
                .answer("C-ECHO-RSP 0000H"));
    }

    /** Cuts what is longer than acceptors take in one PDU. */
    private static byte[] inPdus(byte[] command) {
        return DataSets.fragments(Caller.VERIFICATION, Pdus.COMMAND, command, 8_000);
    }
}
