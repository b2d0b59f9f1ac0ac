package org.pacsscp.dcm4che;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandTag;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Response;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.requestor.HeardResponse;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;

/** A server whose handlers know dcm4che's data sets, and a peer that does not. */
class Dcm4cheIT {
    private static final long MOST_IN_MEMORY = 1 << 20;

    private final BlockingQueue<Attributes> stored = new LinkedBlockingQueue<>();
    private final BlockingQueue<Attributes> commands = new LinkedBlockingQueue<>();
    private Server server;

    static List<Uid> syntaxes() {
        return Invented.SYNTAXES;
    }

    @BeforeEach
    void start() throws IOException {
        server = Server.builder()
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .discoverHandlers(false)
                .limits(Limits.builder().maxDataInMemory(MOST_IN_MEMORY).build())
                .handler(ActionHandler.of(
                        ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ)
                                .transferSyntaxes(Invented.SYNTAXES.toArray(Uid[]::new)),
                        this::store))
                .handler(ActionHandler.of(
                        ServiceCapability.performer(
                                        SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, CommandField.C_FIND_RQ)
                                .transferSyntaxes(Invented.SYNTAXES.toArray(Uid[]::new)),
                        Dcm4cheIT::find))
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Response store(Action action) throws IOException {
        commands.add(Dcm4che.commandAttributes(action.command()));
        stored.add(Dcm4che.attributes(action));
        return DimseStatus.SUCCESS;
    }

    /** Whatever is asked, it finds two entries; the second has the accession number that was asked for. */
    private static Response find(Action action) throws IOException {
        Attributes keys = Dcm4che.attributes(action);
        Attributes second = Invented.entry();
        second.setString(Tag.AccessionNumber, VR.SH, keys.getString(Tag.AccessionNumber));
        for (Attributes match : List.of(Invented.entry(), second)) {
            action.sendPending(Dcm4che.response(action, DimseStatus.PENDING, match));
        }
        return DimseStatus.SUCCESS;
    }

    private Requestor open(Uid sopClass, Uid syntax) throws IOException {
        return Proposal.to("PACS_SCP").context(sopClass, syntax).open("127.0.0.1", server.port());
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void readsWhatIsStored(Uid syntax) throws Exception {
        DataSet image = Invention.ofSeed(1).image(Modality.CT);
        try (Requestor peer = open(SopClass.CT_IMAGE_STORAGE, syntax)) {
            assertThat(peer.store(image).status()).isEqualTo(DimseStatus.SUCCESS);
        }
        Attributes read = stored.remove();
        assertThat(read.getString(Tag.PatientID))
                .isEqualTo(image.text(Tag.PatientID).orElseThrow());
        assertThat(read.getInt(Tag.Rows, 0)).isEqualTo(image.integer(Tag.Rows).orElseThrow());
        assertThat(read.size()).isEqualTo(image.size());
        assertThat(read.getBytes(Tag.PixelData)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void answersWithWhatWasFound(Uid syntax) throws Exception {
        DataSet keys = DataSet.builder().text(Tag.AccessionNumber, "ACC2").build();
        List<HeardResponse> responses;
        try (Requestor peer = open(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, syntax)) {
            responses = peer.find(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, keys);
        }
        assertThat(responses)
                .extracting(HeardResponse::status)
                .containsExactly(DimseStatus.PENDING, DimseStatus.PENDING, DimseStatus.SUCCESS);
        assertThat(responses.subList(0, 2))
                .extracting(
                        response -> response.dataSet().text(Tag.AccessionNumber).orElse(""))
                .containsExactly("ACC1", "ACC2");
        assertThat(responses.get(0).dataSet().text(Tag.PatientName)).contains(Invented.NAME);
    }

    @Test
    void copiesTheCommandSet() throws Exception {
        CommandElements origin = CommandElements.none().number(CommandTag.MOVE_ORIGINATOR_MESSAGE_ID, 7);
        try (Requestor peer = open(SopClass.CT_IMAGE_STORAGE, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)) {
            peer.store(SopClass.CT_IMAGE_STORAGE, Uid.of("1.2.3"), origin, new byte[0]);
        }
        Attributes command = commands.remove();
        assertThat(command.getInt(Tag.CommandField, 0)).isEqualTo(0x0001);
        assertThat(command.getString(Tag.AffectedSOPInstanceUID)).isEqualTo("1.2.3");
        assertThat(command.getInt(Tag.MoveOriginatorMessageID, 0)).isEqualTo(7);
        assertThat(command.contains(Tag.MoveDestination)).isFalse();
    }

    @Test
    void refusesWhatCannotBeFollowedAndGoesOn() throws Exception {
        try (Requestor peer = open(SopClass.CT_IMAGE_STORAGE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
            HeardResponse broken = peer.store(SopClass.CT_IMAGE_STORAGE, Uid.of("1.2.3"), new byte[] {8, 0, 0x18});
            assertThat(broken.status().code()).isEqualTo(0xC000);
            assertThat(broken.status().errorComment()).isPresent();

            assertThat(peer.store(Invention.ofSeed(2).image(Modality.CT)).status())
                    .isEqualTo(DimseStatus.SUCCESS);
        }
    }

    @Test
    void refusesWhatTakesMoreMemoryThanThereIsAndGoesOn() throws Exception {
        byte[] header = {(byte) 0xE0, 0x7F, 0x10, 0, 0, 0, 0x20, 0};
        byte[] large = Arrays.copyOf(header, header.length + (1 << 21));
        try (Requestor peer = open(SopClass.CT_IMAGE_STORAGE, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)) {
            HeardResponse refused = peer.store(SopClass.CT_IMAGE_STORAGE, Uid.of("1.2.3"), large);
            assertThat(refused.status().code()).isEqualTo(0xA700);

            assertThat(peer.store(Invention.ofSeed(2).image(Modality.CT)).status())
                    .isEqualTo(DimseStatus.SUCCESS);
        }
    }
}
