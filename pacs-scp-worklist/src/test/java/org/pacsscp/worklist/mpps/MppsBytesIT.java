package org.pacsscp.worklist.mpps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.assertj.DicomAssertions;
import org.pacsscp.testkit.junit.UncaughtExceptions;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;
import org.pacsscp.testkit.script.Vocabulary;
import org.pacsscp.worklist.ScheduledStepReference;

/**
 * N-CREATE and N-SET byte by byte, as clients over pynetdicom and pydicom send them, and older ones: Implicit VR, command and data set
 * in a PDU each, UIDs padded with a NUL. What is written here was worked out by hand from PS3.5 section 7.1.3, PS3.7 Tables 10.3-3 and
 * 10.3-9 and PS3.8 section 9.3.5. The patient is invented.
 */
@ExtendWith(UncaughtExceptions.class)
class MppsBytesIT {
    private static final Uid INSTANCE = Uid.of("1.2.826.0.1.3680043.8.498.7");
    private static final ScheduledStepReference SCHEDULED =
            new ScheduledStepReference(Uid.of("1.2.826.0.1.3680043.8.498.1"), "SPS1");

    private static final Vocabulary WORDS = Vocabulary.standard()
            .with("context", "20 00 {2: 01 00 00 00 30 00 {2: '1.2.840.10008.3.1.2.3.3'} <implicit>}")
            .with("class", "'1.2.840.10008.3.1.2.3.3' 00")
            .with("instance", "'1.2.826.0.1.3680043.8.498.7' 00")
            .with("of the class", "0000 0200 18000000 <class>")
            .with("requested class", "0000 0300 18000000 <class>")
            .with("of the instance", "0000 0010 1C000000 <instance>")
            .with("requested instance", "0000 0110 1C000000 <instance>")
            .with("one", "0000 1001 02000000 0100")
            .with("two", "0000 1001 02000000 0200")
            .with("to one", "0000 2001 02000000 0100")
            .with("to two", "0000 2001 02000000 0200")
            .with("N-CREATE-RQ", "0000 0001 02000000 4001")
            .with("N-CREATE-RSP", "0000 0001 02000000 4081")
            .with("N-SET-RQ", "0000 0001 02000000 2001")
            .with("N-SET-RSP", "0000 0001 02000000 2081")
            .with("and attributes", "0000 0008 02000000 0100")
            .with("and nothing", "0000 0008 02000000 0101");

    /** A step of one scheduled one; sequence and item have lengths. */
    private static final String CREATED = """
            0800 6000 02000000 'CT'                     # Modality
            1000 1000 0C000000 'Invented^One'           # Patient's Name
            1000 2000 06000000 'INV-1 '                 # Patient ID
            4000 4102 04000000 'CT_1'                   # Performed Station AE Title
            4000 4402 08000000 '20261129'               # Performed Procedure Step Start Date
            4000 4502 06000000 '120500'                 # Performed Procedure Step Start Time
            4000 5202 0C000000 'IN PROGRESS '           # Performed Procedure Step Status
            4000 5302 04000000 'PPS1'                   # Performed Procedure Step ID
            4000 7002 38000000                          # Scheduled Step Attributes Sequence, 8 + 48
              FEFF 00E0 30000000                        # its item, 36 + 12
                2000 0D00 1C000000 '1.2.826.0.1.3680043.8.498.1' 00     # Study Instance UID
                4000 0900 04000000 'SPS1'               # Scheduled Procedure Step ID
            """;

    /** The same of older clients: with lengths of groups, sequence and item of undefined length, and a NUL behind all text. */
    private static final String CREATED_OF_OLD = """
            0800 0000 04000000 0A000000                 # length of the group, 8 + 2
            0800 6000 02000000 'CT'
            1000 0000 04000000 22000000                 # 8 + 12, 8 + 6
            1000 1000 0C000000 'Invented^One'
            1000 2000 06000000 'INV-1' 00
            4000 0000 04000000 B2000000                 # 12, 16, 14, 20, 12, and 104 of the sequence
            4000 4102 04000000 'CT_1'
            4000 4402 08000000 '20261129'
            4000 4502 06000000 '120500'
            4000 5202 0C000000 'IN PROGRESS' 00
            4000 5302 04000000 'PPS1'
            4000 7002 FFFFFFFF
              FEFF 00E0 FFFFFFFF
                2000 0000 04000000 24000000             # 8 + 28
                2000 0D00 1C000000 '1.2.826.0.1.3680043.8.498.1' 00
                4000 0000 04000000 0C000000             # 8 + 4
                4000 0900 04000000 'SPS1'
              FEFF 0DE0 00000000
            FEFF DDE0 00000000
            """;

