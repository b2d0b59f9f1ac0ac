package org.pacsscp.core.internal.dimse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pacsscp.api.SopClass;
import org.pacsscp.testkit.script.Script;

/** One command set of every kind, with every element that PS3.7 sections 9.3 and 10.3 give it, written by hand. */
enum GoldenCommand {
    C_STORE_RQ("""
            0000 0200 06000000 '1.2.3' 00   # Affected SOP Class UID
            0000 0001 02000000 0100         # Command Field
            0000 1001 02000000 0102         # Message ID 513
            0000 0007 02000000 0100         # Priority high
            0000 0008 02000000 0000         # Command Data Set Type: there is one
            0000 0010 06000000 '1.2.34'     # Affected SOP Instance UID
            0000 3010 06000000 'MOVER '     # Move Originator Application Entity Title
            0000 3110 02000000 0900         # Move Originator Message ID
            """),
    C_STORE_RSP("""
            0000 0200 06000000 '1.2.3' 00
            0000 0001 02000000 0180
            0000 2001 02000000 0102         # Message ID Being Responded To
            0000 0008 02000000 0101         # Command Data Set Type: there is none
            0000 0009 02000000 00A9         # Status A900H
            0000 0109 08000000 1000 2000 0800 1800 # Offending Element (0010,0020) and (0008,0018)
            0000 0209 06000000 'sorry '     # Error Comment
            0000 0010 06000000 '1.2.34'
            """),
    C_FIND_RQ("""
            0000 0200 06000000 '1.2.3' 00
            0000 0001 02000000 2000
            0000 1001 02000000 0102
            0000 0007 02000000 0200         # Priority low
            0000 0008 02000000 0200
            """),
    C_FIND_RSP("""
            0000 0200 06000000 '1.2.3' 00
            0000 0001 02000000 2080
            0000 2001 02000000 0102
            0000 0008 02000000 FEFF
            0000 0009 02000000 00FF
            """),
    C_GET_RQ("""
            0000 0200 06000000 '1.2.3' 00
            0000 0001 02000000 1000
            0000 1001 02000000 0102
            0000 0007 02000000 0000
            0000 0008 02000000 0100
            """),
    C_GET_RSP("""
            0000 0200 06000000 '1.2.3' 00
            0000 0001 02000000 1080
            0000 2001 02000000 0102
            0000 0008 02000000 0101
            0000 0009 02000000 00FF
            0000 2010 02000000 0400         # Number of Remaining Sub-operations
            0000 2110 02000000 0300         # Number of Completed Sub-operations
            0000 2210 02000000 0200         # Number of Failed Sub-operations
            0000 2310 02000000 0100         # Number of Warning Sub-operations
            """),
    C_MOVE_RQ("""
            0000 0200 06000000 '1.2.3' 00
            0000 0001 02000000 2100
            0000 1001 02000000 0102
            0000 0006 10000000 'STORE_SCP       ' # Move Destination
            0000 0007 02000000 0000
            0000 0008 02000000 0100
            """),
    C_MOVE_RSP("""
            0000 0200 06000000 '1.2.3' 00
            0000 0001 02000000 2180
            0000 2001 02000000 0102
            0000 0008 02000000 0101
            0000 0009 02000000 00B0
            0000 2110 02000000 0300
            0000 2210 02000000 0200
            0000 2310 02000000 0000
            """),
    C_ECHO_RQ("""
            0000 0200 12000000 '1.2.840.10008.1.1' 00
            0000 0001 02000000 3000
            0000 1001 02000000 0102
            0000 0008 02000000 0101
            """),
    C_ECHO_RSP("""
            0000 0200 12000000 '1.2.840.10008.1.1' 00
            0000 0001 02000000 3080
            0000 2001 02000000 0102
            0000 0008 02000000 0101
            0000 0009 02000000 0000
            """),
    C_CANCEL_RQ("""
            0000 0001 02000000 FF0F
            0000 2001 02000000 0102
            0000 0008 02000000 0101
            """),
    N_EVENT_REPORT_RQ("""
            0000 0200 06000000 '1.2.3' 00
            0000 0001 02000000 0001
            0000 1001 02000000 0102
            0000 0008 02000000 0000
            0000 0010 06000000 '1.2.34'
            0000 0210 02000000 0200         # Event Type ID
            """),
    N_EVENT_REPORT_RSP("""
            0000 0200 06000000 '1.2.3' 00
            0000 0001 02000000 0081
            0000 2001 02000000 0102
            0000 0008 02000000 0101
            0000 0009 02000000 1301
            0000 0010 06000000 '1.2.34'
            0000 0210 02000000 0200
            """),
    N_GET_RQ("""
            0000 0300 06000000 '1.2.3' 00   # Requested SOP Class UID
            0000 0001 02000000 1001
            0000 1001 02000000 0102
            0000 0008 02000000 0101
            0000 0110 06000000 '1.2.34'     # Requested SOP Instance UID
            0000 0510 08000000 1000 2000 0800 1800 # Attribute Identifier List
            """),
    N_GET_RSP("""
            0000 0200 06000000 '1.2.3' 00
            0000 0001 02000000 1081
            0000 2001 02000000 0102
            0000 0008 02000000 0000
            0000 0009 02000000 0701
            0000 0010 06000000 '1.2.34'
            0000 0510 04000000 1000 2000
            """),
    N_SET_RQ("""
            0000 0300 06000000 '1.2.3' 00
            0000 0001 02000000 2001
            0000 1001 02000000 0102
            0000 0008 02000000 0000
            0000 0110 06000000 '1.2.34'
            """),
    N_SET_RSP("""
            0000 0200 06000000 '1.2.3' 00
            0000 0001 02000000 2081
            0000 2001 02000000 0102
            0000 0008 02000000 0101
            0000 0009 02000000 1001
            0000 0309 02000000 0700         # Error ID
            0000 0010 06000000 '1.2.34'
            """),
    N_ACTION_RQ("""
            0000 0300 06000000 '1.2.3' 00
            0000 0001 02000000 3001
            0000 1001 02000000 0102
            0000 0008 02000000 0000
            0000 0110 06000000 '1.2.34'
            0000 0810 02000000 0100         # Action Type ID
            """),
    N_ACTION_RSP("""
            0000 0200 06000000 '1.2.3' 00
            0000 0001 02000000 3081
            0000 2001 02000000 0102
            0000 0008 02000000 0000
            0000 0009 02000000 0000
            0000 0010 06000000 '1.2.34'
            0000 0810 02000000 0100
            """),
    N_CREATE_RQ("""
            0000 0200 06000000 '1.2.3' 00
            0000 0001 02000000 4001
            0000 1001 02000000 0102
            0000 0008 02000000 0000
            0000 0010 06000000 '1.2.34'
            """),
    N_CREATE_RSP("""
            0000 0200 06000000 '1.2.3' 00
            0000 0001 02000000 4081
            0000 2001 02000000 0102
            0000 0008 02000000 0101
            0000 0009 02000000 0000
            0000 0010 06000000 '1.2.34'
            """),
    N_DELETE_RQ("""
            0000 0300 06000000 '1.2.3' 00
            0000 0001 02000000 5001
            0000 1001 02000000 0102
            0000 0008 02000000 0101
            0000 0110 06000000 '1.2.34'
            """),
    N_DELETE_RSP("""
            0000 0200 06000000 '1.2.3' 00
            0000 0001 02000000 5081
            0000 2001 02000000 0102
            0000 0008 02000000 0101
            0000 0009 02000000 0000
            0000 0010 06000000 '1.2.34'
            """);

    private final String elements;

    GoldenCommand(String elements) {
        this.elements = elements;
    }

    /** The command set with its group length. */
    byte[] bytes() {
        return withGroupLength(elements);
    }

    ReceivedCommandSet read() {
        return read(bytes());
    }

    /** The elements, each with its header, the group length first. */
    List<byte[]> elements() {
        byte[] bytes = bytes();
        List<byte[]> all = new ArrayList<>();
        for (int at = 0, end; at < bytes.length; at = end) {
            end = at + 8 + (bytes[at + 4] & 0xFF);
            all.add(Arrays.copyOfRange(bytes, at, end));
        }
        return all;
    }

    /** PS3.7 Table E.1-1: the length counts what follows it. */
    static byte[] withGroupLength(String elements) {
        int length = Script.of(elements).bytes().length;
        return Script.of("0000 0000 04000000 %02X%02X0000\n".formatted(length & 0xFF, length >> 8) + elements)
                .bytes();
    }

    static ReceivedCommandSet read(byte[] bytes) {
        try {
            return ReceivedCommandSet.of(bytes, SopClass.VERIFICATION);
        } catch (MessageException e) {
            throw new AssertionError("a sound command set was refused: " + e.getMessage(), e);
        }
    }
}
