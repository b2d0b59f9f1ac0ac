package org.pacsscp.core.internal.pdu;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.RejectReason;
import org.pacsscp.testkit.script.Script;

/** One PDU of each type, assembled by hand from the tables of the standard, with what it means. */
final class Golden {
    static final String FIXED_FIELDS = """
            0001                              # protocol version 1
            0000                              # reserved
            'ANY_SCP         '                # called AE title
            'ECHOSCU         '                # calling AE title
            000102030405060708090A0B0C0D0E0F  # reserved, to be echoed
            F0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF
            """;

    static final String APPLICATION_CONTEXT = """
            10 00 [0015] '1.2.840.10008.3.1.1.1'  # application context
            """;

    static final Script ASSOCIATE_RQ = Script.of("""
            01 00 [00000105]                      # A-ASSOCIATE-RQ, reserved, 68 + 25 + 50 + 118
            """ + FIXED_FIELDS + APPLICATION_CONTEXT + """
            20 00 [002E] 01 00 00 00              # presentation context 1, 4 + 21 + 21
            30 00 [0011] '1.2.840.10008.1.1'      # abstract syntax: Verification
            40 00 [0011] '1.2.840.10008.1.2'      # transfer syntax: Implicit VR Little Endian
            50 00 [0072]                          # user information, 8 + 9 + 8 + 13 + 8 + 14 + 34 + 20
            51 00 [0004] FFFFFFFE                 # maximum length
            52 00 [0005] '1.2.3'                  # implementation class UID
            53 00 [0004] 0001 0002                # invoked, performed
            54 00 [0009] [0005] '1.2.4' 01 00     # role selection: SCU, not SCP
            55 00 [0004] 'TEST'                   # implementation version name
            56 00 [000A] [0005] '1.2.5' 010203    # extended negotiation
            57 00 [001E] [0005] '1.2.6'           # common extended negotiation, 7 + 7 + 2 + 14
                         [0005] '1.2.7'           # service class
                         [000E] [0005] '1.2.8' [0005] '1.2.9'
            58 00 [0010] 02 01                    # user identity: user name and passcode, response wanted
                         [0004] 'user' [0006] 'secret'
            """);

    static final Script ASSOCIATE_AC = Script.of("""
            02 00 [000000A7]                      # A-ASSOCIATE-AC, reserved, 68 + 25 + 29 + 12 + 33
            """ + FIXED_FIELDS + APPLICATION_CONTEXT + """
            21 00 [0019] 01 00 00 00              # context 1 accepted, 4 + 21
            40 00 [0011] '1.2.840.10008.1.2'      # transfer syntax
            21 00 [0008] 03 00 04 00              # context 3 refused for its transfer syntaxes
            40 00 [0000]
            50 00 [001D]                          # user information, 8 + 9 + 12
            51 00 [0004] 00004000                 # maximum length
            52 00 [0005] '1.2.3'                  # implementation class UID
            59 00 [0008] [0006] 'ticket'          # server response
            """);

    static final Script ASSOCIATE_RJ = Script.of("03 00 [00000004] 00 01 02 02 # result, source, reason");
    static final Script RELEASE_RQ = Script.of("05 00 [00000004] 00000000");
    static final Script RELEASE_RP = Script.of("06 00 [00000004] 00000000");
    static final Script ABORT = Script.of("07 00 [00000004] 00 00 02 06 # source, reason");

    static final Script P_DATA_TF = Script.of("""
            04 00 [00000017]                      # P-DATA-TF, reserved, 10 + 6 + 7
            [00000006] 01 03 C0C1C2C3             # context 1, last fragment of a command
            [00000002] 01 00                      # an empty fragment of a data set
            [00000003] FF FE D0                   # context 255, last of a data set, undefined bits set; odd
            """);

    private static final String RESERVED =
            "\0\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17\u00F0\u00F1\u00F2\u00F3\u00F4\u00F5\u00F6\u00F7"
                    + "\u00F8\u00F9\u00FA\u00FB\u00FC\u00FD\u00FE\u00FF";

    private Golden() {}

    static AssociateRq request() {
        return new AssociateRq(
                1,
                "ANY_SCP         ",
                "ECHOSCU         ",
                RESERVED,
                "1.2.840.10008.3.1.1.1",
                List.of(new ProposedPresentationContext(1, List.of("1.2.840.10008.1.1"), List.of("1.2.840.10008.1.2"))),
                new UserInformation(
                        OptionalLong.of(0xFFFF_FFFEL),
                        "1.2.3",
                        "TEST",
                        Optional.of(new AsynchronousOperationsWindow(1, 2)),
                        List.of(new RoleSelection("1.2.4", true, false)),
                        List.of(new SopClassExtendedNegotiation("1.2.5", Octets.of(new byte[] {1, 2, 3}))),
                        List.of(new SopClassCommonExtendedNegotiation("1.2.6", "1.2.7", List.of("1.2.8", "1.2.9"))),
                        Optional.of(new UserIdentityRq(
                                2,
                                true,
                                Octets.of(Script.of("'user'").bytes()),
                                Octets.of(Script.of("'secret'").bytes()))),
                        Optional.empty()));
    }

    static AssociateAc acceptance() {
        return new AssociateAc(
                1,
                "ANY_SCP         ",
                "ECHOSCU         ",
                RESERVED,
                "1.2.840.10008.3.1.1.1",
                List.of(
                        new PresentationContextResult(1, 0, "1.2.840.10008.1.2"),
                        new PresentationContextResult(3, 4, "")),
                new UserInformation(
                        OptionalLong.of(0x4000),
                        "1.2.3",
                        "",
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.of(new UserIdentityAc(
                                Octets.of(Script.of("'ticket'").bytes())))));
    }

    /** Those that have a record. */
    static Map<Pdu, Script> pdus() {
        Map<Pdu, Script> pdus = new LinkedHashMap<>();
        pdus.put(request(), ASSOCIATE_RQ);
        pdus.put(acceptance(), ASSOCIATE_AC);
        pdus.put(new AssociateRj(RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED), ASSOCIATE_RJ);
        pdus.put(new ReleaseRq(), RELEASE_RQ);
        pdus.put(new ReleaseRp(), RELEASE_RP);
        pdus.put(new Abort(AbortReason.INVALID_PDU_PARAMETER_VALUE), ABORT);
        return pdus;
    }

    static List<Script> all() {
        return List.of(ASSOCIATE_RQ, ASSOCIATE_AC, ASSOCIATE_RJ, P_DATA_TF, RELEASE_RQ, RELEASE_RP, ABORT);
    }
}
