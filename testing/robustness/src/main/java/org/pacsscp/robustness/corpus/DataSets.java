package org.pacsscp.robustness.corpus;

import static org.pacsscp.testkit.wire.Bytes.hex;
import static org.pacsscp.testkit.wire.Bytes.join;
import static org.pacsscp.testkit.wire.Bytes.le16;
import static org.pacsscp.testkit.wire.Bytes.le32;
import static org.pacsscp.testkit.wire.Bytes.prefix;
import static org.pacsscp.testkit.wire.Bytes.repeat;
import static org.pacsscp.testkit.wire.Bytes.text;
import static org.pacsscp.testkit.wire.Bytes.zeros;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Items;
import org.pacsscp.testkit.wire.Pdus;

/** What comes in the middle of a data set, instead of one or after it. */
final class DataSets {
    private static final String OTHER_PDU = "V6: PS3.8 Table 9-10, Sta6, AA-8";
    private static final String RELEASE = "V9: release in the middle of a data set";
    private static final String ORDER = "PS3.7 6.3, PS3.8 E.2: messages follow one another";
    private static final String CONTEXT = "PS3.8 Table 9-23: the context of the message";
    private static final String LENGTH = "V4: PS3.8 Table 9-23, PDV lengths";
    private static final String LOST = "PS3.8 Table 9-10, Sta6, AA-4";
    private static final String EARLY = "PS3.7 D.3.3.3: more requests than were negotiated";
    private static final String STORED = "PS3.7 9.1.1";

    /** An invented image, without pixels, in Implicit VR Little Endian. */
    static final byte[] WHOLE = join(
            dataElement(0x0008, 0x0016, Items.CT_IMAGE_STORAGE + "\0"),
            dataElement(0x0008, 0x0018, Commands.INSTANCE + "\0"),
            dataElement(0x0010, 0x0010, "INVENTED^NOBODY "));

    /** Enough of it to be in the middle, and what follows. */
    static final byte[] BEGINNING = prefix(WHOLE, 20);

    static final byte[] REST = Arrays.copyOfRange(WHOLE, BEGINNING.length, WHOLE.length);

    private final Caller caller;
    private final List<Case> cases = new ArrayList<>();

    private DataSets(Caller caller) {
        this.caller = caller;
    }

    static Theme theme(Caller caller) {
        DataSets theme = new DataSets(caller);
        theme.addOtherPdus();
        theme.addFragments();
        theme.addInsteadOfData();
        theme.addEnds();
        theme.addStored();
        theme.addEarly();
        return new Theme("Data sets", theme.cases);
    }

    private static byte[] dataElement(int group, int number, String value) {
        String even = value.length() % 2 == 0 ? value : value.substring(0, value.length() - 1);
        return join(le16(group), le16(number), le32(even.length()), text(even));
    }

    /** Cuts a message into PDUs of one fragment, each of so many bytes. */
    static byte[] fragments(int contextId, int kind, byte[] bytes, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        do {
            int end = Math.min(bytes.length, at + size);
            int header = end == bytes.length ? kind | Pdus.LAST_DATA : kind;
            out.writeBytes(Pdus.pData(Pdus.pdv(contextId, header, Arrays.copyOfRange(bytes, at, end))));
            at = end;
        } while (at < bytes.length);
        return out.toByteArray();
    }

    private void addOtherPdus() {
        add("data: a second A-ASSOCIATE-RQ", OTHER_PDU, caller.request(), "A2/2");
        add("data: an A-ASSOCIATE-AC", OTHER_PDU, caller.acceptance(), "A2/2");
        add("data: an A-ASSOCIATE-RJ", OTHER_PDU, Pdus.associateRj(1, 1, 1), "A2/2");
        add("data: an A-RELEASE-RP", OTHER_PDU, Pdus.releaseRp(), "A2/2");
        add("data: an A-RELEASE-RQ", RELEASE, Pdus.releaseRq(), "A2/2");
        add("data: the first byte of an A-ASSOCIATE-RQ", OTHER_PDU, hex("01"), "A2/2");
        add("data: the first byte of an A-ASSOCIATE-AC", OTHER_PDU, hex("02"), "A2/2");
        add("data: the first byte of an unknown PDU", OTHER_PDU, hex("08"), "A2/1");
        add("data: HTTP", OTHER_PDU, text("GET / HTTP/1.1\r\n\r\n"), "A2/1");
        add("data: an A-RELEASE-RQ of length 5", OTHER_PDU, Pdus.header(Pdus.RELEASE_RQ, 5), "A2/6");
        add("data: an A-ABORT of length 4 GiB - 1", OTHER_PDU, Pdus.header(Pdus.ABORT, 0xFFFF_FFFFL), "A2/6");
    }

