package org.pacsscp.robustness.corpus;

import static org.pacsscp.testkit.wire.Bytes.hex;
import static org.pacsscp.testkit.wire.Bytes.join;
import static org.pacsscp.testkit.wire.Bytes.repeat;
import static org.pacsscp.testkit.wire.Bytes.text;
import static org.pacsscp.testkit.wire.Bytes.zeros;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.testkit.wire.Items;
import org.pacsscp.testkit.wire.Pdus;

/** Presentation contexts that are strange, or far too many of something: PS3.8 Table 9-13. */
final class Contexts {
    private static final String ID = "PS3.8 9.3.2.2: ids are odd, 1 to 255, each once";
    private static final String RESULT = "PS3.8 Table 9-18, result";
    private static final String UID_LENGTH = "PS3.5 9.1: 64 characters";
    private static final String OVERRUN = "V3: lengths larger than what holds them";
    private static final String MANY = "V2: thousands of sub-items";
    private static final String ROLE = "PS3.7 D.3.3.4";

    private final Caller caller;
    private final List<Case> cases = new ArrayList<>();

    private Contexts(Caller caller) {
        this.caller = caller;
    }

    static Theme theme(Caller caller) {
        Contexts theme = new Contexts(caller);
        theme.addIds();
        theme.addSyntaxes();
        theme.addRoles();
        theme.addOverruns();
        theme.addMany();
        return new Theme("Presentation contexts", theme.cases);
    }

    private void addIds() {
        add("contexts: none", ID, zeros(0), "A0");
        add("contexts: the same id twice", ID, join(verification(1), verification(1)), "A0");
        add("contexts: the same id twice, even", ID, join(verification(2), verification(2)), "A0");
        add("contexts: id 0", ID, verification(0), "AC(2)");
        add("contexts: id 2", ID, verification(2), "AC(2)");
        add("contexts: id 254 beside 255", ID, join(verification(254), verification(255)), "AC(2,0)");
        add("contexts: 128", ID, verifications(128, 2), "AC");
        add("contexts: 129, ids that follow each other", ID, verifications(129, 1), "A0");
        add("contexts: 129, the last with an id used before", ID, join(verifications(128, 2), verification(1)), "A0");
    }

