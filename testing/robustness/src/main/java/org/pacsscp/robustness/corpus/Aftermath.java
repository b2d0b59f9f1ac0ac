package org.pacsscp.robustness.corpus;

import static org.pacsscp.testkit.wire.Bytes.hex;
import static org.pacsscp.testkit.wire.Bytes.repeat;
import static org.pacsscp.testkit.wire.Bytes.text;
import static org.pacsscp.testkit.wire.Bytes.zeros;

import java.util.ArrayList;
import java.util.List;
import org.pacsscp.testkit.wire.Items;
import org.pacsscp.testkit.wire.Pdus;

/** What comes after an abort or a rejection, of either side: PS3.8 Table 9-10, Sta1 and Sta13. */
final class Aftermath {
    private static final String ABORTED_BY_PEER = "PS3.8 Table 9-10, Sta6, AA-3";
    private static final String GARBAGE = "V16: garbage after an A-ABORT";
    private static final String STA13 = "PS3.8 Table 9-10, Sta13";
    private static final String ARTIM = "PS3.8 9.1.5, ARTIM";

    private final Caller caller;
    private final List<Case> cases = new ArrayList<>();

    private Aftermath(Caller caller) {
        this.caller = caller;
    }

    static Theme theme(Caller caller) {
        Aftermath theme = new Aftermath(caller);
        theme.addPeersAbort();
        theme.addOurAbort();
        theme.addRejection();
        return new Theme("After an abort or a rejection", theme.cases);
    }

    private void addPeersAbort() {
        for (int reason : List.of(0, 1, 2, 3, 4, 5, 6, 255)) {
            cases.add(caller.associated("abort: by the service-provider, reason " + reason, ABORTED_BY_PEER)
                    .say(Pdus.abort(2, reason))
                    .hear("close"));
        }
        cases.add(caller.associated("abort: by the service-user", ABORTED_BY_PEER)
                .say(Pdus.abort(0, 0))
                .hear("close"));
        cases.add(caller.associated("abort: by nobody, all bytes FFH", ABORTED_BY_PEER)
                .say(hex("07 FF 00000004 FFFFFFFF"))
                .hear("close"));
        cases.add(caller.associated("abort: then 100 KiB of garbage", GARBAGE)
                .say(Pdus.abort(0, 0), repeat(10_000, text("garbage...")))
                .hear("close|reset"));
        cases.add(caller.associated("abort: then a request", GARBAGE)
                .say(Pdus.abort(0, 0), caller.request())
                .hear("close|reset"));
        cases.add(caller.associated("abort: with a C-ECHO-RQ before it, at once", ABORTED_BY_PEER)
                .say(Caller.echo(1), Pdus.abort(0, 0))
                .hear("C-ECHO-RSP 0000H", "close"));
    }

    private void addOurAbort() {
        aborted("aftermath: a second unknown PDU, which is not read", hex("08 00 00000000"));
        aborted("aftermath: 1 MiB of garbage", zeros(1 << 20));
        cases.add(caller.associated("aftermath: 64 MiB of garbage", GARBAGE)
                .say(hex("08"))
                .hear("A2/1")
                .sayRepeatedly(64, zeros(1 << 20))
                .hear("close|reset"));
        cases.add(caller.associated("aftermath: no FIN", ARTIM).say(hex("08")).stall("A2/1", "close"));
        cases.add(caller.associated("aftermath: a request after A0", STA13)
                .say(Caller.message(1, zeros(0)))
                .hear("A0")
                .say(caller.request())
                .answer("A2/2"));
        cases.add(caller.associated("aftermath: commands after A0, which are ignored", STA13)
                .say(Caller.message(1, zeros(0)))
                .hear("A0")
                .say(Caller.echo(1), Caller.echo(2), Pdus.releaseRq())
                .answer());
        cases.add(caller.associated("aftermath: an A-ABORT after A0", STA13)
                .say(Caller.message(1, zeros(0)))
                .hear("A0")
                .say(Pdus.abort(0, 0))
                .hear("close"));
    }

    private void aborted(String name, byte[] more) {
        cases.add(caller.associated(name, GARBAGE)
                .say(hex("08"))
                .hear("A2/1")
                .say(more)
                .answer());
    }

    private void addRejection() {
        byte[] wrong = Pdus.associateRq(
                "NOBODY",
                Caller.CALLING,
                Items.applicationContext(),
                Caller.verificationContext(),
                Items.usualUserInformation());
        cases.add(rejected("rejected: then a right request", wrong)
                .say(caller.request())
                .answer("A2/2"));
        cases.add(rejected("rejected: then a C-ECHO-RQ, which is ignored", wrong)
                .say(Caller.echo(1))
                .answer());
        cases.add(rejected("rejected: then HTTP", wrong)
                .say(text("GET / HTTP/1.1\r\n\r\n"))
                .answer("A2/1"));
        cases.add(rejected("rejected: then an A-ABORT", wrong)
                .say(Pdus.abort(0, 0))
                .hear("close"));
        cases.add(rejected("rejected: then RST", wrong).rst());
        cases.add(Case.named("rejected: then nothing, nor a FIN", ARTIM)
                .say(wrong)
                .stall("RJ(1,1,7)", "close"));
    }

    private static Case rejected(String name, byte[] request) {
        return Case.named(name, STA13).say(request).hear("RJ(1,1,7)").opened();
    }
}
