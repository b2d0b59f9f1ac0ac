package org.pacsscp.robustness.corpus;

import static org.pacsscp.testkit.wire.Bytes.hex;
import static org.pacsscp.testkit.wire.Bytes.join;
import static org.pacsscp.testkit.wire.Bytes.patch;
import static org.pacsscp.testkit.wire.Bytes.text;
import static org.pacsscp.testkit.wire.Bytes.zeros;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.pacsscp.testkit.wire.Items;
import org.pacsscp.testkit.wire.Pdus;

/** Requests whose fields are strange: PS3.8 section 9.3.2. Those of its presentation contexts are {@link Contexts}. */
final class AssociateRequest {
    private static final String VERSION = "PS3.8 Table 9-11: only bit 0 is tested";
    private static final String APPLICATION = "PS3.8 Table 9-12, PS3.7 Annex A";
    private static final String TITLES = "PS3.8 Table 9-11, AE titles";
    private static final String PATHS = "V17: titles in paths and commands";
    private static final String RESERVED = "PS3.8 9.3.1: reserved fields are not tested";
    private static final String UNKNOWN = "PS3.8 9.3.1, D.2: unknown items are ignored";
    private static final String MAXIMUM = "PS3.8 D.1";
    private static final String IDENTITY = "PS3.7 Table D.3-14";

    private final Caller caller;
    private final List<Case> cases = new ArrayList<>();

    private AssociateRequest(Caller caller) {
        this.caller = caller;
    }

    static Theme theme(Caller caller) {
        AssociateRequest theme = new AssociateRequest(caller);
        theme.addVersions();
        theme.addApplicationContexts();
        theme.addTitles();
        theme.addMaximumLengths();
        theme.addWhatIsSkipped();
        theme.addUserInformation();
        return new Theme("The association request", theme.cases);
    }

    private void addVersions() {
        for (int version : List.of(0x0000, 0x0002, 0xFFFE)) {
            rejected("request: protocol version %04XH".formatted(version), VERSION, version(version), "RJ(1,2,2)");
        }
        for (int version : List.of(0x0003, 0xFFFF)) {
            accepted("request: protocol version %04XH".formatted(version), VERSION, version(version));
        }
    }

    private byte[] version(int version) {
        return patch(caller.request(), Pdus.HEADER_LENGTH, new byte[] {(byte) (version >> 8), (byte) version});
    }

    private void addApplicationContexts() {
        rejected(
                "request: another application context",
                APPLICATION,
                withApplication(Items.item(0x10, text("1.2.840.10008.3.1.1.2"))),
                "RJ(1,1,2)");
        rejected("request: empty application context", APPLICATION, withApplication(Items.item(0x10)), "RJ(1,1,2)");
        rejected("request: no application context", APPLICATION, withApplication(zeros(0)), "RJ(1,1,2)");
        rejected(
                "request: application context of 60,000 digits",
                APPLICATION,
                withApplication(Items.item(0x10, text("1".repeat(60_000)))),
                "RJ(1,1,2)");
        accepted(
                "request: application context after everything else",
                "PS3.8 9.3.2.1: items come in any order",
                caller.requestOf(
                        Items.usualUserInformation(), Caller.verificationContext(), Items.applicationContext()));
    }

    private byte[] withApplication(byte[] item) {
        return caller.requestOf(item, Caller.verificationContext(), Items.usualUserInformation());
    }

    private void addTitles() {
        called("another", "NOBODY");
        called("blank", "");
        called("in lower case", caller.called().toLowerCase(Locale.ROOT));
        rejected(
                "request: called AE title of NULs",
                TITLES,
                Pdus.pdu(Pdus.ASSOCIATE_RQ, Pdus.fixedFields(1, zeros(16), Pdus.paddedTitle("CORPUS")), items()),
                "RJ(1,1,7)");
        rejected("request: called AE title ../../etc/pass", PATHS, between("../../etc/pass", "CORPUS"), "RJ(1,1,7)");
        rejected("request: called AE title with a shell's $(id)", PATHS, between("$(id);`id`", "CORPUS"), "RJ(1,1,7)");
        rejected("request: calling AE title blank", TITLES, between(caller.called(), ""), "RJ(1,1,3)");
        rejected("request: calling AE title with a backslash", TITLES, between(caller.called(), "A\\B"), "RJ(1,1,3)");
        rejected("request: calling AE title with a line feed", TITLES, between(caller.called(), "A\nB"), "RJ(1,1,3)");
        rejected("request: calling AE title with an escape", PATHS, between(caller.called(), "\u001b[2J"), "RJ(1,1,3)");
        rejected("request: calling AE title beyond ASCII", TITLES, between(caller.called(), "B\u00dcRO"), "RJ(1,1,3)");
        accepted("request: calling AE title ../../x", PATHS, between(caller.called(), "../../x"));
        accepted("request: calling AE title ${jndi:x}", PATHS, between(caller.called(), "${jndi:x}"));
        accepted("request: called AE title cut by a NUL", TITLES, withTitles(caller.called() + "\0\nold", "CORPUS"));
        accepted("request: calling AE title cut by a NUL", TITLES, withTitles(caller.called(), "CORPUS\0\u00ff\n\\"));
        rejected(
                "request: called AE title behind a NUL",
                TITLES,
                withTitles("\0" + caller.called(), "CORPUS"),
                "RJ(1,1,7)");
        accepted("request: called AE title with a space before it", TITLES, between(" " + caller.called(), "CORPUS"));
    }