    private void addFragments() {
        add("data: P-DATA-TF of length 0", LENGTH, Pdus.header(Pdus.P_DATA_TF, 0), "A2/6");
        add("data: P-DATA-TF of 1 MiB", "PS3.8 D.1", Pdus.header(Pdus.P_DATA_TF, 1 << 20), "A2/6");
        add("data: P-DATA-TF of 4 GiB - 1", "PS3.8 D.1", Pdus.header(Pdus.P_DATA_TF, 0xFFFF_FFFFL), "A2/6");
        for (long length : List.of(0L, 1L, 0x7FFF_FFFFL, 0xFFFF_FFFCL, 0xFFFF_FFFFL)) {
            byte[] value = Pdus.pdvClaiming(length, Caller.STORAGE, Pdus.DATA, WHOLE);
            add("data: PDV of length %08XH".formatted(length), LENGTH, Pdus.pData(value), "A2/6");
        }
        byte[] sound = Pdus.pdv(Caller.STORAGE, Pdus.DATA, WHOLE);
        add("data: five bytes after the last PDV", LENGTH, Pdus.pData(sound, zeros(5)), "A2/6");
        add("data: second PDV past its PDU", LENGTH, Pdus.pData(sound, hex("FFFFFFFF 03 00")), "A2/6");
        add("data: a fragment of another context", CONTEXT, Pdus.pData(Pdus.pdv(1, Pdus.DATA, WHOLE)), "A2/5");
        add("data: the end on another context", CONTEXT, Pdus.pData(Pdus.pdv(1, Pdus.LAST_DATA)), "A2/5");
        add("data: a context that was not negotiated", CONTEXT, Pdus.pData(Pdus.pdv(7, Pdus.DATA, WHOLE)), "A2/6");
        add("data: an even context", CONTEXT, Pdus.pData(Pdus.pdv(2, Pdus.DATA, WHOLE)), "A2/6");
        add("data: the next command before the end", ORDER, Caller.storeCommand(2), "A2/5");
        add("data: a command of another context", ORDER, Caller.echo(2), "A2/5");
        add("data: a C-CANCEL-RQ", ORDER, Caller.message(Caller.STORAGE, Commands.cancelRq(1)), "A2/5");
        add("data: a command in the same PDU", ORDER, inOnePdu(), "A2/5");
    }

    private static byte[] inOnePdu() {
        return Pdus.pData(
                Pdus.pdv(Caller.STORAGE, Pdus.DATA, WHOLE),
                Pdus.pdv(Caller.STORAGE, Pdus.LAST_COMMAND, Commands.storeRq(2)));
    }

    private void addInsteadOfData() {
        cases.add(instead("data: a release where a data set is due", RELEASE)
                .say(Pdus.releaseRq())
                .answer("A2/2"));
        cases.add(instead("data: a second A-ASSOCIATE-RQ where a data set is due", OTHER_PDU)
                .say(caller.request())
                .answer("A2/2"));
        cases.add(instead("data: an A-ASSOCIATE-AC where a data set is due", OTHER_PDU)
                .say(caller.acceptance())
                .answer("A2/2"));
        cases.add(instead("data: a command where a data set is due", ORDER)
                .say(Caller.echo(2))
                .answer("A2/5"));
        cases.add(caller.associated("data: a data set after the last of it", ORDER)
                .say(Caller.storeCommand(1), Caller.lastData(WHOLE))
                .hear("C-STORE-RSP 0000H")
                .say(Caller.lastData(WHOLE))
                .answer("A2/5"));
    }

