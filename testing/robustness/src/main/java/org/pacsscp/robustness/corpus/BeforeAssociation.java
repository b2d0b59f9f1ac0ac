package org.pacsscp.robustness.corpus;

import static org.pacsscp.testkit.wire.Bytes.hex;
import static org.pacsscp.testkit.wire.Bytes.join;
import static org.pacsscp.testkit.wire.Bytes.prefix;
import static org.pacsscp.testkit.wire.Bytes.zeros;

import java.util.ArrayList;
import java.util.List;
import org.pacsscp.testkit.wire.Items;
import org.pacsscp.testkit.wire.Pdus;

/** What comes where an A-ASSOCIATE-RQ is due, Sta2 of PS3.8 Table 9-10, and lengths that no request has. */
final class BeforeAssociation {
    private static final String OTHER_PDU = "PS3.8 Table 9-10, Sta2, AA-1";
    private static final String UNKNOWN_PDU = "PS3.8 Table 9-10, Sta2, Evt19";
    private static final String LENGTH = "V1: PDU lengths believed before association";
    private static final String ABORTED = "PS3.8 Table 9-10, Sta2, AA-2";
    private static final String CLOSED = "PS3.8 Table 9-10, Sta2, AA-5";
    private static final String SLOW = "V14: PS3.8 9.1.5, one total deadline";
    private static final long MEBIBYTE = 1 << 20;

    private final Caller caller;
    private final List<Case> cases = new ArrayList<>();

    private BeforeAssociation(Caller caller) {
        this.caller = caller;
    }

    static Theme theme(Caller caller) {
        BeforeAssociation theme = new BeforeAssociation(caller);
        theme.addOtherPdus();
        theme.addLengths();
        theme.addEnds();
        theme.addSlowOnes();
        return new Theme("Before an association", theme.cases);
    }

    private void addOtherPdus() {
        add("before: A-ASSOCIATE-AC", OTHER_PDU, caller.acceptance(), "A0");
        add("before: A-ASSOCIATE-RJ", OTHER_PDU, Pdus.associateRj(1, 1, 1), "A0");
        add("before: C-ECHO-RQ", OTHER_PDU, Caller.echo(1), "A0");
        add("before: A-RELEASE-RQ", OTHER_PDU, Pdus.releaseRq(), "A0");
        add("before: A-RELEASE-RP", OTHER_PDU, Pdus.releaseRp(), "A0");
        for (String type : List.of("02", "03", "04", "05", "06")) {
            add("before: only a first byte of " + type + "H", OTHER_PDU, hex(type), "A0");
        }
        for (String type : List.of("00", "08", "09", "53", "7F", "80", "FF")) {
            add("before: only a first byte of " + type + "H, no PDU", UNKNOWN_PDU, hex(type), "A0");
        }
        add("before: unknown PDU, whole", UNKNOWN_PDU, Pdus.pdu(0x08, zeros(4)), "A0");
        add("before: unknown PDU of 4 GiB", UNKNOWN_PDU, Pdus.header(0x08, 0xFFFF_FFFFL), "A0");
        add("before: P-DATA-TF of 4 GiB", LENGTH, Pdus.header(Pdus.P_DATA_TF, 0xFFFF_FFFFL), "A0");
        add("before: A-ASSOCIATE-AC of 4 GiB", LENGTH, Pdus.header(Pdus.ASSOCIATE_AC, 0xFFFF_FFFFL), "A0");
        add("before: two A-RELEASE-RQ", OTHER_PDU, join(Pdus.releaseRq(), Pdus.releaseRq()), "A0");
    }

    private void addLengths() {
        for (long length : List.of(0L, 1L, 4L, 67L)) {
            length(Long.toString(length), length);
        }
        length("1 MiB + 1", MEBIBYTE + 1);
        length("16 MiB", 16 * MEBIBYTE);
        length("2 GiB - 1", 0x7FFF_FFFFL);
        length("2 GiB", 0x8000_0000L);
        length("4 GiB - 2", 0xFFFF_FFFEL);
        length("4 GiB - 1", 0xFFFF_FFFFL);
        add(
                "before: request of length 4 GiB - 1, and a mebibyte of it",
                LENGTH,
                Pdus.pduClaiming(0xFFFF_FFFFL, Pdus.ASSOCIATE_RQ, zeros((int) MEBIBYTE)),
                "A0");
        add("before: request of length 68, no item", LENGTH, caller.requestOf(), "A0");
        cases.add(Case.named("before: request of 1 MiB, the longest that is taken", LENGTH)
                .say(longest())
                .hear("AC")
                .say(Caller.echo(1))
                .answer("C-ECHO-RSP 0000H"));
    }

    private void length(String what, long length) {
        add("before: request of length " + what, LENGTH, Pdus.header(Pdus.ASSOCIATE_RQ, length), "A0");
    }

    /** Fills a request up to 1 MiB with items that nobody knows, which are skipped: PS3.8 9.3.1. */
    private byte[] longest() {
        byte[] items = join(Items.applicationContext(), Caller.verificationContext(), Items.usualUserInformation());
        int left = (int) MEBIBYTE - 68 - items.length;
        byte[] unknown = {};
        while (left > 0) {
            int size = left > 70_000 ? 60_000 : Math.min(left, 65_000);
            unknown = join(unknown, Items.item(0x7E, zeros(size - 4)));
            left -= size;
        }
        return caller.requestOf(items, unknown);
    }

    private void addEnds() {
        cases.add(Case.named("before: A-ABORT of the service-user", ABORTED)
                .say(Pdus.abort(0, 0))
                .hear("close"));
        cases.add(Case.named("before: A-ABORT of the service-provider", ABORTED)
                .say(Pdus.abort(2, 6))
                .hear("close"));
        cases.add(Case.named("before: A-ABORT of nobody, all bytes FFH", ABORTED)
                .say(hex("07 FF 00000004 FFFFFFFF"))
                .hear("close"));
        cases.add(Case.named("before: A-ABORT, then a request", ABORTED)
                .say(Pdus.abort(0, 0), caller.request())
                .hear("close|reset"));
        cases.add(Case.named("before: FIN at once", CLOSED).fin());
        cases.add(Case.named("before: RST at once", CLOSED).rst());
        for (int length : List.of(1, 3, 6, 7, 74)) {
            byte[] bytes = prefix(caller.request(), length);
            cases.add(Case.named("before: " + length + " bytes of a request, FIN", CLOSED)
                    .say(bytes)
                    .fin());
            cases.add(Case.named("before: " + length + " bytes of a request, RST", CLOSED)
                    .say(bytes)
                    .rst());
        }
    }

    private void addSlowOnes() {
        cases.add(Case.named("before: silence", SLOW).stall("close"));
        cases.add(Case.named("before: three bytes, then silence", SLOW)
                .say(prefix(caller.request(), 3))
                .stall("close"));
        cases.add(Case.named("before: a request of 1 MiB of which 100 bytes come", SLOW)
                .say(prefix(longest(), 100))
                .stall("close"));
        cases.add(Case.named("before: a request that drips", SLOW).drip(prefix(caller.request(), 60), "close"));
    }

    private void add(String name, String source, byte[] bytes, String answer) {
        cases.add(Case.named(name, source).say(bytes).answer(answer));
    }
}