    private void called(String how, String title) {
        rejected("request: called AE title " + how, TITLES, between(title, Caller.CALLING), "RJ(1,1,7)");
    }

    private byte[] between(String called, String calling) {
        return Pdus.associateRq(called, calling, items());
    }

    /** Titles as they stand in a buffer of some device, with NULs up to 16 bytes. */
    private static byte[] withTitles(String called, String calling) {
        return Pdus.pdu(Pdus.ASSOCIATE_RQ, Pdus.fixedFields(1, buffer(called), buffer(calling)), items());
    }

    private static byte[] buffer(String title) {
        return Arrays.copyOf(text(title), 16);
    }

    private static byte[] items() {
        return join(Items.applicationContext(), Caller.verificationContext(), Items.usualUserInformation());
    }

    private void addMaximumLengths() {
        for (long length : List.of(1L, 2L, 5L, 6L, 7L)) {
            rejected("request: maximum length " + length, MAXIMUM, withMaximum(length), "RJ(1,1,1)");
        }
        for (long length : List.of(8L, 9L, 20L)) {
            cases.add(Case.named("request: maximum length " + length + ", answers in pieces", MAXIMUM)
                    .say(withMaximum(length))
                    .hear("AC")
                    .say(Caller.echo(1))
                    .hearAtMost(length, "C-ECHO-RSP 0000H")
                    .say(Pdus.releaseRq())
                    .answer("RP"));
        }
        accepted("request: maximum length 0, no limit", MAXIMUM, withMaximum(0));
        accepted("request: maximum length 80000000H", MAXIMUM, withMaximum(0x8000_0000L));
        accepted("request: maximum length FFFFFFFFH", MAXIMUM, withMaximum(0xFFFF_FFFFL));
        accepted("request: no maximum length", MAXIMUM, caller.requestWith(Items.implementationClassUid()));
        accepted(
                "request: no user information",
                MAXIMUM,
                caller.requestOf(Items.applicationContext(), Caller.verificationContext()));
        accepted("request: empty user information", MAXIMUM, caller.requestWith());
        for (int size : List.of(0, 3, 5)) {
            rejected(
                    "request: maximum length of " + size + " bytes",
                    "V3: PS3.8 Table D.1-1",
                    caller.requestWith(Items.item(0x51, zeros(size))),
                    "A0");
        }
    }

    private byte[] withMaximum(long length) {
        return caller.requestWith(Items.maximumLength(length), Items.implementationClassUid());
    }

    private void addWhatIsSkipped() {
        accepted("request: unknown item", UNKNOWN, caller.requestOf(items(), Items.item(0x7E, text("nobody knows"))));
        accepted(
                "request: unknown sub-item of the user information",
                UNKNOWN,
                caller.requestWith(Items.maximumLength(Items.MAXIMUM_LENGTH), Items.item(0x7F, zeros(3))));
        accepted("request: reserved byte of the header", RESERVED, patch(caller.request(), 1, hex("FF")));
        accepted("request: reserved bytes 9 and 10", RESERVED, patch(caller.request(), 8, hex("FFFF")));
        accepted("request: reserved bytes 43 to 74", RESERVED, patch(caller.request(), 42, hex("FF".repeat(32))));
        accepted("request: reserved byte of an item", RESERVED, patch(caller.request(), 75, hex("FF")));
    }

    private void addUserInformation() {
        byte[] maximum = Items.maximumLength(Items.MAXIMUM_LENGTH);
        accepted("request: window of 0/0", "PS3.7 D.3.3.3", caller.requestWith(maximum, Items.operationsWindow(0, 0)));
        accepted(
                "request: window of 65535/65535",
                "PS3.7 D.3.3.3",
                caller.requestWith(maximum, Items.operationsWindow(0xFFFF, 0xFFFF)));
        accepted(
                "request: user identity of a type that nobody knows",
                IDENTITY,
                caller.requestWith(maximum, Items.userIdentity(99, 0, text("invented"), zeros(0))));
        accepted(
                "request: user identity of 60,000 bytes",
                IDENTITY,
                caller.requestWith(maximum, Items.userIdentity(2, 0, text("i".repeat(30_000)), zeros(30_000))));
        accepted(
                "request: implementation version name of 1,000 characters",
                "PS3.7 D.3.3.2",
                caller.requestWith(maximum, Items.item(0x55, text("v".repeat(1000)))));
        accepted(
                "request: user information twice",
                "PS3.8 9.3.2",
                caller.requestOf(items(), Items.usualUserInformation()));
    }

    private void rejected(String name, String source, byte[] request, String answer) {
        cases.add(Case.named(name, source).say(request).answer(answer));
    }

    private void accepted(String name, String source, byte[] request) {
        cases.add(Case.named(name, source)
                .say(request)
                .hear("AC")
                .say(Caller.echo(1))
                .hear("C-ECHO-RSP 0000H")
                .say(Pdus.releaseRq())
                .answer("RP"));
    }
}
