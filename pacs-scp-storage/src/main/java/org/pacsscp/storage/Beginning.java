package org.pacsscp.storage;

import java.nio.ByteBuffer;
import org.pacsscp.api.DataSetEncoding;
import org.pacsscp.api.Uid;

/**
 * Looks at how a data set begins: some peers send what stands in their files, whose preamble and file meta information have no
 * place in a message (PS3.10 section 7.1; PS3.5 section 7.1, group 0002H).
 */
final class Beginning {
    private static final int PREAMBLE_LENGTH = 128;

    /** How many bytes tell: the preamble, its prefix, and the first group. */
    static final int LENGTH = PREAMBLE_LENGTH + Integer.BYTES + Short.BYTES;

    /** "DICM". */
    private static final int PREFIX = 0x4449434D;

    /** Group 0002H in Little Endian, in which file meta information is always encoded. */
    private static final int META_GROUP = 0x0200;

    private static final int META_GROUP_BIG_ENDIAN = 0x0002;

    private Beginning() {}

    /**
     * Checks the first bytes of a data set, all of them or as many as a preamble and more.
     *
     * @param bytes from its position to its limit, which stay
     * @throws NoDataSetException if they are those of a DICOM file, or of its meta information
     */
    static void check(ByteBuffer bytes, Uid transferSyntax) throws NoDataSetException {
        if (DataSetEncoding.of(transferSyntax).deflated()) {
            return; // compressed whole, so that any byte may come first
        }
        if (isMetaGroup(bytes, 0, transferSyntax)) {
            throw new NoDataSetException("data set begins with file meta information, group 0002H");
        }
        int prefix = bytes.position() + PREAMBLE_LENGTH;
        if (bytes.remaining() > PREAMBLE_LENGTH + Integer.BYTES
                && bytes.duplicate().getInt(prefix) == PREFIX
                && isMetaGroup(bytes, PREAMBLE_LENGTH + Integer.BYTES, transferSyntax)) {
            throw new NoDataSetException("data set is a whole DICOM file; send it without its header");
        }
    }

    private static boolean isMetaGroup(ByteBuffer bytes, int offset, Uid transferSyntax) {
        if (bytes.remaining() < offset + Short.BYTES) {
            return false;
        }
        int group = bytes.duplicate().getShort(bytes.position() + offset);
        return group == META_GROUP
                || (group == META_GROUP_BIG_ENDIAN
                        && DataSetEncoding.of(transferSyntax).bigEndian());
    }
}
