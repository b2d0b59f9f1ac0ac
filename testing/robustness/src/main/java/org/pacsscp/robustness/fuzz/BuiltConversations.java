package org.pacsscp.robustness.fuzz;

import static org.pacsscp.testkit.wire.Bytes.hex;
import static org.pacsscp.testkit.wire.Bytes.join;
import static org.pacsscp.testkit.wire.Bytes.zeros;

import java.util.List;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Items;
import org.pacsscp.testkit.wire.Pdus;

/** Conversations that no client had: with what is rarely used, and with much in few bytes. */
final class BuiltConversations {
    private static final int ECHO = 1;
    private static final int STORE = 3;
    private static final int FIND = 5;
    private static final byte[] QUERY = hex("10002000 04000000 494E562A");

    private BuiltConversations() {}

    static List<Conversation> all() {
        return List.of(
                Conversation.of("built-services", List.of(associate(), services(), Pdus.releaseRq())),
                Conversation.of(
                        "built-window", List.of(associate(Items.operationsWindow(4, 1)), window(), Pdus.releaseRq())),
                Conversation.of(
                        "built-identity",
                        List.of(
                                associate(
                                        Items.userIdentity(2, 1, Bytes.text("invented"), Bytes.text("secret")),
                                        Items.roleSelection(Items.CT_IMAGE_STORAGE, 1, 1)),
                                echo(1),
                                Pdus.releaseRq())),
                Conversation.of(
                        "built-small-fragments", List.of(associate(), smallFragments(), echo(2), Pdus.releaseRq())),
                Conversation.of("built-at-once", List.of(join(associate(), services(), Pdus.releaseRq()))));
    }

    private static byte[] associate(byte[]... more) {
        return Pdus.associateRq(
                FuzzTarget.AE_TITLE,
                "BUILT",
                Items.applicationContext(),
                context(ECHO, Items.VERIFICATION),
                context(STORE, Items.CT_IMAGE_STORAGE),
                context(FIND, Items.STUDY_ROOT_FIND),
                Items.userInformation(
                        Items.maximumLength(Items.MAXIMUM_LENGTH), Items.implementationClassUid(), join(more)));
    }

    private static byte[] context(int id, String abstractSyntax) {
        return Items.presentationContext(id, abstractSyntax, Items.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    private static byte[] services() {
        return join(echo(1), store(2, 600), find(3), cancel(3), echo(4));
    }

    private static byte[] window() {
        return join(find(1), store(2, 300), find(3), echo(4), cancel(1));
    }

    private static byte[] echo(int id) {
        return command(ECHO, Commands.echoRq(id));
    }

    private static byte[] store(int id, int length) {
        return join(
                command(STORE, Commands.storeRq(id)),
                Pdus.pData(Pdus.pdv(STORE, Pdus.DATA, zeros(length / 2))),
                Pdus.pData(Pdus.pdv(STORE, Pdus.LAST_DATA, zeros(length / 2))));
    }

    private static byte[] find(int id) {
        return Pdus.pData(
                Pdus.pdv(FIND, Pdus.LAST_COMMAND, Commands.findRq(id)), Pdus.pdv(FIND, Pdus.LAST_DATA, QUERY));
    }

    private static byte[] cancel(int id) {
        return command(FIND, Commands.cancelRq(id));
    }

    private static byte[] command(int contextId, byte[] commandSet) {
        return Pdus.pData(Pdus.pdv(contextId, Pdus.LAST_COMMAND, commandSet));
    }

    /** A command in fragments of two bytes, several in a PDU. */
    private static byte[] smallFragments() {
        byte[] commandSet = Commands.echoRq(1);
        byte[] stream = {};
        for (int at = 0; at < commandSet.length; at += 2) {
            boolean last = at + 2 == commandSet.length;
            byte[] two = {commandSet[at], commandSet[at + 1]};
            stream = join(stream, Pdus.pData(Pdus.pdv(ECHO, last ? Pdus.LAST_COMMAND : Pdus.COMMAND, two)));
        }
        return stream;
    }
}
