package org.pacsscp.testkit.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts command sets and data sets into P-DATA-TF (PS3.8 Annex E).
 *
 * @since 0.1.0
 */
public final class MessageCutter {
    /** What is sent to a peer that takes PDUs of any length. */
    private static final int USUAL_LENGTH = 65_536;

    private MessageCutter() {}

    /**
     * Cuts a command set.
     *
     * @param contextId the presentation context
     * @param commandSet its bytes
     * @param maximumLength of a P-DATA-TF without its header; 0 for no limit
     * @return the PDUs
     */
    public static List<byte[]> command(int contextId, byte[] commandSet, long maximumLength) {
        return cut(contextId, Pdus.COMMAND, commandSet, maximumLength);
    }

    /**
     * Cuts a data set.
     *
     * @param contextId the presentation context
     * @param dataSet its bytes
     * @param maximumLength of a P-DATA-TF without its header; 0 for no limit
     * @return the PDUs; one with an empty fragment if there are no bytes
     */
    public static List<byte[]> dataSet(int contextId, byte[] dataSet, long maximumLength) {
        return cut(contextId, Pdus.DATA, dataSet, maximumLength);
    }

    /**
     * Cuts a command set or a data set into fragments of one length, whatever the peer takes.
     *
     * @param contextId its presentation context
     * @param kind {@link Pdus#COMMAND} or {@link Pdus#DATA}
     * @param bytes all of it; may be empty
     * @param fragmentLength of all fragments but the last, which may be shorter; at least 1
     * @return a P-DATA-TF for each fragment, at least one
     * @throws IllegalArgumentException if the length is less than 1
     */
    public static List<byte[]> fragments(int contextId, int kind, byte[] bytes, int fragmentLength) {
        if (fragmentLength < 1) {
            throw new IllegalArgumentException(
                    "a fragment of " + fragmentLength + " bytes never comes to an end, at least 1 is allowed");
        }
        List<byte[]> pdus = new ArrayList<>();
        int at = 0;
        do {
            int end = at + Math.min(bytes.length - at, fragmentLength);
            int last = end == bytes.length ? Pdus.LAST_DATA : 0;
            pdus.add(Pdus.pData(Pdus.pdv(contextId, kind | last, Arrays.copyOfRange(bytes, at, end))));
            at = end;
        } while (at < bytes.length);
        return pdus;
    }

    private static List<byte[]> cut(int contextId, int kind, byte[] bytes, long maximumLength) {
        long limit = maximumLength == 0 ? USUAL_LENGTH : Math.min(maximumLength, USUAL_LENGTH);
        return fragments(contextId, kind, bytes, (int) Math.max(1, limit - Pdus.PDV_HEADER_LENGTH));
    }
}