    private static byte[] verification(int id) {
        return Items.presentationContext(id, Items.VERIFICATION, Items.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    private static byte[] verifications(int count, int step) {
        ByteArrayOutputStream contexts = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            contexts.writeBytes(verification(1 + i * step));
        }
        return contexts.toByteArray();
    }

    private void addSyntaxes() {
        byte[] verification = Items.abstractSyntax(Items.VERIFICATION);
        byte[] implicit = Items.transferSyntax(Items.IMPLICIT_VR_LITTLE_ENDIAN);
        add("contexts: no sub-item", RESULT, Items.presentationContextOf(1), "AC(3)");
        add("contexts: no abstract syntax", RESULT, Items.presentationContextOf(1, implicit), "AC(3)");
        add("contexts: no transfer syntax", RESULT, Items.presentationContextOf(1, verification), "AC(4)");
        add(
                "contexts: two abstract syntaxes",
                "PS3.8 9.3.2.2.1: one abstract syntax",
                Items.presentationContextOf(1, verification, Items.abstractSyntax(Items.CT_IMAGE_STORAGE), implicit),
                "AC(3)");
        abstractSyntax("unknown", RESULT, "1.2.3.4.5.6.7");
        abstractSyntax("that is no UID", RESULT, "no UID");
        abstractSyntax("that is empty", RESULT, "");
        abstractSyntax("of 65 characters", UID_LENGTH, "1.2." + "3".repeat(61));
        abstractSyntax("of 60,000 characters", UID_LENGTH, "1".repeat(60_000));
        transferSyntax("unknown", RESULT, "1.2.3.4.5.6.7");
        transferSyntax("that is no UID", RESULT, "no UID");
        transferSyntax("that is empty", RESULT, "");
        transferSyntax("of 60,000 characters", UID_LENGTH, "1".repeat(60_000));
        add(
                "contexts: abstract syntax with a NUL after it",
                "PS3.8 Annex F: some peers pad",
                Items.presentationContextOf(1, Items.abstractSyntax(Items.VERIFICATION + "\0"), implicit),
                "AC");
        add(
                "contexts: unknown sub-item among them",
                "PS3.8 9.3.1: unknown items are ignored",
                Items.presentationContextOf(1, verification, Items.item(0x41, text("what")), implicit),
                "AC");
        add(
                "contexts: transfer syntax before abstract syntax",
                "PS3.8 9.3.2.2",
                Items.presentationContextOf(1, implicit, verification),
                "AC");
        add("contexts: one refused between two", RESULT, mixed(), "AC(0,3,0)");
    }

    private void abstractSyntax(String what, String source, String uid) {
        add(
                "contexts: abstract syntax " + what,
                source,
                Items.presentationContext(1, uid, Items.IMPLICIT_VR_LITTLE_ENDIAN),
                "AC(3)");
    }

    private void transferSyntax(String what, String source, String uid) {
        add(
                "contexts: transfer syntax " + what,
                source,
                Items.presentationContext(1, Items.VERIFICATION, uid),
                "AC(4)");
    }

    private static byte[] mixed() {
        return join(
                verification(1),
                Items.presentationContext(3, "1.2.3.4.5.6.7", Items.IMPLICIT_VR_LITTLE_ENDIAN),
                verification(5));
    }

    private void addRoles() {
        role("0/0", 0, 0, "AC(3)");
        role("SCP only", 0, 1, "AC(3)");
        role("both", 1, 1, "AC");
    }

    private void role(String what, int scu, int scp, String answer) {
        cases.add(Case.named("contexts: role " + what, ROLE)
                .say(caller.requestWith(
                        Items.maximumLength(Items.MAXIMUM_LENGTH), Items.roleSelection(Items.VERIFICATION, scu, scp)))
                .answer(answer));
    }

    private void addOverruns() {
        add("contexts: no room for an id", OVERRUN, Items.item(0x20), "A0");
        add("contexts: no room for the reserved bytes", OVERRUN, Items.item(0x20, hex("01 00 00")), "A0");
        add(
                "contexts: transfer syntax of length FFFFH",
                OVERRUN,
                Items.presentationContextOf(
                        1, Items.abstractSyntax(Items.VERIFICATION), Items.itemClaiming(0xFFFF, 0x40, zeros(0))),
                "A0");
        add("contexts: one byte after the last sub-item", OVERRUN, Items.presentationContextOf(1, zeros(1)), "A0");
        add("contexts: three bytes after the last sub-item", OVERRUN, Items.presentationContextOf(1, zeros(3)), "A0");
        cases.add(Case.named("contexts: three bytes after the last item of the request", OVERRUN)
                .say(caller.requestOf(
                        Items.applicationContext(), verification(1), Items.usualUserInformation(), zeros(3)))
                .answer("A0"));
    }

    private void addMany() {
        byte[] greedy = repeat(16_000, Items.itemClaiming(0xFFFF, 0x52));
        byte[] modest = repeat(16_000, Items.item(0x7F));
        cases.add(Case.named("contexts: user information of 16,000 sub-items that claim 64 KiB each", MANY)
                .say(caller.requestWith(greedy))
                .answer("A0"));
        add(
                "contexts: a context of 16,000 sub-items that claim 64 KiB each",
                MANY,
                Items.presentationContextOf(1, repeat(16_000, Items.itemClaiming(0xFFFF, 0x40))),
                "A0");
        cases.add(Case.named("contexts: 16,000 items that claim 64 KiB each", MANY)
                .say(caller.requestOf(repeat(16_000, Items.itemClaiming(0xFFFF, 0x20))))
                .answer("A0"));
        cases.add(Case.named("contexts: user information of 16,000 empty sub-items", MANY)
                .say(caller.requestWith(Items.maximumLength(Items.MAXIMUM_LENGTH), modest))
                .hear("AC")
                .say(Pdus.releaseRq())
                .answer("RP"));
        add(
                "contexts: 16,000 empty transfer syntaxes",
                MANY,
                Items.presentationContextOf(
                        1, Items.abstractSyntax(Items.VERIFICATION), repeat(16_000, Items.item(0x40))),
                "AC(4)");
    }

    private void add(String name, String source, byte[] contexts, String answer) {
        cases.add(Case.named(name, source)
                .say(caller.requestOf(Items.applicationContext(), contexts, Items.usualUserInformation()))
                .answer(answer));
    }
}
