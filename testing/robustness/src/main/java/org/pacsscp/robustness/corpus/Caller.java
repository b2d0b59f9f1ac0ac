package org.pacsscp.robustness.corpus;

import static org.pacsscp.testkit.wire.Bytes.join;

import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Items;
import org.pacsscp.testkit.wire.Pdus;

/**
 * What the peers of the corpus say to an acceptor unless a case is about it. Context 1 is for Verification, 3 for CT Image
 * Storage, both in Implicit VR Little Endian.
 *
 * @param called the acceptor's AE title
 */
record Caller(String called) {
    static final String CALLING = "CORPUS";
    static final int VERIFICATION = 1;
    static final int STORAGE = 3;

    static byte[] verificationContext() {
        return Items.presentationContext(VERIFICATION, Items.VERIFICATION, Items.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    static byte[] storageContext() {
        return Items.presentationContext(STORAGE, Items.CT_IMAGE_STORAGE, Items.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    /** An A-ASSOCIATE-RQ with these items and no others. */
    byte[] requestOf(byte[]... items) {
        return Pdus.associateRq(called, CALLING, join(items));
    }

    /** An A-ASSOCIATE-RQ with this user information. */
    byte[] requestWith(byte[]... subItems) {
        return requestOf(Items.applicationContext(), verificationContext(), Items.userInformation(subItems));
    }

    byte[] request() {
        return requestOf(
                Items.applicationContext(), verificationContext(), storageContext(), Items.usualUserInformation());
    }

    /** The A-ASSOCIATE-AC that an acceptor would send. */
    byte[] acceptance() {
        return Pdus.associateAc(
                called,
                CALLING,
                Items.applicationContext(),
                Items.acceptedContext(VERIFICATION, 0, Items.IMPLICIT_VR_LITTLE_ENDIAN),
                Items.usualUserInformation());
    }

    /** A case that comes to the point on an association. */
    Case associated(String name, String source) {
        return Case.named(name, source).say(request()).hear("AC").opened();
    }

    /** A case that comes to the point in the middle of the data set of a C-STORE. */
    Case storing(String name, String source) {
        return Case.named(name, source)
                .say(request())
                .hear("AC")
                .say(storeCommand(1), data(DataSets.BEGINNING))
                .opened();
    }

    /** A command set in one fragment. */
    static byte[] message(int contextId, byte[] command) {
        return Pdus.pData(Pdus.pdv(contextId, Pdus.LAST_COMMAND, command));
    }

    static byte[] echo(int messageId) {
        return message(VERIFICATION, Commands.echoRq(messageId));
    }

    static byte[] storeCommand(int messageId) {
        return message(STORAGE, Commands.storeRq(messageId));
    }

    /** A fragment of a data set that is not the last. */
    static byte[] data(byte[] fragment) {
        return Pdus.pData(Pdus.pdv(STORAGE, Pdus.DATA, fragment));
    }

    static byte[] lastData(byte[] fragment) {
        return Pdus.pData(Pdus.pdv(STORAGE, Pdus.LAST_DATA, fragment));
    }
}
