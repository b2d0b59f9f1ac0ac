package org.pacsscp.robustness.corpus;

import static org.pacsscp.testkit.wire.Bytes.hex;
import static org.pacsscp.testkit.wire.Bytes.join;
import static org.pacsscp.testkit.wire.Bytes.repeat;

import java.util.ArrayList;
import java.util.List;
import org.pacsscp.testkit.wire.Pdus;

/** PDUs that are no P-DATA-TF on an association, its release, and what comes after that. */
final class Release {
    private static final String UNEXPECTED = "PS3.8 Table 9-10, Sta6, AA-8";
    private static final String LENGTH = "PS3.8 Tables 9-24 and 9-26";
    private static final String RELEASED = "PS3.8 Table 9-10, Sta8 and Sta13";

    private final Caller caller;
    private final List<Case> cases = new ArrayList<>();

    private Release(Caller caller) {
        this.caller = caller;
    }

    static Theme theme(Caller caller) {
        Release theme = new Release(caller);
        theme.addUnexpected();
        theme.addRelease();
        theme.addAfterRelease();
        return new Theme("An association at rest, and its release", theme.cases);
    }

    private void addUnexpected() {
        add("rest: a second A-ASSOCIATE-RQ", UNEXPECTED, caller.request(), "A2/2");
        add("rest: an A-ASSOCIATE-AC", UNEXPECTED, caller.acceptance(), "A2/2");
        add("rest: an A-ASSOCIATE-RJ", UNEXPECTED, Pdus.associateRj(1, 1, 1), "A2/2");
        add("rest: an A-RELEASE-RP", UNEXPECTED, Pdus.releaseRp(), "A2/2");
        for (String type : List.of("01", "02", "03", "06")) {
            add("rest: the first byte " + type + "H", UNEXPECTED, hex(type), "A2/2");
        }
        for (String type : List.of("00", "08", "47", "FF")) {
            add("rest: the first byte " + type + "H, no PDU", UNEXPECTED, hex(type), "A2/1");
        }
        add("rest: an A-ASSOCIATE-RQ of 4 GiB", UNEXPECTED, Pdus.header(Pdus.ASSOCIATE_RQ, 0xFFFF_FFFFL), "A2/2");
        add("rest: an unknown PDU of 4 GiB", UNEXPECTED, Pdus.header(0x09, 0xFFFF_FFFFL), "A2/1");
        cases.add(caller.associated("rest: silence", "section 6: idle deadline").stall("A0", "close"));
        cases.add(caller.associated("rest: an A-RELEASE-RQ that drips", "V14")
                .drip(join(hex("05 00 00000004"), new byte[3]), "A0", "close"));
    }

    private void addRelease() {
        cases.add(caller.associated("release: as it should be", RELEASED)
                .say(Pdus.releaseRq())
                .answer("RP"));
        add("release: reserved bytes FFH", "PS3.8 9.3.1", hex("05 FF 00000004 FFFFFFFF"), "RP");
        for (long length : List.of(0L, 3L, 5L, 0x8000_0000L, 0xFFFF_FFFFL)) {
            add("release: length %08XH".formatted(length), LENGTH, Pdus.header(Pdus.RELEASE_RQ, length), "A2/6");
        }
        for (long length : List.of(0L, 3L, 5L, 0xFFFF_FFFFL)) {
            add("abort: length %08XH".formatted(length), LENGTH, Pdus.header(Pdus.ABORT, length), "A2/6");
        }
        cases.add(caller.associated("release: with ten commands before it, at once", RELEASED)
                .say(repeat(10, Caller.echo(1)), Pdus.releaseRq())
                .hear(PresentationDataValues.repeated(10, "C-ECHO-RSP 0000H"))
                .answer("RP"));
        cases.add(caller.associated("release: FIN with it", RELEASED)
                .say(Pdus.releaseRq())
                .then(Step.End.FIN)
                .hear("RP", "close"));
        cases.add(caller.associated("release: a C-ECHO-RQ and FIN, without a release", "PS3.8 Table 9-10, Sta6, AA-4")
                .say(Caller.echo(1))
                .then(Step.End.FIN)
                .hear("C-ECHO-RSP 0000H", "close"));
        cases.add(caller.associated("release: RST instead of it", "PS3.8 Table 9-10, Sta6, AA-4")
                .rst());
    }

    private void addAfterRelease() {
        released("after release: a second A-RELEASE-RQ, which is ignored", Pdus.releaseRq());
        released("after release: a C-ECHO-RQ, which is ignored", Caller.echo(1));
        released("after release: an A-RELEASE-RP, which is ignored", Pdus.releaseRp());
        released("after release: an A-ASSOCIATE-RQ", caller.request(), "A2/2");
        released("after release: an unknown PDU", hex("08 00 00000000"), "A2/1");
        cases.add(caller.associated("after release: an A-ABORT", RELEASED)
                .say(Pdus.releaseRq())
                .hear("RP")
                .say(Pdus.abort(0, 0))
                .hear("close"));
        cases.add(caller.associated("after release: no FIN", "PS3.8 9.1.5, ARTIM")
                .say(Pdus.releaseRq())
                .stall("RP", "close"));
    }

    private void released(String name, byte[] bytes, String... answer) {
        cases.add(caller.associated(name, RELEASED)
                .say(Pdus.releaseRq())
                .hear("RP")
                .say(bytes)
                .answer(answer));
    }

    private void add(String name, String source, byte[] bytes, String answer) {
        cases.add(caller.associated(name, source).say(bytes).answer(answer));
    }
}