    private Case instead(String name, String source) {
        return Case.named(name, source)
                .say(caller.request())
                .hear("AC")
                .say(Caller.storeCommand(1))
                .opened();
    }

    private void addEnds() {
        cases.add(caller.storing("data: FIN in the middle", LOST).fin());
        cases.add(caller.storing("data: RST in the middle", LOST).rst());
        cases.add(caller.storing("data: A-ABORT in the middle", "PS3.8 Table 9-10, Sta6, AA-3")
                .say(Pdus.abort(0, 0))
                .hear("close"));
        cases.add(caller.storing("data: FIN in the middle of a fragment", LOST)
                .say(prefix(Caller.data(WHOLE), 30))
                .fin());
        cases.add(caller.storing("data: RST in the middle of a fragment", LOST)
                .say(prefix(Caller.data(WHOLE), 30))
                .rst());
        cases.add(caller.storing("data: 8 MiB whose last fragment does not come, FIN", "V5")
                .sayRepeatedly(512, Caller.data(zeros(16_000)))
                .fin());
        cases.add(caller.storing("data: an end that never comes", "V5, section 5: idle deadline")
                .stall("A0", "close"));
    }

    private void addStored() {
        stored("data: whole", WHOLE, 16_000);
        stored("data: of no bytes", zeros(0), 16_000);
        stored("data: of odd length", prefix(WHOLE, 21), 16_000);
        stored("data: in fragments of one byte", WHOLE, 1);
        stored("data: in fragments of seven bytes", WHOLE, 7);
        stored("data: of a mebibyte", join(WHOLE, hex("E07F 1000 00001000"), zeros(1 << 20)), 16_000);
        stored("data: 1,100 nested sequences", nested(1_100), 16_000);
        stored("data: an element that claims 4 GiB", join(WHOLE, hex("E07F 1000 FEFFFFFF")), 16_000);
        cases.add(caller.associated("data: 10,000 empty fragments", STORED)
                .say(Caller.storeCommand(1), repeat(10_000, Caller.data(zeros(0))), Caller.lastData(WHOLE))
                .hear("C-STORE-RSP 0000H")
                .say(Pdus.releaseRq())
                .answer("RP"));
    }

    /** Requests before those before them are answered, though no window was negotiated, as some peers send them. */
    private void addEarly() {
        byte[] many = repeat(20, store(1));
        cases.add(caller.associated("early: three C-STORE-RQ at once", EARLY)
                .say(store(1), store(2), store(3))
                .hear(PresentationDataValues.repeated(3, "C-STORE-RSP 0000H"))
                .say(Pdus.releaseRq())
                .answer("RP"));
        cases.add(caller.associated("early: three C-STORE-RQ and an A-RELEASE-RQ at once", EARLY)
                .say(store(1), store(2), store(3), Pdus.releaseRq())
                .hear(PresentationDataValues.repeated(3, "C-STORE-RSP 0000H"))
                .answer("RP"));
        cases.add(caller.associated("early: twenty C-STORE-RQ and RST", EARLY)
                .say(many)
                .rst());
    }

    private static byte[] store(int messageId) {
        return join(Caller.storeCommand(messageId), Caller.lastData(WHOLE));
    }

    /** Sequences of undefined length, each the only item of the one before (V18). */
    private static byte[] nested(int depth) {
        byte[] begin = hex("0800 4011 FFFFFFFF FEFF 00E0 FFFFFFFF");
        byte[] end = hex("FEFF 0DE0 00000000 FEFF DDE0 00000000");
        return join(repeat(depth, begin), repeat(depth, end));
    }

    private void stored(String name, byte[] dataSet, int fragment) {
        cases.add(caller.associated(name, STORED)
                .say(Caller.storeCommand(1), fragments(Caller.STORAGE, Pdus.DATA, dataSet, fragment))
                .hear("C-STORE-RSP 0000H")
                .say(Pdus.releaseRq())
                .answer("RP"));
    }

    private void add(String name, String source, byte[] bytes, String answer) {
        cases.add(caller.storing(name, source).say(bytes).answer(answer));
    }
}
