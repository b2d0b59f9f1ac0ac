package org.pacsscp.robustness.corpus;

import static org.pacsscp.testkit.wire.Bytes.join;
import static org.pacsscp.testkit.wire.Bytes.patch;
import static org.pacsscp.testkit.wire.Bytes.text;
import static org.pacsscp.testkit.wire.Bytes.u16;
import static org.pacsscp.testkit.wire.Bytes.u32;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pacsscp.testkit.wire.Items;
import org.pacsscp.testkit.wire.Pdus;

/**
 * One sound request that has every kind of item, and each of its length fields set to 0, 1, one less and one more than is
 * right, and the greatest number. What follows a wrong length is read as something else, and then does not fit.
 */
final class ItemLengths {
    private static final String SOURCE = "V3: every length field";
    private static final int ITEM_HEADER = 4;

    /**
     * What is accepted. The information of a 56H may be anything, so it may begin anywhere (PS3.7 Table D.3-11); a 57H may
     * have more than is known (Table D.3-12), here the related classes; and where the user information is empty, what it
     * held are items that nobody knows.
     */
    private static final Set<String> ACCEPTED = Set.of(
            "56H, UID 0",
            "56H, UID 1",
            "56H, UID one less",
            "56H, UID one more",
            "57H, related general SOP classes 0",
            "50H 0");

    private final Caller caller;
    private final byte[] request;

    /** Where each length of two bytes stands in the request, by its name. */
    private final Map<String, Integer> fields = new LinkedHashMap<>();

    private ItemLengths(Caller caller) {
        this.caller = caller;
        request = build();
    }

    static Theme theme(Caller caller) {
        ItemLengths theme = new ItemLengths(caller);
        List<Case> cases = new ArrayList<>();
        cases.add(
                Case.named("lengths: all are right", SOURCE).say(theme.request).answer("AC"));
        theme.addPduLengths(cases);
        theme.fields.forEach((field, offset) -> theme.addLengths(cases, field, offset));
        return new Theme("Every length of a request", cases);
    }

    private byte[] build() {
        byte[] application = Items.applicationContext();
        byte[] context = Caller.verificationContext();
        byte[] unknown = Items.item(0x7E, text("nobody knows"));
        List<byte[]> subItems = subItems();
        byte[] user = Items.userInformation(join(subItems.toArray(byte[][]::new)));

        int at = Pdus.HEADER_LENGTH + 68;
        at = mark("10H", at, application);
        int syntax = at + ITEM_HEADER + 4;
        syntax = mark("30H", syntax, Items.abstractSyntax(Items.VERIFICATION));
        mark("40H", syntax, new byte[0]);
        at = mark("20H", at, context);
        markSubItems(at + ITEM_HEADER, subItems);
        at = mark("50H", at, user);
        mark("7EH", at, unknown);
        return caller.requestOf(application, context, user, unknown);
    }

    private static List<byte[]> subItems() {
        byte[] uid = Items.counted(text(Items.VERIFICATION));
        return List.of(
                Items.maximumLength(Items.MAXIMUM_LENGTH),
                Items.implementationClassUid(),
                Items.operationsWindow(1, 1),
                Items.roleSelection(Items.VERIFICATION, 1, 0),
                Items.item(0x55, text("CORPUS_1")),
                Items.item(0x56, uid, text("information")),
                Items.item(0x57, uid, Items.counted(text("1.2.840.10008.4.2")), Items.counted(uid)),
                Items.userIdentity(2, 0, text("invented"), text("secret")));
    }

    private void markSubItems(int start, List<byte[]> subItems) {
        int at = start;
        for (byte[] subItem : subItems) {
            String type = "%02XH".formatted(subItem[0]);
            switch (subItem[0]) {
                case 0x54, 0x56 -> fields.put(type + ", UID", at + ITEM_HEADER);
                case 0x57 -> markCommonExtendedNegotiation(at + ITEM_HEADER);
                case 0x58 -> markUserIdentity(at + ITEM_HEADER);
                default -> {}
            }
            at = mark(type, at, subItem);
        }
    }

    /** PS3.7 Tables D.3-12 and D.3-13. */
    private void markCommonExtendedNegotiation(int start) {
        fields.put("57H, SOP class UID", start);
        int service = start + 2 + Items.VERIFICATION.length();
        fields.put("57H, service class UID", service);
        int related = service + 2 + "1.2.840.10008.4.2".length();
        fields.put("57H, related general SOP classes", related);
        fields.put("57H, related general SOP class UID", related + 2);
    }

    /** PS3.7 Table D.3-14. */
    private void markUserIdentity(int start) {
        fields.put("58H, primary field", start + 2);
        fields.put("58H, secondary field", start + 4 + "invented".length());
    }

    /** Notes where an item's length stands; returns where the next item begins. */
    private int mark(String name, int at, byte[] item) {
        fields.put(name, at + 2);
        return at + item.length;
    }

    private void addPduLengths(List<Case> cases) {
        long right = request.length - (long) Pdus.HEADER_LENGTH;
        add(cases, "PDU", "0", patch(request, 2, u32(0)), "A0");
        add(cases, "PDU", "1", patch(request, 2, u32(1)), "A0");
        add(cases, "PDU", "one less", patch(request, 2, u32(right - 1)), "A0");
        add(cases, "PDU", "4 GiB - 1", patch(request, 2, u32(0xFFFF_FFFFL)), "A0");
        cases.add(Case.named("lengths: PDU one more, its last byte never comes", SOURCE)
                .say(patch(request, 2, u32(right + 1)))
                .fin());
    }

    private void addLengths(List<Case> cases, String field, int offset) {
        int right = Short.toUnsignedInt(ByteBuffer.wrap(request).getShort(offset));
        addLength(cases, field, offset, "0", 0);
        addLength(cases, field, offset, "1", 1);
        addLength(cases, field, offset, "one less", right - 1);
        addLength(cases, field, offset, "one more", right + 1);
        addLength(cases, field, offset, "FFFFH", 0xFFFF);
    }

    private void addLength(List<Case> cases, String field, int offset, String what, int length) {
        String answer = ACCEPTED.contains(field + " " + what) ? "AC" : "A0";
        add(cases, field, what, patch(request, offset, u16(length)), answer);
    }

    private static void add(List<Case> cases, String field, String what, byte[] request, String answer) {
        cases.add(Case.named("lengths: " + field + " " + what, SOURCE)
                .say(request)
                .answer(answer));
    }
}