    /** It is completed with one series of one image. */
    private static final String ENDED = """
            4000 5002 08000000 '20261129'               # Performed Procedure Step End Date
            4000 5102 06000000 '122000'                 # Performed Procedure Step End Time
            4000 5202 0A000000 'COMPLETED '             # Performed Procedure Step Status
            4000 4003 94000000                          # Performed Series Sequence, 8 + 140
              FEFF 00E0 8C000000                        # its item, 92 + 12 + 36
                0800 4011 54000000                      # Referenced Image Sequence, 8 + 76
                  FEFF 00E0 4C000000                    # its item, 34 + 8 + 34
                    0800 5011 1A000000 '1.2.840.10008.5.1.4.1.1.2' 00       # CT Image Storage
                    0800 5511 22000000 '1.2.826.0.1.3680043.8.498.1.1.1001' # the image
                1800 3010 04000000 'Head'               # Protocol Name
                2000 0E00 1C000000 '1.2.826.0.1.3680043.8.498.9' 00     # Series Instance UID
            """;

    private final MppsStore store = MppsStore.inMemory();

    @Test
    void takesWhatPynetdicomSends() throws IOException {
        takesAndEnds(CREATED, MppsHandler.of(store));
    }

    @Test
    void takesLengthsOfGroupsAndNulsBehindText() throws IOException {
        takesAndEnds(CREATED_OF_OLD, MppsHandler.of(store));
    }

    private void takesAndEnds(String created, MppsHandler handler) throws IOException {
        try (Server server = server(handler);
                ScriptedPeer peer = associate(server)) {
            peer.send(command("<of the class> <N-CREATE-RQ> <one> <and attributes> <of the instance>", 98)
                    + attributes(created));
            peer.expect(command(
                    "<of the class> <N-CREATE-RSP> <to one> <and nothing> 0000 0009 02000000 0000 <of the instance>",
                    108));
            peer.send(command("<requested class> <N-SET-RQ> <two> <and attributes> <requested instance>", 98)
                    + attributes(ENDED));
            peer.expect(command(
                    "<of the class> <N-SET-RSP> <to two> <and nothing> 0000 0009 02000000 0000 <of the instance>",
                    108));
            peer.release();
        }
        PerformedStep step = store.find(INSTANCE).orElseThrow();
        assertThat(step.status()).isEqualTo(PerformedStepStatus.COMPLETED);
        assertThat(step.missing()).isEmpty();
        assertThat(step.scheduledSteps()).containsExactly(SCHEDULED);
        assertThat(step.instances()).containsExactly(Uid.of("1.2.826.0.1.3680043.8.498.1.1.1001"));
        DicomAssertions.assertThat(step.attributes())
                .hasText(Tag.PATIENT_NAME, "Invented^One")
                .hasText(Tag.PATIENT_ID, "INV-1");
    }

    /** pynetdicom leaves the element out if it is given no UID, which PS3.7 Table 10.3-9 allows and PS3.4 section F.7.2.1.2 does not. */
    @Test
    void refusesOneWithoutInstanceUid() throws IOException {
        try (Server server = server(MppsHandler.of(store));
                ScriptedPeer peer = associate(server)) {
            peer.send(command("<of the class> <N-CREATE-RQ> <one> <and attributes>", 62) + attributes(CREATED));
            peer.expect(command("""
                    <of the class> <N-CREATE-RSP> <to one> <and nothing>
                    0000 0009 02000000 1701
                    0000 0209 1C000000 'no Affected SOP Instance UID'
                    """, 108));
            peer.release();
        }
    }

    @Test
    void returnsTheInstanceUidThatItMakesAsALeniency() throws IOException {
        try (Server server = server(MppsHandler.builder(store)
                        .bear(MppsLeniency.INSTANCE_UID)
                        .build());
                ScriptedPeer peer = associate(server)) {
            peer.send(command("<of the class> <N-CREATE-RQ> <one> <and attributes>", 62) + attributes(CREATED));
            String answer = new String(peer.hearPdu(), StandardCharsets.ISO_8859_1);
            String made = store.performing(SCHEDULED).get(0).instance().value();
            assertThat(made).startsWith("2.25.");
            assertThat(answer).contains(made);
            peer.release();
        }
    }

    /** A command set in one PDU: the length of its group, and the elements. */
    private static String command(String elements, int length) {
        return " 04 00 {4: {4: 01 03 0000 0000 04000000 %02X000000 %s}}".formatted(length, elements);
    }

    private static String attributes(String elements) {
        return " 04 00 {4: {4: 01 02\n" + elements + "}}";
    }

    private static Server server(MppsHandler handler) throws IOException {
        return Server.builder()
                .aeTitle("PACS_SCP")
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .handler(handler)
                .build()
                .start();
    }

    private static ScriptedPeer associate(Server server) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        ScriptedPeer peer =
                ScriptedPeer.connect(address, Segmentation.ALL_AT_ONCE).speaking(WORDS);
        peer.send("<A-ASSOCIATE-RQ>").hearPdu();
        return peer;
    }
}
